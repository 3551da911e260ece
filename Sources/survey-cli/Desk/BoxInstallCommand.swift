import ArgumentParser
import Foundation
import SurveyStore

struct BoxInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Take a wave on from the box's package.",
    discussion: "The workspace is made where there is none. Destroy the package afterwards: it holds the receipt key.")

  @Argument(help: ArgumentHelp("What 'wave open --packages' wrote.", valueName: "FILE"))
  var file: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let package = try BoxPackage(from: URL(filePath: file))
    let isSame = try package.install(in: workspace.folder)
    RoleInstallation.report(package.wave, role: "box", file: file, workspace: workspace, isSame: isSame)
  }
}

struct BoxCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a wave at a box on its own, before its date: nobody can answer any more.")

  @Argument(help: "The wave.")
  var wave: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    try workspace.open().openBox().close(wave)
    print("Closed wave '\(wave)' at the box.")
  }
}
