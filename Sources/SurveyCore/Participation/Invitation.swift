import Crypto

public import struct Foundation.Data

/// What stands on a person's letter: 16 base32 characters with which the desk finds the person's row of the roster.
///
/// It is worked out from the invitation key, the wave and the row whenever it is needed, and stored nowhere; so a reminder can repeat it.
public struct Invitation: Sendable, Hashable {
  /// How many characters an invitation has.
  public static let length = 16

  /// The 16 characters without dashes.
  public let characters: String

  /// The invitation of a row: the first 10 bytes of HMAC-SHA256(key, wave ‖ 0 ‖ row as four bytes).
  public init(row: UInt32, wave: String, key: InvitationKey) {
    let message = Data(wave.utf8) + [0] + withUnsafeBytes(of: row.bigEndian) { Data($0) }
    characters = Crockford.encode(HMAC<SHA256>.authenticationCode(for: message, using: key.key).prefix(10))
  }

  /// Reads an invitation as people type it: case, spaces and dashes don't matter.
  ///
  /// - Returns: Nil where the text is none.
  public init?(_ text: some StringProtocol) {
    guard let characters = Crockford.typed(text, length: Self.length) else { return nil }
    self.characters = characters
  }

  /// The invitation as it is printed: `XXXX-XXXX-XXXX-XXXX`.
  public var printed: String { Crockford.grouped(characters, by: 4, separator: "-") }
}

/// The key from which a wave's invitations follow; it lives at the desk as long as the roster.
public struct InvitationKey: Sendable {
  let key: SymmetricKey

  /// Makes a new key.
  public init() {
    key = SymmetricKey(size: .bits256)
  }

  /// Reads a stored key of 32 bytes; nil where the size is wrong.
  public init?(rawRepresentation: Data) {
    guard rawRepresentation.count == 32 else { return nil }
    key = SymmetricKey(data: rawRepresentation)
  }

  /// The key as it is stored.
  public var rawRepresentation: Data { key.withUnsafeBytes { Data($0) } }
}
