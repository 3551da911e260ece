public import SurveyCore

/// Paper slips for people on a roster: a code that counts in a wave of mode `pass`, in place of the person's pass.
extension WaveLifecycle {
  /// Draws a code for somebody who can't make a pass, and marks the person's pass as handed out. Nothing says whose code it is.
  ///
  /// The code exists first and the person is marked last: an interrupted command leaves a code that nobody has, and never a person
  /// with two rights or none.
  ///
  /// - Parameters:
  ///   - identifier: The person as the roster lists them.
  ///   - paper: Whether the person answered on paper, so that the office types the answers in under the code.
  ///   - keep: Called with the code before the person is marked; throwing there undoes everything.
  /// - Throws: ``StoreError/wrongState(wave:why:)`` where the person is unknown or has a pass.
  public func drawSlip(
    for identifier: String, in wave: String, paper: Bool = false,
    keep: (AccessCode) throws -> Void = { _ in }
  ) throws -> AccessCode {
    let desk = try slipDesk(of: wave)
    try desk.notePrintedSlip(for: identifier, in: wave)
    let codes = try box.drawCodes(1, for: wave, paper: paper)
    guard let code = codes.first else { throw StoreError.notWritten(file: "box.sqlite") }
    do {
      try keep(code)
      guard try desk.handOutSlip(to: identifier, in: wave) else { throw DeskStore.handedOut(wave) }
    } catch {
      _ = try box.withdraw(code, from: wave)
      throw error
    }
    return code
  }

  /// Takes a slip back that was never used.
  ///
  /// - Throws: ``StoreError/wrongState(wave:why:)`` where it was used, or there is no such slip.
  public func voidSlip(_ code: AccessCode, in wave: String) throws {
    let desk = try slipDesk(of: wave)
    switch try box.withdraw(code, from: wave) {
    case .unused: try desk.noteVoidSlip(in: wave)
    case .spent:
      throw StoreError.wrongState(
        wave: wave, why: "this code was used, so it counts and can't be taken back. Nothing was changed.")
    case .unknown:
      throw StoreError.wrongState(
        wave: wave, why: "there is no such slip. Compare the code with the paper; nothing was changed.")
    }
  }

  private func slipDesk(of wave: String) throws -> DeskStore {
    guard let desk else {
      throw StoreError.wrongState(wave: wave, why: "this workspace has no desk. Give the command where the desk is.")
    }
    guard try box.waves().contains(where: { $0.id == wave && $0.mode == .pass }) else {
      throw StoreError.wrongState(
        wave: wave,
        why:
          "its box isn't in this workspace, or it isn't of mode pass, so a slip's code would not count. Give the command where desk and box are together."
      )
    }
    return desk
  }
}
