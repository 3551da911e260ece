import SurveyCore

/// Checks that what a box holds fits together, before anything of it is opened; the same on the server and on the keeper's machine.
enum BoxVerification {
  /// Checks a sealed wave.
  ///
  /// - Parameter printed: How many codes were printed; nil where only the box's own number is known.
  /// - Returns: The spent rights, one per answer.
  /// - Throws: ``StoreError/countsDiffer(wave:why:)``.
  static func verify(_ sealed: some SealedWave, of wave: ServedWave, printed: Int?) throws -> [SpentRight] {
    let spent = try sealed.spentRights()
    try verify(wave, spent: spent, sealed: try sealed.sealedCounts())
    if wave.mode == .code { try verify(wave, spent: spent.count, codes: try sealed.codes(), printed: printed) }
    return spent
  }

  /// Checks that there is one ciphertext of each part per spent right, and none besides.
  ///
  /// What a right itself must show, such as a signature, is checked here.
  static func verify(_ wave: ServedWave, spent: [SpentRight], sealed: [Int: Int]) throws {
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
}
