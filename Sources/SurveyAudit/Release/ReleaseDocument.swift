import Foundation
import SurveyCore

/// The published figures of one release about one wave, as an outsider reads them: a document in the format `survey.report/1`, or the
/// analysis of a wave in the format `survey.analysis/1` beside the wave's id.
public struct ReleaseDocument: Sendable, Hashable {
  /// The wave that it is about.
  public let wave: String
  /// Its cells in order.
  private(set) var cells: [Cell]
  /// What it tells of how several variables go together.
  let joint: [Joint]

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

  /// A published statistic of how several variables go together.
  struct Joint: Sendable, Hashable {
    /// The items and scales.
    let variables: [String]
    /// How many people are said to have answered all of them; nil where it isn't said.
    let people: Int?
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
    /// How many people answered; nil where a figure is repeated without it.
    var n: Int?
    var mean: Double?
    var counts: [String: Int]?
    var favourable: Double?
    /// An indicator's value.
    var value: Double?
  }

  /// Reads what a release says of the wave that it names first.
  ///
  /// - Throws: ``Unreadable`` when the text is no JSON of that format.
  public init(json text: String) throws(Unreadable) {
    try self.init(try Self.root(of: text))
  }

  /// Reads what a release says of each wave: that of a trend tells of several.
  ///
  /// - Returns: One document per wave, that of the wave which the release names first before the others; none for a release of
  ///   comments, which has no figures.
  /// - Throws: ``Unreadable`` when the text is no JSON of that format.
  public static func all(in text: String) throws(Unreadable) -> [ReleaseDocument] {
    let root = try root(of: text)
    if root["format"] as? String == "survey.comments/1" { return [] }
    var documents = [try ReleaseDocument(root)]
    for (wave, cells) in try seriesCells(of: root) {
      if let place = documents.firstIndex(where: { $0.wave == wave }) {
        documents[place].cells += cells
      } else {
        documents.append(ReleaseDocument(wave: wave, cells: cells))
      }
    }
    return documents
  }

  private init(wave: String, cells: [Cell]) {
    self.wave = wave
    self.cells = cells
    joint = []
  }

  private static func root(of text: String) throws(Unreadable) -> [String: Any] {
    guard let root = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw Unreadable(description: "A release isn't JSON.")
    }
    return root
  }

  private init(_ root: [String: Any]) throws(Unreadable) {
    guard let wave = root["wave"] as? String else { throw Unreadable(description: "A release names no wave.") }
    self.wave = wave
    joint = Self.joint(in: root)
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
      cells.append(try Self.cell(ofIndicator: indicator))
    }
    self.cells = cells
  }

  /// What is said of everybody by an indicator.
  static func cell(ofIndicator indicator: [String: Any]) throws(Unreadable) -> Cell {
    guard let id = indicator["id"] as? String else {
      throw Unreadable(description: "An indicator of a release has no id.")
    }
    return Cell(variable: id, isIndicator: true, group: .total, content: content(of: indicator))
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
