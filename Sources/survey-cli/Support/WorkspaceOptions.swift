import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

/// Where the workspace is.
struct WorkspaceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The workspace's folder.", valueName: "DIR"))
  var workspace = "."

  /// The workspace's folder.
  var folder: URL { URL(filePath: workspace, directoryHint: .isDirectory).absoluteURL }

  /// Opens the workspace.
  func open() throws -> Workspace { try Workspace(at: folder) }

  /// Opens the workspace, or gives nil where none was named and the current folder is none.
  func openIfAny() throws -> Workspace? {
    let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "workspace.yaml").path)
    return isThere || workspace != "." ? try open() : nil
  }
}

/// Whether results are printed as JSON.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print the result as JSON.")
  var json = false
}

extension Workspace {
  /// The life cycle over this workspace's desk, box and results.
  func lifecycle() throws -> WaveLifecycle {
    WaveLifecycle(
      box: try openBox(), results: try openResults(), receipts: try receiptSigner(), desk: try openDesk())
  }
}

/// JSON on standard output, keys sorted.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.dateEncodingStrategy = .iso8601
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
