import Foundation
import SurveyCore

/// The published figures of one release, as an outsider reads them: a document in the format `survey.report/1`, or the analysis of a wave
/// in the format `survey.analysis/1` beside the wave's id.
public struct ReleaseDocument: Sendable, Hashable {
  /// The wave that it is about.
  public let wave: String
  /// Its cells in order.
  let cells: [Cell]

  /// Why a text is no release document.
  public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// Something published about one variable or indicator and one group.
  struct Cell: Sendable, Hashable {
    /// The item or scale, or the indicator.
    let variable: String
    /// Whether `variable` is an indicator's id.
    let isIndicator: Bool
    /// The people.
    let group: Group
    /// What was published.
    let content: Content
  }

  /// What was published in a cell.
  enum Content: Sendable, Hashable {
    case shown(Figures)
    case banded
    case suppressed
    /// Nobody answered or was asked, or the figures can't be computed.
    case nothing
  }

  /// The printed numbers that are compared with the answers.
  struct Figures: Sendable, Hashable {
    var n: Int
    var mean: Double?
    var counts: [String: Int]?
    var favourable: Double?
    /// An indicator's value.
    var value: Double?
  }

  /// Reads a document.
  ///
  /// - Throws: ``Unreadable`` when the text is no JSON of that format.
  public init(json text: String) throws(Unreadable) {
    guard let root = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw Unreadable(description: "A release isn't JSON.")
    }
    guard let wave = root["wave"] as? String else { throw Unreadable(description: "A release names no wave.") }
    self.wave = wave
    if let analysis = root["analysis"] as? [String: Any], analysis["format"] as? String == "survey.analysis/1" {
      cells = Self.cells(ofAnalysis: analysis)
      return
    }
    guard root["format"] as? String == "survey.report/1" else {
      throw Unreadable(description: "A release is neither in the format survey.report/1 nor in survey.analysis/1.")
    }
    var cells: [Cell] = []
    for cell in root["cells"] as? [[String: Any]] ?? [] {
      guard let variable = cell["variable"] as? String else {
        throw Unreadable(description: "A cell of a release has no variable.")
      }
      let group = Group(cell["group"] as? [String: String] ?? [:])
      cells.append(Cell(variable: variable, isIndicator: false, group: group, content: Self.content(of: cell)))
    }
    for indicator in root["indicators"] as? [[String: Any]] ?? [] {
      guard let id = indicator["id"] as? String else {
        throw Unreadable(description: "An indicator of a release has no id.")
      }
      cells.append(Cell(variable: id, isIndicator: true, group: .total, content: Self.content(of: indicator)))
    }
    self.cells = cells
  }

  /// The figures of everybody, and of the groups that were compared.
  private static func cells(ofAnalysis analysis: [String: Any]) -> [Cell] {
    var cells: [Cell] = []
    for part in ["items", "scales"] {
      let variables = analysis[part] as? [String: [String: Any]] ?? [:]
      for (id, figures) in variables.sorted(by: { $0.key < $1.key }) {
        cells.append(Cell(variable: id, isIndicator: false, group: .total, content: content(of: figures)))
      }
    }
    for comparison in analysis["comparisons"] as? [[String: Any]] ?? [] {
      guard let variable = comparison["variable"] as? String, let by = comparison["by"] as? String,
        let attribute = by.split(separator: ":").first.map(String.init)
      else { continue }
      let groups = comparison["groups"] as? [String: [String: Any]] ?? [:]
      for (value, all) in groups.sorted(by: { $0.key < $1.key }) {
        // The comparison of one option of a `many` item counts who ticked it and who didn't.
        let figures = comparison["option"] == nil ? all : all.filter { $0.key != "counts" }
        cells.append(
          Cell(variable: variable, isIndicator: false, group: Group([attribute: value]), content: content(of: figures)))
      }
    }
    return cells
  }

  private static func content(of cell: [String: Any]) -> Content {
    if let n = cell["n"] as? Int {
      return .shown(
        Figures(
          n: n, mean: cell["mean"] as? Double, counts: cell["counts"] as? [String: Int],
          favourable: (cell["favourable"] as? [String: Any])?["share"] as? Double, value: cell["value"] as? Double))
    }
    if cell["band"] != nil { return .banded }
    if cell["suppressed"] != nil { return .suppressed }
    return .nothing
  }
}
