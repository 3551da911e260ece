public import struct Foundation.Data

/// How a keeper's key was split: into how many shares, how many of them give it back, and which splitting it was.
public struct KeySharing: Sendable, Hashable {
  /// How many shares there are.
  public let count: Int
  /// How many of them together give the key.
  public let needed: Int
  /// Random bytes that all shares of one splitting carry, so that shares of different ones aren't mixed.
  public let set: Data

  /// How many bytes ``set`` has.
  public static let setSize = 7

  /// A new splitting.
  ///
  /// - Returns: Nil where the numbers make no sense: at least two are needed (with one, every share would be the key), of at most 255.
  public init?(count: Int, needed: Int) {
    var generator = SystemRandomNumberGenerator()
    let set = Data((0..<Self.setSize).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    self.init(count: count, needed: needed, set: set)
  }

  /// A splitting that was written down.
  public init?(count: Int, needed: Int, set: Data) {
    guard (2...255).contains(count), (2...count).contains(needed), set.count == Self.setSize else { return nil }
    self.count = count
    self.needed = needed
    self.set = set
  }
}
