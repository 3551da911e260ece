/// Head counts of a population by the values of attributes, from which people were asked to answer.
public struct PopulationTable: Sendable, Hashable {
  /// The head counts by one attribute.
  public struct Margin: Sendable, Hashable {
    /// The attribute's id.
    public let attribute: String
    /// The head count of each value that the file names: an option's code or a unit's id, in the order of the survey or tree.
    public let counts: [Count]

    /// The number of people in all values.
    public var total: Int { counts.reduce(0) { $0 + $1.people } }
  }

  /// The head count of one value of an attribute.
  public struct Count: Sendable, Hashable {
    /// The option's code or the unit's id.
    public let code: String
    /// The number of people.
    public let people: Int
  }

  /// The attributes in the order of their first line.
  public let margins: [Margin]
}
