import ArgumentParser
import Foundation
import SurveyCore
import SurveyReport
import SurveyStore

struct AnalyseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: "Statistics of every item and scale, of a CSV file or of a wave.",
    discussion: """
      A file that you own is analysed as it is, without disclosure control, and the output says so. A wave is gated like a report, and
      recorded in the ledger as one.

      Statistics that can't be computed say why in their place; the others go on. The names of all variants are explained in the guide
      of SurveyStats, and docs/statistics.md says which program each agrees with.
      """)

  @Argument(help: ArgumentHelp("Answers in CSV.", valueName: "FILE.csv"))
  var file: String?

  @Option(help: ArgumentHelp("The survey that was answered.", valueName: "FILE.yaml"))
  var survey: String?

  @Option(help: ArgumentHelp("A column to pass over (repeatable).", valueName: "COLUMN"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("The unit tree; without it, units are taken as they come.", valueName: "FILE.csv"))
  var organisation: String?

  @Option(help: "An unsealed wave.")
  var wave: String?

  @Option(
    help: ArgumentHelp(
      "Compare groups by this attribute (repeatable); ATTRIBUTE:LEVEL for units.", valueName: "ATTRIBUTE"))
  var by: [String] = []

  @Option(
    help: ArgumentHelp(
      "The attribute whose groups are teams: agreement, and means of small teams.", valueName: "ATTRIBUTE"))
  var unit: [String] = []

  @Option(help: ArgumentHelp("The scale or item whose drivers are looked for.", valueName: "VARIABLE"))
  var outcome: String?

  @Option(help: ArgumentHelp("A possible driver (repeatable); without it, all other scales.", valueName: "VARIABLE"))
  var predictor: [String] = []

  @Option(
    help: ArgumentHelp(
      "Head counts (attribute,code,count): response rates, finite population, weights.", valueName: "FILE.csv"))
  var population: String?

  @Option(help: ArgumentHelp("The seed of everything random.", valueName: "N"))
  var seed: UInt64 = 1

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    switch (file, wave) {
    case (.some, nil):
      guard survey != nil else { throw ValidationError("A file needs its survey: --survey FILE.yaml.") }
    case (nil, .some):
      guard survey == nil, ignore.isEmpty, organisation == nil else {
        throw ValidationError("--survey, --ignore and --organisation go with a file; a wave has its own.")
      }
    default: throw ValidationError("Give either FILE.csv with --survey, or --wave WAVE.")
    }
    guard Set(unit).count < 2 else { throw ValidationError("Give one --unit; the teams of a survey are of one kind.") }
  }

  func run() throws {
    let analysis = try self.analysis()
    if output.json {
      print(analysis.json.text(pretty: true))
    } else {
      print(analysis.text(style: Terminal.style), terminator: "")
    }
    if analysis.isNothingShown {
      throw Failure.refused("Nothing of this wave can be shown: too few people answered.")
    }
  }

  private func analysis() throws -> SurveyAnalysis {
    if let wave {
      let results = try workspace.open().openResults()
      let table = try results.responses(of: wave)
      let request = try request(for: table)
      let gate = try ProgressBar.whileDeciding { progress in
        try results.gate(
          of: wave, admitting: Self.undeclared(request, in: table.survey),
          joint: request.jointRequests(in: table.survey), progress: progress)
      }
      let analysis = SurveyAnalysis(of: table, gate: gate, request: request)
      _ = try results.recordRelease(body: "{\"wave\":\"\(wave)\",\"analysis\":\(analysis.json.text())}")
      return analysis
    }
    let (survey, _) = try DefinitionFiles(workspace: try? workspace.open().folder).survey(survey ?? "")
    let tree = try organisation.map(OrganisationLoader.organisation(path:))
    let table = try AnswerTable.read(path: file ?? "", survey: survey, organisation: tree, ignoring: ignore)
    for remark in table.gaps.ignoringRemarks { Diagnostics.print("warning: \(remark)") }
    return SurveyAnalysis(of: table, request: try request(for: table))
  }

  /// The groups that are asked for although the survey doesn't declare them; none where it refuses such.
  private static func undeclared(_ request: AnalysisRequest, in survey: Survey) -> [GroupRequest] {
    guard survey.publication.adHoc == .admit else { return [] }
    let asked = request.breakdowns + [request.teams].compactMap(\.self)
    return asked.filter { breakdown in
      !survey.publication.groupings.contains {
        $0.by == [breakdown.attribute] && ($0.levels.isEmpty || breakdown.level.map($0.levels.contains) ?? false)
      }
    }.map { GroupRequest(by: [$0.attribute], levels: $0.level.map { [$0] } ?? []) }
  }

  private func request(for table: ResponseTable) throws -> AnalysisRequest {
    let request = AnalysisRequest(
      breakdowns: once(by, "--by").map(Breakdown.init(parsing:)),
      teams: once(unit, "--unit").first.map(Breakdown.init(parsing:)), outcome: outcome,
      predictors: once(predictor, "--predictor"),
      population: try population.map { try PopulationLoader.population(path: $0, for: table) }, seed: seed,
      threads: ProcessInfo.processInfo.activeProcessorCount)
    let problems = request.problems(for: table, ignoring: ignore)
    guard problems.isEmpty else { throw Failure.badInput(problems.map { "error: \($0)" }.joined(separator: "\n")) }
    return request
  }

  /// The values of an option without repetitions, of which a note is printed.
  private func once(_ values: [String], _ option: String) -> [String] {
    var unique: [String] = []
    for value in values {
      if unique.contains(value) {
        Diagnostics.print("note: \(option) \(value) is given more than once and used once.")
      } else {
        unique.append(value)
      }
    }
    return unique
  }
}
