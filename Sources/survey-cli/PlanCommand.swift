import ArgumentParser
import Foundation
import SurveyCore
import SurveyReport
import SurveyStore

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Foretell which tables a survey can ever show, and draft its publish: block.",
    discussion: """
      Made-up people with the head counts of organisation.csv and --population go through the disclosure gate, attributes independent of each
      other. What nearly everybody answers alike can't be foretold.
      """)

  @Argument(help: "The survey: a path, or an id of the workspace or among the shipped ones.")
  var survey: String

  @Option(help: ArgumentHelp("Head counts by attribute value: attribute,code,count.", valueName: "FILE.csv"))
  var population: String?

  @Option(help: ArgumentHelp("The share of people who are expected to answer.", valueName: "PERCENT"))
  var response = 100

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Output: Encodable {
    struct Table: Encodable {
      let by, levels: [String]
      let shown, small, difference: Int
      let hidden: [[String: String]]
    }
    struct Merge: Encodable {
      let units: [String]
      let headcount: Int
    }
    let people: Int
    let tables: [Table]
    let unknown: [[String]]
    let merges: [Merge]
    let combinations, smallCombinations: Int
    let publish: String
  }

  func validate() throws {
    guard (1...100).contains(response) else { throw ValidationError("--response is a percentage from 1 to 100.") }
  }

  func run() throws {
    let workspace = try? workspace.open()
    let (survey, _) = try DefinitionFiles(workspace: workspace?.folder).survey(survey)
    let organisation = try workspace?.organisation()?.tree
    for warning in try workspace?.organisationWarnings() ?? [] { Diagnostics.print(warning.description) }
    if let organisation {
      for problem in WaveOpening.unitProblems(of: survey, organisation: organisation) {
        Diagnostics.print("warning: \(problem)")
      }
    }
    let population = try population.map {
      try PopulationLoader.population(
        path: $0, for: ResponseTable(survey: survey, organisation: organisation, records: []))
    }
    let forecast = ProgressBar.whileDeciding { progress in
      PublicationForecast(
        survey: survey, organisation: organisation, population: population, response: Double(response) / 100,
        progress: progress)
    }
    guard forecast.people > 0 || survey.attributes.isEmpty else {
      throw Failure.badInput(Self.needed(for: survey))
    }
    let draft = Self.yaml(
      forecast.draft(levels: organisation?.levels ?? []), adHoc: survey.publication.adHoc)
    if output.json {
      try printJSON(
        Output(
          people: forecast.people,
          tables: forecast.tables.map { table in
            Output.Table(
              by: table.grouping.by, levels: table.grouping.levels, shown: table.shown.count,
              small: table.hidden.count { $0.suppression.reason == .small },
              difference: table.hidden.count { $0.suppression.reason == .difference },
              hidden: table.hidden.map(\.group.values))
          },
          unknown: forecast.unknown.map(\.by),
          merges: forecast.merges.map { Output.Merge(units: $0.units, headcount: $0.headcount) },
          combinations: forecast.combinations.all, smallCombinations: forecast.combinations.small, publish: draft))
    } else {
      print(text(forecast, draft: draft, survey), terminator: "")
    }
  }

  private func text(_ forecast: PublicationForecast, draft: String, _ survey: Survey) -> String {
    let minimum = survey.privacy.minimumGroup
    var lines = [
      survey.attributes.isEmpty
        ? "The survey asks for no attributes, so that there are no groups to foretell: reports show figures of everybody together, from \(minimum) answers on."
        : "If \(forecast.people) people answer (\(response)% of the head counts), minimum group \(minimum):",
      "",
    ]
    for table in forecast.tables {
      let small = table.hidden.filter { $0.suppression.reason == .small }
      let difference = table.hidden.filter { $0.suppression.reason == .difference }
      let levels = table.grouping.levels.isEmpty ? "" : " (\(table.grouping.levels.joined(separator: ", ")))"
      lines.append("by \(table.grouping.by.joined(separator: " × "))\(levels)")
      lines.append("  \(table.shown.count) of \(table.shown.count + table.hidden.count) groups can be shown")
      if !small.isEmpty { lines.append("  too few people: \(Self.names(small))") }
      if !difference.isEmpty { lines.append("  would give a small group away: \(Self.names(difference))") }
    }
    for grouping in forecast.unknown {
      lines.append("by \(grouping.by.joined(separator: " × "))")
      let items = grouping.by.filter { name in !survey.attributes.contains { $0.id == name } }
      lines.append(
        items.isEmpty
          ? "  unknown: give head counts of its attributes with --population FILE.csv"
          : "  can't be foretold: how many people tick an option of \(items.joined(separator: ", ")) isn't known beforehand"
      )
    }
    if !forecast.merges.isEmpty {
      lines += ["", "Units to report together, so that none is hidden:"]
      lines += forecast.merges.map { "  \($0.units.joined(separator: " + ")): \($0.headcount) people" }
    }
    if forecast.combinations.small > 0 {
      lines += [
        "",
        "Somebody who knew all these attributes of a colleague could pick them out: of \(forecast.combinations.all) combinations that occur, \(forecast.combinations.small) hold fewer than \(minimum) people. They are never shown together, but ask only for attributes that you need.",
      ]
    }
    if survey.attributes.isEmpty, forecast.unknown.isEmpty { return lines[0] + "\n" }
    lines += ["", "A publish: block that shows most of what it declares:", "", draft]
    return lines.joined(separator: "\n")
  }

  /// What to write down, so that something can be foretold.
  private static func needed(for survey: Survey) -> String {
    var lines = ["error: Nothing is known of how many people have which attribute."]
    if survey.attributes.contains(where: { if case .unit = $0.kind { true } else { false } }) {
      lines.append("Fill the column headcount of organisation.csv in a workspace, for the units.")
    }
    let counted = survey.attributes.filter { if case .unit = $0.kind { false } else { true } }
    if !counted.isEmpty {
      lines.append("Write these lines into a file, with your own counts for 0, and name it with --population FILE.csv:")
      lines.append("attribute,code,count")
      lines += counted.flatMap { attribute in attribute.kind.codes.map { "\(attribute.id),\($0),0" } }
    }
    return lines.joined(separator: "\n")
  }

  private static func names(_ groups: [HiddenGroup]) -> String {
    let names = groups.prefix(8).map { hidden in
      hidden.group.values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    return names.joined(separator: "; ") + (groups.count > 8 ? "; and \(groups.count - 8) more" : "")
  }

  private static func yaml(_ groupings: [Grouping], adHoc: PublicationRules.AdHoc) -> String {
    var lines = ["publish:", "  groupings:" + (groupings.isEmpty ? " []" : "")]
    for grouping in groupings {
      var parts = ["by: [\(grouping.by.joined(separator: ", "))]"]
      if !grouping.levels.isEmpty { parts.append("levels: [\(grouping.levels.joined(separator: ", "))]") }
      if grouping.weight != 1 { parts.append("weight: \(grouping.weight.formatted())") }
      lines.append("    - { \(parts.joined(separator: ", ")) }")
    }
    lines.append("  ad-hoc: \(adHoc.rawValue)")
    return lines.joined(separator: "\n") + "\n"
  }
}
