import ArgumentParser
import SurveyCore
import SurveyReport
import SurveyStore

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare groups of an unsealed wave.",
    discussion: """
      What the survey declares was decided when the wave was unsealed. Anything else is decided on top of all that was ever shown and
      recorded in the ledger, if the survey says 'ad-hoc: admit'; otherwise it is refused (exit 3).
      """)

  @Option(help: "The wave.")
  var wave: String

  @Option(help: ArgumentHelp("An attribute that divides people; repeat to cross several.", valueName: "ATTRIBUTE"))
  var by: [String] = []

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("A value within which groups are compared; repeatable.", valueName: "ATTRIBUTE=VALUE"))
  var values: [String] = []

  @Option(help: ArgumentHelp("An item or scale (default: all); repeatable.", valueName: "VARIABLE"))
  var variable: [String] = []

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if by.isEmpty && values.isEmpty { throw ValidationError("Name groups: --by ATTRIBUTE, --where ATTRIBUTE=VALUE.") }
  }

  func run() throws {
    let workspace = try workspace.open()
    let results = try workspace.openResults()
    let table = try results.responses(of: wave)
    let request = try request(for: table)
    let plan = ReportPlan(
      id: LookUp.compare.rawValue,
      title: LocalizedText([.nl: "Vergelijking", .fr: "Comparaison", .de: "Vergleich", .en: "Comparison"]),
      audience: .analysts,
      languages: table.survey.languages,
      blocks: [.comparison(by: request.by, of: try variables(of: table.survey)), .hidden, .method])
    let draft = try WaveRelease(of: wave, plan: plan, comparing: request, in: workspace)
    let report = try draft.record(publish: false)
    if output.json {
      print(report.json.text(pretty: true))
    } else {
      print(report.text(in: workspace.language(of: table.survey), style: Terminal.style), terminator: "")
    }
    if draft.isNoGroupShown {
      throw Failure.refused(
        "No group that was asked for can be shown. The report says why of each, and what can be shown instead.")
    }
  }

  /// What is asked for, after checking every name.
  private func request(for table: ResponseTable) throws -> GroupRequest {
    var problems: [String] = []
    func values(of attribute: String) -> [String]? {
      if let known = table.values(of: attribute) { return known }
      guard let item = table.survey.items.first(where: { $0.id == attribute }), case .many(let options) = item.kind
      else {
        let names = table.survey.attributes.map(\.id).joined(separator: ", ")
        problems.append("error: The survey has no attribute '\(attribute)'. Choose among \(names).")
        return nil
      }
      return options.map { String($0.code) }
    }
    var by: [String] = []
    for attribute in self.by where !by.contains(attribute) {
      _ = values(of: attribute)
      by.append(attribute)
    }
    var within: [String: String] = [:]
    for text in self.values {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        problems.append("error: '\(text)' is no condition. Write --where ATTRIBUTE=VALUE.")
        continue
      }
      guard var known = values(of: parts[0]) else { continue }
      if let organisation = table.organisation, table.units(of: parts[0]) != nil {
        known = organisation.units.map(\.id)
      }
      if !known.contains(parts[1]), parts[1] != Group.declined {
        problems.append(
          "error: '\(parts[1])' is no value of '\(parts[0])'. The values are \(known.prefix(12).joined(separator: ", "))."
        )
      }
      if within.updateValue(parts[1], forKey: parts[0]) != nil {
        problems.append("error: '\(parts[0])' has two values. Leave one out.")
      }
    }
    guard problems.isEmpty else { throw Failure.badInput(problems.joined(separator: "\n")) }
    let declared = table.survey.publication.groupings.first { Set($0.by) == Set(by) && $0.by.count == by.count }
    if within.isEmpty, let declared { return GroupRequest(declared) }
    return GroupRequest(by: by, within: within)
  }

  private func variables(of survey: Survey) throws -> [String] {
    let known = survey.closedItems.map(\.id) + survey.scales.map(\.id)
    let unknown = variable.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw Failure.badInput(
        unknown.map { "error: '\($0)' is no item or scale. Choose among \(known.joined(separator: ", "))." }
          .joined(separator: "\n"))
    }
    return variable.isEmpty ? known : variable
  }
}
