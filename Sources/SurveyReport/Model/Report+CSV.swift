import SurveyCore
import SurveyStats

extension Report {
  /// The cells as CSV (RFC 4180): one row per variable and group, with what may be said about it.
  ///
  /// Groups are written as `attribute=value`, several joined by `&`; the empty text is everybody. Numbers have full precision.
  public var csv: String {
    var rows = [["variable", "group", "status", "n", "mean", "sd", "favourable", "low", "high"]]
    for (key, cell) in statistics.cells {
      let group = key.group.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      rows.append([key.variable, group] + Self.columns(of: cell))
    }
    return rows.map { $0.map(CSVField.text).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func columns(of cell: Released<Outcome>.Cell) -> [String] {
    let nothing = [String](repeating: "", count: 6)
    switch cell {
    case .shown(.success(let statistics), let respondents):
      let favourable = statistics.favourable?.success
      let figures = [
        statistics.mean?.success, statistics.standardDeviation?.success, favourable?.value, favourable?.low,
        favourable?.high,
      ]
      return ["shown", String(respondents)] + figures.map { $0?.description ?? "" }
    case .shown(.failure, _): return ["not computable"] + nothing
    case .banded: return ["banded"] + nothing
    case .suppressed(let suppression): return ["hidden: \(suppression.reason.rawValue)"] + nothing
    case .empty(let emptiness): return [emptiness.rawValue] + nothing
    }
  }
}
