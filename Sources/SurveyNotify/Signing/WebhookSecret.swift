import Crypto
import Foundation

/// A secret of Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes, which sender and receiver share.
///
/// Reference: Standard Webhooks 1.0.0, "Signature scheme", https://www.standardwebhooks.com
public struct WebhookSecret: Sendable {
  private static let prefix = "whsec_"

  let key: SymmetricKey

  /// Reads a secret; white space around it is ignored.
  ///
  /// - Throws: ``SecretProblem`` when the text isn't a secret.
  public init(_ text: some StringProtocol) throws(SecretProblem) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw .empty }
    guard text.hasPrefix(Self.prefix) else { throw .notPrefixed }
    guard let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))) else { throw .notBase64 }
    guard (24...64).contains(bytes.count) else { throw .wrongLength }
    key = SymmetricKey(data: bytes)
  }

  /// A new secret of 32 random bytes, as the text that its file holds and the receiver gets.
  public static func newText() -> String {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    return prefix + bytes.base64EncodedString()
  }
}
