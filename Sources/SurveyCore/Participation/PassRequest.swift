import Crypto
import CryptoExtras

public import struct Foundation.Data

/// What a person's side does for a pass: blinds a random number for the desk, and takes the signature out of the desk's reply.
///
/// Browsers do this with the script, from a seed that can be typed again elsewhere; this one is for simulations, and for clients without
/// a page, and can't be repeated after it is lost.
public struct PassRequest {
  /// The value that goes to the desk, 256 bytes.
  public let blinded: Data
  private let key: PassPublicKey
  private let nonce: Data
  private let inverse: PassPublicKey.Blind.BlindingInverse

  /// Makes a random number and blinds it.
  public init(for key: PassPublicKey) throws {
    var generator = SystemRandomNumberGenerator()
    nonce = Data((0..<Pass.nonceSize).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let result = try key.key.blind(key.key.prepare(key.message(of: nonce)))
    self.key = key
    blinded = result.blindedMessage
    inverse = result.inverse
  }

  /// The pass.
  ///
  /// - Parameter signature: The desk's reply.
  /// - Throws: Where the signature is wrong: then the person should not answer.
  public func pass(from signature: Data) throws -> Pass {
    let made = try key.key.finalize(
      PassPublicKey.Blind.BlindSignature(rawRepresentation: signature), for: key.key.prepare(key.message(of: nonce)),
      blindingInverse: inverse)
    guard let pass = Pass(nonce: nonce, signature: made.rawRepresentation) else { throw PassKeyError.notABlindedValue }
    return pass
  }
}
