/// Comments on one item that have passed disclosure control.
///
/// As with ``Released``, no other module can make a value of this type: its initialiser is internal, and
/// outside `Disclosure/` it comes only from ``DisclosureGate/comments(on:_:using:)``.
public struct ReleasedComments: Sendable, Hashable {
  /// Texts that belong together, in no order that means anything.
  public struct Part: Sendable, Hashable {
    /// The unit's id; nil for everybody whose unit isn't named.
    public let unit: String?
    /// The texts, kept or redacted.
    public let texts: [String]
  }

  /// The item.
  public let item: String
  /// The units that are named, in the organisation's order, then the rest of the organisation; one part where no unit is named.
  public let parts: [Part]
  /// How many people must have commented in each part.
  public let minimum: Int
}
