public import SurveyCore

/// Putting released reports where staff can read them.
extension WaveLifecycle {
  /// Whether staff can read reports of the wave on this workspace's own pages.
  public func servesResults(of wave: String) throws -> Bool { try results.wave(wave).hasBoxHere }

  /// Publishes a released report on the wave's results page, in place of what was published of the same plan.
  ///
  /// - Parameter reports: The report in each language, as it was recorded in the ledger.
  /// - Throws: ``StoreError/wrongState(wave:why:)`` when the wave's box is elsewhere or it has no answers that were unsealed.
  public func publish(_ reports: [PublishedReport], of wave: String) throws {
    let record = try results.wave(wave)
    try refuseImported(record)
    try refuseApart(record)
    guard record.respondents != nil else {
      throw StoreError.wrongState(wave: wave, why: "it isn't unsealed yet, so nothing of it can be published.")
    }
    try box.publish(reports, of: wave)
  }
}
