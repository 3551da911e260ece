/// What was decided at once about a wave, as the ledger keeps it: which groups are shown, replaced by bands or refused, and why;
/// never how many people they have.
public struct DecisionRecord: Sendable, Hashable, Codable {
  /// A group by its values.
  public typealias Values = [String: String]

  /// A refused group.
  public struct Refusal: Sendable, Hashable, Codable {
    /// The group.
    public var group: Values
    /// Why.
    public var reason: Suppression.Reason
    /// The groups that would reveal it.
    public var because: [Values]
  }

  /// An admitted group that is replaced for one variable.
  public struct Replacement: Sendable, Hashable, Codable {
    /// The group.
    public var group: Values
    /// The band that is shown; nil where the group is hidden.
    public var band: Band?
    /// For a hidden group, the groups with which it would reveal a nearly unanimous one.
    public var because: [Values]
  }

  /// What was decided about the variables of one family.
  public struct Family: Sendable, Hashable, Codable {
    /// The items and scales.
    public var variables: [String]
    /// The smallest group about which anything is shown.
    public var minimum: Int
    /// For each attribute whether those who did not say are folded into its largest category: alone, and within crossings.
    public var folding: [String: Folding]
    /// The groups that are shown, apart from those replaced for a variable.
    public var admitted: [Values]
    /// The groups in which nobody answered.
    public var empty: [Values]
    /// The groups that are refused.
    public var refused: [Refusal]
    /// What is replaced, per variable.
    public var replaced: [String: [Replacement]]
    /// Whether every set of people below the minimum was tried.
    public var exhaustive: Bool
    /// An upper bound of the chance that something was missed.
    public var missProbability: Double
  }

  /// Whether those who did not say are folded into the largest category.
  public struct Folding: Sendable, Hashable, Codable {
    /// Where the attribute stands alone.
    public var alone: Bool
    /// Where it is crossed with another; nil as long as it wasn't.
    public var crossed: Bool?
  }

  /// What was decided about a statistic of how several variables go together.
  public struct Joint: Sendable, Hashable, Codable {
    /// The variables.
    public var request: JointRequest
    /// Why it is refused; nil where it is shown.
    public var refused: Suppression.Reason?
  }

  /// The version of the rules.
  public var version: Int
  /// What was declared or asked for.
  public var requests: [GroupRequest]
  /// One entry per family, in the order of their first item.
  public var families: [Family]
  /// Statistics of how several variables go together; nil where none was decided about.
  public var joint: [Joint]?

  /// The version of the rules as they are now.
  public static let currentVersion = 1
}

extension Suppression.Reason: Codable {}

extension Band: Codable {
  private enum CodingKeys: String, CodingKey { case low, high }

  /// Reads `{low, high}`, or nothing where only a neutral answer dominates.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard let low = try values.decodeIfPresent(Double.self, forKey: .low) else {
      self.init(favourable: nil)
      return
    }
    let high = try values.decode(Double.self, forKey: .high)
    guard low <= high else {
      throw DecodingError.dataCorruptedError(
        forKey: .high, in: values, debugDescription: "The band ends below its begin.")
    }
    self.init(favourable: low...high)
  }

  /// Writes `{low, high}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encodeIfPresent(favourable?.lowerBound, forKey: .low)
    try values.encodeIfPresent(favourable?.upperBound, forKey: .high)
  }
}
