public import ArgumentParser
public import SurveyCore

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of a format, so that editors complete and check it.")

  @Argument(help: "survey, plan or workspace.")
  var schema: Schema

  func run() throws {
    let text = try schema.text
    print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
  }
}

extension Schema: ExpressibleByArgument {}
