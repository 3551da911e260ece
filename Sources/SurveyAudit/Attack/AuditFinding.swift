public import SurveyCore

/// Something that published numbers tell although they must not, or a number that isn't what the answers give.
public struct AuditFinding: Sendable, Hashable {
  /// What was found.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A combination of shown groups is a statistic of fewer people than the minimum.
    case exposure
    /// A shown group answered (nearly) alike.
    case unanimous
    /// The people by whom two shown groups differ answered (nearly) alike.
    case unanimousDifference = "unanimous-difference"
    /// The numbers of a group of which only a band was shown follow from shown groups.
    case bandedGroupRevealed = "banded-group-revealed"
    /// The numbers of an item of which only a band was shown follow from a scale and the scale's other items.
    case itemAgainstScale = "item-against-scale"
    /// A statistic of how several variables go together is about too few people.
    case jointSmall = "joint-small"
    /// The people of two such statistics differ by fewer than the minimum.
    case jointDifference = "joint-difference"
    /// A printed number isn't what the answers give.
    case numberDiffers = "number-differs"
    /// A cell names a variable or group that the survey doesn't have.
    case unreadable
  }

  /// What was found.
  public let kind: Kind
  /// The item or scale.
  public let variable: String
  /// The groups whose combination causes it; a group of which only a band was shown comes first.
  public let groups: [Group]
  /// How many people it is about.
  public let people: Int
  /// How the groups are combined, or which number it is; empty where there is nothing to add.
  public let detail: String

  /// Makes a finding.
  public init(kind: Kind, variable: String, groups: [Group], people: Int, detail: String = "") {
    self.kind = kind
    self.variable = variable
    self.groups = groups
    self.people = people
    self.detail = detail
  }
}
