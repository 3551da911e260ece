import GRDB
public import SurveyCore

public import Foundation

/// A past wave that is taken over from a file.
public struct WaveImport: Sendable {
  /// The wave's id.
  public var name: String
  /// The survey with the text that is frozen.
  public var survey: Survey
  /// The text that is frozen.
  public var surveyText: String
  /// When people began to answer.
  public var opens: Date
  /// From when nobody could answer.
  public var closes: Date

  /// Makes an import.
  public init(name: String, survey: Survey, surveyText: String, opens: Date, closes: Date) {
    self.name = name
    self.survey = survey
    self.surveyText = surveyText
    self.opens = opens
    self.closes = closes
  }

  /// Why it can't be imported: every reason at once, each with what to do; empty when it can.
  public func problems(organisation: Organisation?, now: Date) -> [String] {
    var problems: [String] = []
    if name.wholeMatch(of: /[a-z0-9][a-z0-9-]*/) == nil {
      problems.append(
        "The name '\(name)' isn't usable. Use small letters, digits and dashes, beginning with a letter or digit.")
    }
    if closes <= opens { problems.append("The wave closes before it opens. Give a later closing date.") }
    if closes > now { problems.append("The closing date is in the future. Give the day on which the wave closed.") }
    return problems + WaveOpening.unitProblems(of: survey, organisation: organisation)
  }
}

/// Takes a past wave over from a file, closed and with results from the start.
extension WaveLifecycle {
  /// Refuses an import that can't be carried out, before its answers are read.
  ///
  /// - Returns: The unit tree in which the answers' units must be; nil where the survey asks for none.
  /// - Throws: ``StoreError/cannotImport(_:)`` with every reason, ``StoreError/waveExists(_:)``.
  public func check(_ wave: WaveImport, in workspace: Workspace) throws -> Organisation? {
    try organisation(of: wave, in: workspace)?.tree
  }

  /// Writes a wave with its answers in one transaction: shuffled, without comments, receipts or anything of the file.
  ///
  /// The wave has no keeper: the public half of a key that nobody has stands in that place. The box doesn't learn of the wave.
  ///
  /// - Parameters:
  ///   - answers: The answers, read with the tree that ``check(_:in:)`` gave; their order is not kept.
  ///   - deciding: Told how much of what may be shown is decided.
  /// - Throws: ``StoreError/cannotImport(_:)`` with every reason, ``StoreError/waveExists(_:)``; nothing is changed then.
  /// - Complexity: O(*answers*).
  public func add(
    _ wave: WaveImport, answers: ResponseTable, in workspace: Workspace,
    deciding: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws {
    let organisation = try organisation(of: wave, in: workspace)
    guard answers.respondents > 0 else {
      throw StoreError.cannotImport(["It holds no answers. Write one line per respondent below the header."])
    }
    let shuffled = answers.shuffled()
    let gate = DisclosureGate(responses: shuffled, progress: deciding)
    try results.database.commit(to: "results.sqlite") { db in
      try refuseKnown(wave.name, db)
      try db.execute(
        sql: """
          INSERT INTO wave
            (id, survey, organisation, mode, languages, opens, closes, keeperPublicKey, closed, respondents, boxEmptied, imported)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 1, 1)
          """,
        arguments: [
          wave.name, wave.surveyText, organisation?.text, ParticipationMode.open.rawValue,
          wave.survey.languages.map(\.rawValue).joined(separator: ","), wave.opens.timeIntervalSince1970,
          wave.closes.timeIntervalSince1970, KeeperKey().publicKey, shuffled.respondents,
        ])
      try ResultColumns.write(shuffled, of: wave.name, db)
      try note(
        "wave.imported",
        [
          ("wave", wave.name), ("survey", "\(wave.survey.id)@\(wave.survey.version)"),
          ("minimum-group", "\(wave.survey.privacy.minimumGroup)"), ("respondents", "\(shuffled.respondents)"),
        ], db)
      try Decisions.append(gate, of: wave.name, at: now, key: results.key, db)
    }
  }

  private func organisation(of wave: WaveImport, in workspace: Workspace) throws -> (tree: Organisation, text: String)?
  {
    let organisation = try workspace.organisation()
    let problems = wave.problems(organisation: organisation?.tree, now: now)
    guard problems.isEmpty else { throw StoreError.cannotImport(problems) }
    try results.database.read { try refuseKnown(wave.name, $0) }
    // The box may serve a wave that results from an older backup don't know.
    if try box.waves().contains(where: { $0.id == wave.name }) { throw StoreError.waveExists(wave.name) }
    let usesUnits = wave.survey.attributes.contains { if case .unit = $0.kind { true } else { false } }
    return usesUnits ? organisation : nil
  }

  private func refuseKnown(_ wave: String, _ db: Database) throws {
    let known = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM wave WHERE id = ?)", arguments: [wave])
    if known == true { throw StoreError.waveExists(wave) }
  }
}
