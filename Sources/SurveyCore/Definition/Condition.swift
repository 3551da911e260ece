/// When an item is asked, in terms of earlier items.
public indirect enum Condition: Sendable, Hashable {
  /// The item was answered with one of the codes (for a `many` item: one of them is ticked).
  case item(String, in: [Int])
  /// All of the conditions hold.
  case all([Condition])
  /// At least one of the conditions holds.
  case any([Condition])
  /// The condition does not hold.
  case not(Condition)

  /// The ids of all items that the condition speaks of, in order of mention.
  public var items: [String] {
    switch self {
    case .item(let id, _): [id]
    case .all(let parts), .any(let parts): parts.flatMap(\.items)
    case .not(let part): part.items
    }
  }

  /// Whether the item is asked, given the codes of the answers to earlier items.
  ///
  /// - Parameter answered: The codes chosen for an item (several for a `many` item; an empty list where none is ticked or the item doesn't
  ///   apply), or nil where the item was skipped, declined or not shown.
  /// - Returns: False as soon as any item that the condition speaks of was skipped, declined or not shown, under `not` too.
  public func isMet(by answered: (String) -> [Int]?) -> Bool {
    items.allSatisfy { answered($0) != nil } && holds(answered)
  }

  private func holds(_ answered: (String) -> [Int]?) -> Bool {
    switch self {
    case .item(let id, let codes): (answered(id) ?? []).contains(where: codes.contains)
    case .all(let parts): parts.allSatisfy { $0.holds(answered) }
    case .any(let parts): parts.contains { $0.holds(answered) }
    case .not(let part): !part.holds(answered)
    }
  }
}
