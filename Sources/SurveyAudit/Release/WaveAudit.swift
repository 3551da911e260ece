/// What an audit of one wave's releases gave.
public struct WaveAudit: Sendable, Hashable {
  /// How many releases were read.
  public let releases: Int
  /// How many items and scales have something shown or banded.
  public let variables: Int
  /// How many pairs of a variable and a group were tested.
  public let groups: Int
  /// Whether every set of too few people was looked at for every variable, so that there is no further exposure.
  public let isExhaustive: Bool
  /// About how likely it is that a random search missed a given exposure of a variable; 0 where all searches were exhaustive.
  public let missChance: Double
  /// The findings, by variable in order of first publication.
  public let findings: [AuditFinding]

  /// The findings as plain sentences; the same one about several variables is one sentence.
  public var sentences: [String] {
    var variables: [String: [String]] = [:]
    var order: [String] = []
    for finding in findings {
      let sentence = finding.sentence
      if variables[sentence] == nil { order.append(sentence) }
      variables[sentence, default: []].append(finding.variable)
    }
    return order.map { "\(variables[$0, default: []].joined(separator: ", ")): \($0)" }
  }
}
