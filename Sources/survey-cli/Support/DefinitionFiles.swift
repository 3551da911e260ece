import Foundation
import SurveyCore
import SurveyStore

/// Finds survey definitions and report plans: a path, an id in the workspace, or an id among the shipped ones.
struct DefinitionFiles {
  /// The kinds of definition, with their folder in a workspace and among the shipped files.
  enum Kind {
    case survey, plan

    var workspaceFolder: String { self == .survey ? "surveys" : "reports" }
    var shippedFolder: String { self == .survey ? "Surveys" : "Reports" }
    var words: String { self == .survey ? "survey" : "report plan" }
  }

  let workspace: URL?

  /// Loads a survey, printing its warnings.
  ///
  /// - Throws: ``Failure`` with every diagnostic when the file has errors.
  func survey(_ name: String) throws -> (survey: Survey, text: String) {
    let file = try locate(name, .survey)
    let text = try read(file)
    let (survey, diagnostics) = SurveyLoader.load(text, file: file.relativePath)
    guard let survey else { throw Failure.badInput(diagnostics.map(\.description).joined(separator: "\n")) }
    return (survey, text)
  }

  /// Loads a report plan for a survey, whose sections, attributes and variables it may name.
  ///
  /// - Throws: ``Failure`` with every diagnostic when the file has errors.
  func plan(_ name: String, for survey: Survey) throws -> ReportPlan {
    let file = try locate(name, .plan)
    let (plan, diagnostics) = ReportPlanLoader.load(try read(file), file: file.relativePath, for: survey)
    guard let plan else { throw Failure.badInput(diagnostics.map(\.description).joined(separator: "\n")) }
    return plan
  }

  /// The file of a survey, whether or not it can be used.
  func surveyFile(_ name: String) throws -> URL { try locate(name, .survey) }

  /// Whether a file is one of those that come with the programs.
  func isShipped(_ file: URL) -> Bool {
    guard let folder = Self.shipped?.appending(path: Kind.survey.shippedFolder) else { return false }
    return file.deletingLastPathComponent().resolvingSymlinksInPath().path == folder.resolvingSymlinksInPath().path
  }

  /// The text of a file.
  func read(_ file: URL) throws -> String { try TextFile.text(path: file.relativePath) }

  private func locate(_ name: String, _ kind: Kind) throws -> URL {
    let files = FileManager.default
    if files.fileExists(atPath: name) { return URL(filePath: name) }
    let folders = [workspace?.appending(path: kind.workspaceFolder), Self.shipped?.appending(path: kind.shippedFolder)]
      .compactMap { $0 }
    for folder in folders {
      let file = folder.appending(path: "\(name).yaml")
      if !name.contains("/"), files.fileExists(atPath: file.path) { return file }
    }
    for folder in folders {
      for file in (try? files.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
      where file.pathExtension == "yaml" && declares(name, kind, file) {
        return file
      }
    }
    let known = folders.flatMap { (try? files.contentsOfDirectory(atPath: $0.path)) ?? [] }
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    throw Failure.badInput(
      "error: There is no \(kind.words) '\(name)', neither as a file nor by id. "
        + (known.isEmpty ? "Give a path." : "Known ids: \(Set(known).sorted().joined(separator: ", "))."))
  }

  /// Whether the file's own id is that name, whatever the file is called.
  private func declares(_ name: String, _ kind: Kind, _ file: URL) -> Bool {
    let key = kind == .survey ? "survey" : "plan"
    return (try? read(file))?.split(whereSeparator: \.isNewline).contains { $0 == "\(key): \(name)" } ?? false
  }

  /// The folder that holds the shipped Surveys/ and Reports/: named by SURVEY_SHARE, or found from the executable upwards.
  static var shipped: URL? {
    if let named = ProcessInfo.processInfo.environment["SURVEY_SHARE"] { return URL(filePath: named) }
    guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
      return nil
    }
    var folder = URL(filePath: executable).deletingLastPathComponent()
    while folder.path != "/" {
      for candidate in [folder, folder.appending(path: "share/inclusion-survey")]
      where FileManager.default.fileExists(atPath: candidate.appending(path: "Surveys").path) {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
