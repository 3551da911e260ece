import SurveyCore

import struct Foundation.Data

/// Checks that what a box holds fits together, before anything of it is opened; the same on the server and on the keeper's machine.
enum BoxVerification {
  /// Checks a sealed wave.
  ///
  /// - Parameters:
  ///   - printed: How many codes were printed; nil where only the box's own number is known.
  ///   - minutes: What the desk states about the wave; nil where it isn't known here.
  /// - Returns: The spent rights, one per answer.
  /// - Throws: ``StoreError/countsDiffer(wave:why:)``.
  static func verify(
    _ sealed: some SealedWave, of wave: ServedWave, printed: Int?, minutes: DeskMinutes? = nil
  ) throws -> [SpentRight] {
    let spent = try sealed.spentRights()
    try verify(wave, spent: spent, sealed: try sealed.sealedCounts())
    let codes = try sealed.codes()
    try SpentRightsCheck(wave: wave, codes: codes).check(spent)
    switch wave.mode {
    case .code: try verify(wave, spent: spent.count, codes: codes.count, printed: printed)
    case .pass: if let minutes { try verify(wave, spent: spent, minutes: minutes) }
    case .open: break
    }
    return spent
  }

  /// Checks that there is one ciphertext of each part per spent right, and none besides.
  private static func verify(_ wave: ServedWave, spent: [SpentRight], sealed: [Int: Int]) throws {
    let parts = 1 + ColumnLayout(wave.survey).commentItems.count
    for part in 0..<parts where sealed[part, default: 0] != spent.count {
      let what = part == 0 ? "sealed answers" : "sealed comments of item \(part)"
      throw StoreError.countsDiffer(
        wave: wave.id,
        why:
          "\(sealed[part, default: 0]) \(what), but \(spent.count) spent rights. Somebody added or removed records; compare with a backup."
      )
    }
    if let extra = sealed.keys.first(where: { $0 >= parts }) {
      throw StoreError.countsDiffer(
        wave: wave.id, why: "the box holds records of a part \(extra) that the survey doesn't have.")
    }
    guard Set(spent.map(\.receipt)).count == spent.count else {
      throw StoreError.countsDiffer(wave: wave.id, why: "a receipt stands twice. Compare the box with a backup.")
    }
  }

  /// Checks that no more rights are spent than codes were printed.
  private static func verify(_ wave: ServedWave, spent: Int, codes: Int, printed: Int?) throws {
    if let printed, codes > printed {
      throw StoreError.countsDiffer(
        wave: wave.id, why: "the box knows \(codes) codes, but only \(printed) were printed.")
    }
    guard spent <= codes else {
      throw StoreError.countsDiffer(
        wave: wave.id, why: "\(spent) rights are spent, but only \(codes) codes were printed.")
    }
  }

  /// Checks that no more rights are spent than the desk handed out, and it no more than there are people.
  private static func verify(_ wave: ServedWave, spent: [SpentRight], minutes: DeskMinutes) throws {
    try verify(minutes, of: wave)
    let passes = spent.count { $0.pass != nil }
    guard passes <= minutes.passes else {
      throw StoreError.countsDiffer(
        wave: wave.id, why: "\(passes) passes are spent, but the desk handed out only \(minutes.passes).")
    }
    guard spent.count - passes <= minutes.slips.valid else {
      throw StoreError.countsDiffer(
        wave: wave.id,
        why: "\(spent.count - passes) slips are spent, but the desk handed out only \(minutes.slips.valid).")
    }
  }

  /// Checks that a desk's minutes are of this wave, and handed out no more rights than there are people.
  static func verify(_ minutes: DeskMinutes, of wave: ServedWave) throws {
    guard minutes.wave == wave.id, minutes.keyID == wave.passKey?.id else {
      throw StoreError.countsDiffer(wave: wave.id, why: "the desk's minutes are of another wave.")
    }
    guard minutes.passes + minutes.slips.handedOut <= minutes.roster else {
      throw StoreError.countsDiffer(
        wave: wave.id,
        why:
          "the desk handed out \(minutes.passes) passes and \(minutes.slips.handedOut) slips, but only \(minutes.roster) people are on the roster."
      )
    }
  }
}
