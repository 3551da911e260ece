import Crypto

public import struct Foundation.Data

/// A pass: a random number that the person's browser made, and the desk's signature on it, which the desk made without seeing the number.
///
/// Whoever holds a pass was given a signature for somebody on the roster; for whom, nobody can tell.
public struct Pass: Sendable, Hashable {
  /// The random number, 32 bytes.
  public let nonce: Data
  /// The signature of the wave's signing key on the number, 256 bytes.
  public let signature: Data

  /// How many bytes a nonce has.
  public static let nonceSize = 32

  /// Makes a pass, unverified; nil where the sizes are wrong.
  public init?(nonce: Data, signature: Data) {
    guard nonce.count == Self.nonceSize, signature.count == PassPublicKey.modulusSize else { return nil }
    self.nonce = nonce
    self.signature = signature
  }

  /// Reads a pass as forms and JSON carry it: both parts in base64url.
  ///
  /// - Returns: Nil where the texts are none.
  public init?(nonce: String, signature: String) {
    guard nonce.utf8.count <= 64, signature.utf8.count <= 512, let nonce = Base64URL.decode(nonce),
      let signature = Base64URL.decode(signature)
    else { return nil }
    self.init(nonce: nonce, signature: signature)
  }
}
