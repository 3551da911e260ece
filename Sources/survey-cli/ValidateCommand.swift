import ArgumentParser
import Foundation
import SurveyCore

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check survey definitions: every problem, with its place and what to do.")

  @Argument(help: ArgumentHelp("Survey definitions.", valueName: "FILE"))
  var files: [String]

  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    struct Problem: Encodable {
      let line, column: Int
      let code, severity, message, advice: String
    }
    let file: String
    let valid: Bool
    let problems: [Problem]
  }

  func run() throws {
    var reports: [Report] = []
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure.badInput("error: \(file) can't be read. Check the name and its permissions.")
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        throw Failure.badInput("error: \(file) is not UTF-8. Save it as UTF-8.")
      }
      let (survey, diagnostics) = SurveyLoader.load(text, file: file)
      reports.append(
        Report(
          file: file, valid: survey != nil,
          problems: diagnostics.map {
            Report.Problem(
              line: $0.line, column: $0.column, code: $0.code, severity: "\($0.severity)", message: $0.message,
              advice: $0.advice)
          }))
      if output.json { continue }
      for diagnostic in diagnostics { Diagnostics.print(diagnostic.description) }
      if let survey {
        print(
          "\(file): valid. \(survey.items.count) items, \(survey.attributes.count) attributes, \(survey.scales.count) scales."
        )
      }
    }
    if output.json { try printJSON(reports) }
    let broken = reports.count { !$0.valid }
    if broken > 0 { throw Failure.badInput(output.json ? "" : "\(broken) of \(files.count) files can't be used.") }
  }
}
