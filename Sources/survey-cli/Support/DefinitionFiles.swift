import Foundation
import SurveyCore
import SurveyStore

/// Finds survey definitions and report plans: a path, or an id or file name in the workspace or among the shipped ones.
struct DefinitionFiles {
  /// The kinds of definition, with their folder in a workspace and among the shipped files.
  enum Kind: String, CaseIterable {
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
    let file = try locate(name, [.survey])
    let text = try read(file)
    let (survey, diagnostics) = SurveyLoader.load(text, file: file.relativePath)
    guard let survey else { throw Failure.badInput(diagnostics.map(\.description).joined(separator: "\n")) }
    return (survey, text)
  }

  /// Loads a report plan for a survey, whose sections, attributes and variables it may name.
  ///
  /// - Throws: ``Failure`` with every diagnostic when the file has errors.
  func plan(_ name: String, for survey: Survey) throws -> ReportPlan {
    let file = try locate(name, [.plan])
    let (plan, diagnostics) = ReportPlanLoader.load(try read(file), file: file.relativePath, for: survey)
    guard let plan else { throw Failure.badInput(diagnostics.map(\.description).joined(separator: "\n")) }
    return plan
  }

  /// The file of a survey, whether or not it can be used.
  func surveyFile(_ name: String) throws -> URL { try locate(name, [.survey]) }

  /// The file of a survey, report plan or workspace, whether or not it can be used.
  func anyFile(_ name: String) throws -> URL {
    let files = FileManager.default
    if let file = workspace?.appending(path: "workspace.yaml"), name == file.lastPathComponent,
      !files.fileExists(atPath: name), files.fileExists(atPath: file.path)
    {
      return file
    }
    return try locate(name, Kind.allCases)
  }

  /// The id of the survey file in the workspace that was changed last, as its file name says it; nil where there is none.
  var newestSurvey: String? {
    guard let folder = workspace?.appending(path: Kind.survey.workspaceFolder) else { return nil }
    let key = URLResourceKey.contentModificationDateKey
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [key])) ?? []
    func changed(_ file: URL) -> Date {
      (try? file.resourceValues(forKeys: [key]))?.contentModificationDate ?? .distantPast
    }
    return files.filter { $0.pathExtension == "yaml" }.max { changed($0) < changed($1) }?
      .deletingPathExtension().lastPathComponent
  }

  /// Whether a file is one of those that come with the programs.
  func isShipped(_ file: URL) -> Bool {
    guard let folder = Self.shipped?.appending(path: Kind.survey.shippedFolder) else { return false }
    return file.deletingLastPathComponent().resolvingSymlinksInPath().path == folder.resolvingSymlinksInPath().path
  }

  /// The text of a file.
  func read(_ file: URL) throws -> String { try TextFile.text(path: file.relativePath) }

  private func locate(_ name: String, _ kinds: [Kind]) throws -> URL {
    let files = FileManager.default
    if files.fileExists(atPath: name) { return URL(filePath: name) }
    guard !name.contains("/") else { throw UnreadableFile(path: name, reason: "no such file.") }
    let id = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
    let folders =
      kinds.compactMap { workspace?.appending(path: $0.workspaceFolder) }
      + kinds.compactMap { Self.shipped?.appending(path: $0.shippedFolder) }
    for folder in folders {
      let file = folder.appending(path: "\(id).yaml")
      if files.fileExists(atPath: file.path) { return file }
    }
    let definitions = folders.flatMap {
      (try? files.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)) ?? []
    }.filter { $0.pathExtension == "yaml" }
    if let file = definitions.first(where: { declares(id, kinds, $0) }) { return file }
    let known = Set(definitions.map { $0.deletingPathExtension().lastPathComponent }).sorted()
    throw Failure.badInput(
      "error: There is no \(kinds.map(\.words).joined(separator: " or ")) '\(name)', neither as a file nor by id. "
        + NearMatch.advice(
          for: id, among: known,
          otherwise: known.isEmpty ? "Give a path." : "Known ids: \(known.joined(separator: ", "))."))
  }

  /// Whether the file's own id is that name, whatever the file is called.
  private func declares(_ id: String, _ kinds: [Kind], _ file: URL) -> Bool {
    let lines = kinds.map { "\($0.rawValue): \(id)" }
    return (try? read(file))?.split(whereSeparator: \.isNewline).contains { line in
      lines.contains(line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces))
        && line.first?.isWhitespace == false
    } ?? false
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
