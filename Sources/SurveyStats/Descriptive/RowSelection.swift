/// Which respondents a statistic is computed for.
public enum RowSelection: Sendable, Hashable {
  /// Every respondent of the columns.
  case all
  /// The respondents at these places (from 0); a place given twice counts twice, as a bootstrap needs.
  case rows([UInt32])

  /// The number of selected respondents of a column.
  func count(of length: Int) -> Int {
    switch self {
    case .all: length
    case .rows(let rows): rows.count
    }
  }

  /// The first selected place that a column of this length doesn't have.
  func firstOutside(_ length: Int) -> UInt32? {
    switch self {
    case .all: nil
    case .rows(let rows): rows.max().flatMap { Int($0) >= length ? $0 : nil }
    }
  }
}
