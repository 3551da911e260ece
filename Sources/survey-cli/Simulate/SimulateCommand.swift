import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Make up answers with planted differences, to try a survey out.",
    discussion: """
      The same seed gives the same answers. With --out they are written as CSV; with --url they are sent to a running survey-serve. A wave of
      mode 'code' needs --codes, the file that 'survey-cli codes --json' printed; one of mode 'pass' needs --letters, the letters.csv that
      'survey-cli invite --letters' wrote: each person gets a pass from the desk first.
      Never simulate into a wave that people answer: made-up answers can't be told from real ones.
      """)

  @Option(help: "The survey, for --out.")
  var survey: String?

  @Option(help: "The wave, for --url.")
  var wave: String?

  @Option(help: "How many people.")
  var count: Int

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Write the answers as CSV.", valueName: "FILE.csv"))
  var out: String?

  @Option(help: ArgumentHelp("The server, such as http://127.0.0.1:8080.", valueName: "URL"))
  var url: String?

  @Option(help: ArgumentHelp("The codes to answer with.", valueName: "FILE.json"))
  var codes: String?

  @Option(help: ArgumentHelp("The invitations to get passes with.", valueName: "letters.csv"))
  var letters: String?

  @Option(help: ArgumentHelp("The desk's server (default: --url).", valueName: "URL"))
  var desk: String?

  @Option(help: "How many connections at once.")
  var connections = 8

  @Option(
    help: ArgumentHelp("The unit tree, for --out (default: that of the workspace, if any).", valueName: "FILE.csv"))
  var organisation: String?

  @OptionGroup var workspace: WorkspaceOptions

  func validate() throws {
    guard (1...1_000_000).contains(count) else { throw ValidationError("--count must be between 1 and 1,000,000.") }
    guard (1...256).contains(connections) else { throw ValidationError("--connections must be between 1 and 256.") }
    switch (out, url) {
    case (.some, nil):
      guard survey != nil else { throw ValidationError("--out needs --survey SURVEY.") }
    case (nil, .some):
      guard wave != nil else { throw ValidationError("--url needs --wave WAVE.") }
    default: throw ValidationError("Give either --out FILE.csv with --survey, or --url URL with --wave.")
    }
  }

  func run() async throws {
    if let out { try write(to: out) } else { try await send() }
  }

  private func write(to path: String) throws {
    let workspace = try? workspace.open()
    let (survey, _) = try DefinitionFiles(workspace: workspace?.folder).survey(survey ?? "")
    let tree = try organisation.map(OrganisationLoader.organisation(path:)) ?? workspace?.organisation()?.tree
    let hasUnits = survey.attributes.contains { if case .unit = $0.kind { true } else { false } }
    if hasUnits, tree == nil {
      throw Failure.badInput(
        "error: The survey asks for a unit. Give the tree with --organisation FILE.csv, or a workspace.")
    }
    var staff = SyntheticStaff(survey: survey, organisation: tree, seed: seed)
    let validator = AnswerValidator(survey: survey, organisation: tree)
    var records: [UInt8] = []
    for _ in 0..<count { records += try validator.validate(staff.next()).record }
    let table = ResponseTable(survey: survey, organisation: tree, records: records)
    try AnswerTable.write(table, path: path)
    print("Wrote \(count) made-up answers to \(path) (seed \(seed)).")
  }

  private func send() async throws {
    let workspace = try workspace.open()
    let served = try workspace.openResults().wave(wave ?? "").served
    guard let url, let base = URL(string: url), base.scheme?.hasPrefix("http") == true else {
      throw Failure.badInput("error: --url must be an address such as http://127.0.0.1:8080.")
    }
    let codes = try served.mode == .code ? self.readCodes() : []
    if served.mode == .code, codes.count < count {
      throw Failure.badInput("error: \(count) people need \(count) codes; --codes holds \(codes.count).")
    }
    var staff = SyntheticStaff(survey: served.survey, organisation: served.organisation, seed: seed)
    let passes = try await served.mode == .pass ? collectPasses(of: served, fallback: base) : []
    let submissions = (0..<count).map { index in
      let nonce = Data((0..<AnsweringRight.nonceSize).map { _ in UInt8.random(in: 0...255) })
      return AnswerSender.Submission(
        code: served.mode == .code ? codes[index] : nil, nonce: served.mode == .open ? Base64URL.encode(nonce) : nil,
        pass: served.mode == .pass ? passes[index] : nil,
        answers: staff.next())
    }
    let sender = AnswerSender(address: base.appending(path: "w/\(served.id)/answers"), connections: connections)
    let counted = try await sender.send(submissions)
    print("Sent \(count) made-up answers to wave '\(served.id)' (seed \(seed)): \(counted) counted.")
  }

  /// A pass for each person, from the desk.
  private func collectPasses(of wave: ServedWave, fallback: URL) async throws -> [AnswerSender.Submission.Pass] {
    guard let letters else {
      throw Failure.badInput(
        "error: This wave is in mode 'pass': give --letters letters.csv ('survey-cli invite WAVE --letters DIR').")
    }
    guard let key = wave.passKey, let desk = desk.map({ URL(string: $0) }) ?? fallback else {
      throw Failure.badInput("error: --desk must be an address such as http://127.0.0.1:8081.")
    }
    let invitations = try LetterFile.invitations(in: letters)
    guard invitations.count >= count else {
      throw Failure.badInput("error: \(count) people need \(count) invitations; --letters holds \(invitations.count).")
    }
    return try await PassCollector(address: desk.appending(path: "w/\(wave.id)/pass"), key: key)
      .passes(for: Array(invitations.prefix(count)))
  }

  private struct CodeFile: Decodable {
    let codes: [String]
  }

  private func readCodes() throws -> [String] {
    guard let codes else {
      throw Failure.badInput(
        "error: This wave is in mode 'code': give --codes FILE.json ('survey-cli codes WAVE --count N --json').")
    }
    guard let data = FileManager.default.contents(atPath: codes) else {
      throw Failure.badInput("error: \(codes) can't be read. Check the name and its permissions.")
    }
    guard let file = try? JSONDecoder().decode(CodeFile.self, from: data) else {
      throw Failure.badInput("error: \(codes) is not what 'survey-cli codes --json' prints.")
    }
    return file.codes
  }
}
