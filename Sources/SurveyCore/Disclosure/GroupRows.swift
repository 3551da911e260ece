/// The respondents of an admitted group.
public enum GroupRows: Sendable, Hashable {
  /// Everybody.
  case all
  /// The respondents at these places of the columns, ascending.
  case rows([UInt32])
}
