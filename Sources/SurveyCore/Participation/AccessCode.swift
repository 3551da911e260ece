import Crypto

public import struct Foundation.Data

/// A printed code: the right of whoever drew it to answer once. 16 base32 characters, 80 random bits.
public struct AccessCode: Sendable, Hashable {
  /// How many characters a code has.
  public static let length = 16

  /// The 16 characters without dashes.
  public let characters: String

  /// Draws a new code.
  public init(using generator: inout some RandomNumberGenerator) {
    characters = Crockford.encode((0..<10).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  /// Reads a code as people type it: case, spaces and dashes don't matter.
  ///
  /// - Returns: Nil where the text is no code.
  public init?(_ text: some StringProtocol) {
    guard let characters = Crockford.typed(text, length: Self.length) else { return nil }
    self.characters = characters
  }

  /// The code as it is printed: `XXXX-XXXX-XXXX-XXXX`.
  public var printed: String { Crockford.grouped(characters, by: 4, separator: "-") }

  /// What is stored of a code: the SHA-256 of its characters.
  public var digest: Data {
    Data(SHA256.hash(data: Data(characters.utf8)))
  }
}
