import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes", abstract: "Draw codes for a wave of mode 'code'.",
    discussion: "The codes are shown once and stored only as digests. Print them, cut them, let people draw.")

  @Argument(help: "The wave.")
  var wave: String

  @Option(help: "How many.")
  var count: Int

  @Option(help: ArgumentHelp("Write a sheet of slips to print.", valueName: "FILE"))
  var html: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(count) else { throw ValidationError("--count must be between 1 and 1,000,000.") }
  }

  func run() throws {
    let workspace = try workspace.open()
    let record = try workspace.openResults().wave(wave)
    if let html, FileManager.default.fileExists(atPath: html) {
      throw Failure.badInput("error: \(html) exists. Choose another name, so that no printed code is lost.")
    }
    let codes = try workspace.lifecycle().drawCodes(count, for: wave).map(\.printed)
    if let html {
      let sheet = CodeSheet(wave: record.served, configuration: workspace.configuration, codes: codes)
      try SecretFile.write(Data(sheet.html.utf8), to: URL(filePath: html))
    }
    if output.json {
      print("{\"codes\":[" + codes.map { "\"\($0)\"" }.joined(separator: ",") + "]}")
    } else if let html {
      print("Wrote \(count) codes to \(html). Print the sheet, then delete the file.")
    } else {
      print(codes.joined(separator: "\n"))
    }
  }
}
