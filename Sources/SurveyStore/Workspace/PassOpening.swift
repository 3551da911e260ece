public import SurveyCore

/// Opening waves of mode `pass`.
extension WaveLifecycle {
  /// Makes the wave's signing key and the desk's rows, so that the wave can be opened. Safe to repeat after a crash, until it is open.
  ///
  /// The desk comes before box and results: nobody can answer without a pass, and no letter is written for a wave that isn't listed.
  ///
  /// - Returns: The opening with the public half of the signing key.
  public func preparePasses(for opening: WaveOpening, roster: Roster) throws -> WaveOpening {
    guard let desk else {
      throw StoreError.wrongState(
        wave: opening.name, why: "this workspace has no desk, so no passes can be handed out.")
    }
    let key = try desk.keys.openingKey(of: opening.name)
    try desk.prepare(DeskWave(opening, passKey: key.publicKey), roster: roster)
    var opening = opening
    opening.passKey = key.publicKey
    return opening
  }
}

extension DeskWave {
  /// What the desk is told about a wave that is being opened.
  init(_ opening: WaveOpening, passKey: PassPublicKey) {
    self.init(
      id: opening.name, title: opening.survey.title, languages: opening.languages, opens: opening.opens,
      closes: opening.closes, isClosed: false, passKey: passKey)
  }
}
