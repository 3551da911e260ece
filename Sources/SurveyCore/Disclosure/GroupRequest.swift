/// Groups that are declared or asked for: all combinations of the categories of some attributes, within fixed values of others.
public struct GroupRequest: Sendable, Hashable, Codable {
  /// Ids of the attributes (or `many` items) whose values form the groups.
  public var by: [String]
  /// The values within which groups are asked for, by attribute.
  public var values: [String: String]
  /// The levels of the unit tree that are shown; empty for all.
  public var levels: [String]
  /// How much the groups are wanted when not everything can be shown.
  public var weight: Double

  /// Makes a request.
  public init(by: [String], within values: [String: String] = [:], levels: [String] = [], weight: Double = 1) {
    self.by = by
    self.values = values
    self.levels = levels
    self.weight = weight
  }

  /// The groups that a survey declares.
  public init(_ grouping: Grouping) {
    self.init(by: grouping.by, levels: grouping.levels, weight: grouping.weight)
  }
}
