public import struct Foundation.Data

/// The public list of everything counted in a wave: with it, whoever holds a receipt sees that the answer was counted.
///
/// First line `survey-pass/v1 counted WAVE N`, then one receipt a line, sorted; the last line is the base64url Ed25519 signature of the
/// receipt key over all before it, the line break included.
public enum CountedList {
  /// The signed list.
  public static func text(wave: String, receipts: [String], signer: TextSigner) throws -> String {
    let lines = ["survey-pass/v1 counted \(wave) \(receipts.count)"] + receipts.sorted()
    let body = lines.map { $0 + "\n" }.joined()
    return body + (try signer.sign(body)) + "\n"
  }

  /// Whether a list is what the holder of `publicKey` signed, complete and unchanged.
  public static func isValid(_ text: String, publicKey: Data) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, lines[lines.count - 1].isEmpty else { return false }
    let body = lines.dropLast(2).map { $0 + "\n" }.joined()
    return TextSigner.isValid(String(lines[lines.count - 2]), of: body, publicKey: publicKey)
  }
}
