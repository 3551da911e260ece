/// A group that is hidden for some variables, and why.
public struct HiddenGroup: Sendable, Hashable {
  /// The group.
  public let group: Group
  /// The items and scales for which it is hidden: they depend on each other, so one decision holds for all.
  public let variables: [String]
  /// Why, and what is shown instead.
  public let suppression: Suppression
}
