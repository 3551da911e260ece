import Foundation
import GRDB
import SurveyAudit
import SurveyCore
import SurveyStore
import Synchronization

/// A wave that is played from the first pass to unsealed results in a folder of its own, as evidence for the linking game.
///
/// People get passes over a day in bursts, and answer some minutes later, as people do; so the order of answers is nearly that of passes.
struct SimulatedWave {
  /// Where answers are kept.
  enum Store: String, CaseIterable {
    /// The box and the results, as they are.
    case ours
    /// Plain rows with times in order of arrival, as survey products keep them: the game must be won against it.
    case plainRows = "plain-rows"
  }

  /// What an adversary has, and what was true.
  struct Played {
    let evidence: LinkingEvidence
    let truth: [Int?]
  }

  let people: Int
  let store: Store
  let signingKey: PassSigningKey

  private static let items = 24

  /// A survey whose answers differ from person to person, so that the adversary sees which answer is which.
  private static let surveyText = """
    survey: linking-game
    version: 1
    languages: [en]
    title: { en: "Linking game" }
    about: { en: "Made-up answers." }
    source: { origin: "own items", licence: "EUPL-1.2" }
    publish: { groupings: [] }
    answers:
      five: { options: [\((1...5).map { "{ code: \($0), label: { en: \"\($0)\" } }" }.joined(separator: ", "))] }
    sections:
      - id: only
        title: { en: "Items" }
        items:
    \((1...items).map { "      - { id: q\($0), text: { en: \"Item \($0)\" }, answers: five }" }.joined(separator: "\n"))
    """

  private static let configurationText = """
    organisation: { name: { en: "Linking game" } }
    languages: [en]
    law: { controller: "-", dpo: "-", supervisor: "-", legal-basis: { en: "-" } }
    """

  /// Plays the wave.
  func play() async throws -> Played {
    let folder = FileManager.default.temporaryDirectory.appending(path: "linking-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = 1_800_000_000.0
    let moments = moments(from: start)
    switch store {
    case .ours: return try await playOurs(moments, from: start, in: folder)
    case .plainRows: return try playPlainRows(moments, in: folder)
    }
  }

  // MARK: What happens

  /// When a person gets a pass and when the answer is sent.
  private struct Moments {
    let issued: Double
    let sent: Double
    let record: [UInt8]
  }

  /// The people by the order in which they get passes.
  private func moments(from start: Double) -> [Moments] {
    let bursts = (0..<3).map { _ in start + .random(in: 600...28_000) }
    return (0..<people).map { _ in
      let issued = (bursts.randomElement() ?? start) + .random(in: 0...5_400)
      return Moments(
        issued: issued, sent: issued + .random(in: 180...900),
        record: (0..<Self.items).map { _ in .random(in: 1...5) })
    }.sorted { $0.issued < $1.issued }
  }

  /// What happens when: each person gets a pass first and sends the answer later.
  private static func steps(of moments: [Moments]) -> [(person: Int, time: Double)] {
    moments.enumerated().flatMap { [(person: $0, time: $1.issued), (person: $0, time: $1.sent)] }
      .sorted { $0.time < $1.time }
  }

  // MARK: Our store

  private func playOurs(_ moments: [Moments], from start: Double, in folder: URL) async throws -> Played {
    let workspace = try Workspace.make(
      at: folder, configurationText: Self.configurationText,
      organisationText: "unit,parent,level,name,headcount\nall,,all,All,\(people)\n")
    let time = Mutex(start)
    let clock: @Sendable () -> Date = { Date(timeIntervalSince1970: time.withLock { $0 }) }
    let box = try BoxStore(at: folder.appending(path: "data/box.sqlite"), clock: clock)
    let desk = try DeskStore(at: folder.appending(path: "data/desk.sqlite"), keys: workspace.deskKeys, clock: clock)
    let results = try workspace.openResults()
    let lifecycle = WaveLifecycle(
      box: box, results: results, receipts: try workspace.receiptSigner(), desk: desk, clock: clock)
    guard let survey = SurveyLoader.load(Self.surveyText, file: "linking-game").survey else {
      throw Failure.failed("error: The survey of the linking game can't be read.")
    }
    let keeper = KeeperKey()
    let wave = "game"
    // One signing key serves all games: making one takes longer than the rest of a wave.
    try SecretFile.write(signingKey.derRepresentation, to: folder.appending(path: "keys/desk/\(wave).signing"))
    let roster = Roster(people: moments.indices.map { Roster.Person(identifier: "P\($0)", language: .en, unit: "all") })
    let opening = try lifecycle.preparePasses(
      for: WaveOpening(
        name: wave, survey: survey, surveyText: Self.surveyText, mode: .pass, languages: [.en],
        opens: Date(timeIntervalSince1970: start), closes: Date(timeIntervalSince1970: start + 40_000),
        keeper: KeeperPublic(key: keeper.publicKey)), roster: roster)
    try lifecycle.open(opening, in: workspace)
    try lifecycle.prove(wave, with: keeper)
    let invitations = try desk.invited(to: wave).map(\.invitation).shuffled()
    let sealer = try Sealer(publicKey: keeper.publicKey, wave: wave)
    var passes: [Int: Pass] = [:]
    for step in Self.steps(of: moments) {
      time.withLock { $0 = step.time }
      if let pass = passes[step.person] {
        let sealed = try sealer.seal(record: Data(moments[step.person].record), comments: [])
        _ = try await box.submit(sealed, under: .pass(pass), in: wave)
      } else {
        let request = try PassRequest(for: signingKey.publicKey)
        let signature = try await desk.issue(request.blinded, for: invitations[step.person], in: wave)
        passes[step.person] = try request.pass(from: signature)
      }
    }
    time.withLock { $0 = start + 40_000 }
    var files = try Self.files(in: folder, named: "backup")
    let sealed = try Self.rows(of: "SELECT bytes FROM sealedRecord", in: folder.appending(path: "data/box.sqlite"))
    try lifecycle.close(wave)
    try lifecycle.unseal(wave, with: keeper)
    files.merge(try Self.files(in: folder, named: "kept")) { first, _ in first }
    let table = try results.responses(of: wave)
    let rows = (0..<table.respondents).map { row in table.columns.map { $0[row] } }
    return Self.played(moments, files: files, rows: rows, sealed: sealed)
  }

  // MARK: The weakened store

  private func playPlainRows(_ moments: [Moments], in folder: URL) throws -> Played {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "answers.sqlite")
    let database = try DatabaseQueue(path: file.path)
    try database.write { db in
      try db.execute(sql: "CREATE TABLE answer (id INTEGER PRIMARY KEY AUTOINCREMENT, sentAt REAL, answers BLOB)")
    }
    for person in moments.sorted(by: { $0.sent < $1.sent }) {
      try database.write { db in
        try db.execute(
          sql: "INSERT INTO answer (sentAt, answers) VALUES (?, ?)", arguments: [person.sent, Data(person.record)])
      }
    }
    let rows = try Self.rows(of: "SELECT answers FROM answer", in: file)
    return Self.played(
      moments, files: try Self.files(in: folder, named: "kept"), rows: rows.map(Array.init), sealed: [])
  }

  // MARK: Evidence

  private static func played(
    _ moments: [Moments], files: [String: Data], rows: [[UInt8]], sealed: [Data]
  ) -> Played {
    let evidence = LinkingEvidence(issued: moments.map(\.issued), files: files, results: rows, sealed: sealed)
    return Played(evidence: evidence, truth: moments.map { rows.firstIndex(of: $0.record) })
  }

  /// All files of a folder, as they lie on the disk.
  private static func files(in folder: URL, named prefix: String) throws -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.reduce(into: [:]) { files, name in
      files["\(prefix)/\(name)"] = FileManager.default.contents(atPath: folder.appending(path: name).path)
    }
  }

  private static func rows(of query: String, in file: URL) throws -> [Data] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: file.path, configuration: configuration).read { db in
      try Data.fetchAll(db, sql: query)
    }
  }
}
