import ArgumentParser
import SurveyCore

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a format, so that editors complete and check it.")

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case survey, plan, workspace
  }

  @Argument(help: "survey, plan or workspace.")
  var kind: Kind

  func run() {
    let text =
      switch kind {
      case .survey: Schema.text(.survey)
      case .plan: Schema.text(.plan)
      case .workspace: Schema.text(.workspace)
      }
    print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
  }
}
