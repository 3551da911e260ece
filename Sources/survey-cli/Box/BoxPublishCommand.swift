import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct BoxPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Put a report that the office published on the results page of a box on its own.",
    discussion: "It takes the place of what was published of the same plan. Staff read it at /LANGUAGE/w/WAVE/results.")

  @Argument(help: ArgumentHelp("What 'report --publish --for-box' wrote.", valueName: "FILE"))
  var file: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Result: Encodable {
    let wave: String
    let plans: [String]
    let languages: [String]
  }

  func run() throws {
    let package = try ReportPackage(from: URL(filePath: file))
    try package.publish(at: try workspace.open().openBox())
    let plans = Set(package.reports.map(\.plan)).sorted()
    let languages = package.reports.map(\.language.rawValue)
    if output.json { return try printJSON(Result(wave: package.wave, plans: plans, languages: languages)) }
    print(
      "Published '\(plans.joined(separator: "', '"))' of wave '\(package.wave)' in \(languages.joined(separator: ", "))."
    )
  }
}
