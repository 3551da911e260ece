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

  @Flag(help: "The codes are for sheets of paper that the office types in; the report counts those answers apart.")
  var paper = false

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if paper, html != nil {
      throw ValidationError(
        "The codes of paper sheets stay at the office, so there is no sheet of slips: leave out --html.")
    }
    guard (1...1_000_000).contains(count) else { throw ValidationError("--count must be between 1 and 1,000,000.") }
  }

  func run() throws {
    let workspace = try workspace.open()
    let record = try workspace.openResults().wave(wave)
    guard !record.isImported else {
      throw Failure.badInput("error: Wave '\(wave)' was imported from a file, so nobody can answer it with a code.")
    }
    guard record.served.mode == .code else {
      let slips =
        paper && record.served.mode == .pass
        ? " Give each person who answers on paper a slip: survey-cli invite \(wave) --slip IDENTIFIER --paper" : ""
      throw Failure.badInput(
        "error: Wave '\(wave)' is in mode \(record.served.mode.rawValue), in which codes don't count.\(slips)")
    }
    if html != nil, workspace.configuration.addresses.box == nil {
      Diagnostics.print(
        "warning: The slips don't say where to answer. Add to workspace.yaml: addresses: { box: \"https://…\" }")
    }
    if let html, FileManager.default.fileExists(atPath: html) {
      throw Failure.badInput("error: \(html) exists. Choose another name, so that no printed code is lost.")
    }
    // The file comes first: codes that can't be written down would be lost.
    if let html { try SecretFile.write(Data(), to: URL(filePath: html)) }
    let codes = try workspace.lifecycle().drawCodes(count, for: wave, paper: paper).map(\.printed)
    if let html {
      let served = record.served
      let sheet = CodeSheet(
        wave: served.id, title: served.survey.title, languages: served.languages, closes: served.closes,
        configuration: workspace.configuration, codes: codes)
      let file = try FileHandle(forWritingTo: URL(filePath: html))
      try file.write(contentsOf: Data(sheet.html().utf8))
      try file.synchronize()
      try file.close()
    }
    if output.json {
      print("{\"codes\":[" + codes.map { "\"\($0)\"" }.joined(separator: ",") + "]}")
    } else if let html {
      print("Wrote \(count) codes to \(html). Print the sheet, then delete the file.")
    } else {
      print(codes.joined(separator: "\n"))
      if paper {
        Diagnostics.print(
          "Type each sheet in under a code of its own, on the page where everybody answers, and write the code on the sheet."
        )
      }
    }
  }
}
