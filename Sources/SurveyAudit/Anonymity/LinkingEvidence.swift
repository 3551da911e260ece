public import struct Foundation.Data

/// Everything that somebody has who tries to link people to answers: all that the system keeps, and when each person got a pass.
///
/// The person with number k is the one who got the k-th pass; that somebody watched this is granted.
public struct LinkingEvidence: Sendable {
  /// When each person got a pass, in seconds, in the order of issue.
  public var issued: [Double]
  /// The bytes of every file of desk, box, office and backups, by name.
  public var files: [String: Data]
  /// The bytes of each answer's ratings, in the order in which the results hold them.
  public var results: [[UInt8]]
  /// The sealed ratings in the order in which the box's table gives them; empty where there was none.
  public var sealed: [Data]

  /// Makes evidence.
  public init(issued: [Double], files: [String: Data], results: [[UInt8]], sealed: [Data] = []) {
    self.issued = issued
    self.files = files
    self.results = results
    self.sealed = sealed
  }
}
