/// A set of people: those with certain attribute values or units. The empty group is everybody.
public struct Group: Sendable, Hashable {
  /// The value by attribute: an option's code or a unit's id, `declined` for not stated, or a folded value such as `1+declined`.
  public let values: [String: String]

  /// Makes a group.
  public init(_ values: [String: String]) {
    self.values = values
  }

  /// Everybody.
  public static let total = Group([:])

  /// Whether this is everybody.
  public var isTotal: Bool { values.isEmpty }

  /// The value of the people who did not say, where they are a group of their own.
  public static let declined = "declined"

  /// What follows the code of a category into which the people who did not say are folded.
  public static let foldedSuffix = "+declined"

  /// The same group with folded values named by their category alone: the group that was meant before anybody looked at the answers.
  public var unfolded: Group {
    Group(values.mapValues { $0.hasSuffix(Self.foldedSuffix) ? String($0.dropLast(Self.foldedSuffix.count)) : $0 })
  }
}

/// Which statistic of which people.
public struct CellKey: Sendable, Hashable {
  /// The item, scale or indicator.
  public let variable: String
  /// The people.
  public let group: Group

  /// Makes a key.
  public init(variable: String, group: Group) {
    self.variable = variable
    self.group = group
  }
}

/// Statistics that have passed disclosure control.
///
/// Renderers and notifications accept nothing else, and no other module can make a value of this type: outside `Disclosure/` it comes
/// only from the gate, which computes the value of a cell only after it was admitted.
public struct Released<Value: Sendable>: Sendable {
  /// What may be said about one cell.
  public enum Cell: Sendable {
    /// The value, about that many people who answered.
    case shown(Value, respondents: Int)
    /// Only the band of the favourable share.
    case banded(Band)
    /// Nothing but why.
    case suppressed(Suppression)
    /// There is nothing to show or hide.
    case empty(Emptiness)
  }

  /// The cells in the order in which they were asked for, each with the group that it describes: a folded group where "not stated"
  /// went into the category that was asked for.
  public let cells: [(key: CellKey, cell: Cell)]
  private let places: [CellKey: Int]

  init(cells: [(key: CellKey, cell: Cell)]) {
    self.cells = cells
    let keys = cells.enumerated().map { (CellKey(variable: $1.key.variable, group: $1.key.group.unfolded), $0) }
    self.places = Dictionary(keys, uniquingKeysWith: { first, _ in first })
  }

  /// The cell of a statistic, or nil where it was not asked for. A category and its folded form find the same cell.
  public subscript(variable: String, group: Group = .total) -> Cell? {
    entry(of: variable, in: group)?.cell
  }

  /// The cell of a statistic with the group that it describes, or nil where it was not asked for.
  public func entry(of variable: String, in group: Group = .total) -> (key: CellKey, cell: Cell)? {
    places[CellKey(variable: variable, group: group.unfolded)].map { cells[$0] }
  }

  /// The value of a cell that is shown.
  public func value(of variable: String, in group: Group = .total) -> Value? {
    if case .shown(let value, _)? = self[variable, group] { value } else { nil }
  }

  /// The same cells with their values transformed; what is hidden stays hidden.
  public func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Released<Other> {
    Released<Other>(
      cells: try cells.map { key, cell in
        switch cell {
        case .shown(let value, let respondents): (key, .shown(try transform(value), respondents: respondents))
        case .banded(let band): (key, .banded(band))
        case .suppressed(let suppression): (key, .suppressed(suppression))
        case .empty(let emptiness): (key, .empty(emptiness))
        }
      })
  }

  /// How many cells are suppressed.
  public var suppressedCount: Int {
    cells.count { if case .suppressed = $0.cell { true } else { false } }
  }
}

/// The favourable share of a nearly unanimous group, as a range.
public struct Band: Sendable, Hashable {
  /// The range of the favourable share; nil where only a neutral category dominates.
  public let favourable: ClosedRange<Double>?
}

/// Why a cell is hidden, and what can be shown in its place.
public struct Suppression: Sendable, Hashable {
  /// The kinds of reason.
  public enum Reason: String, Sendable, Hashable {
    /// Fewer people than the minimum.
    case small
    /// It would reveal a small group by difference with what is shown.
    case difference
    /// The survey didn't declare the grouping.
    case undeclared
  }

  /// Why.
  public let reason: Reason
  /// The groups that would reveal it, for ``Reason/difference``.
  public let because: [Group]
  /// The nearest larger group that is shown.
  public let showInstead: Group?
}

extension Suppression {
  /// Why a statistic of everybody is hidden that would tell about groups that are.
  public static let hiddenGroups = Suppression(reason: .difference, because: [], showInstead: nil)
}

/// Why a cell has nothing to show.
public enum Emptiness: String, Sendable, Hashable {
  /// Nobody of the group answered.
  case nobodyAnswered = "nobody-answered"
  /// Nobody of the group was asked.
  case notAsked = "not-asked"
}
