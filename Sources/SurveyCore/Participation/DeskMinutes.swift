public import Foundation

/// What the desk states about a closed wave, signed: how many people there are, how many passes and slips were handed out, and that the
/// signing key is gone. Numbers only, and nothing about anybody.
public struct DeskMinutes: Sendable, Hashable {
  /// The wave.
  public let wave: String
  /// The id of the wave's signing key, 32 bytes.
  public let keyID: Data
  /// How many people are on the roster.
  public let roster: Int
  /// How many passes were handed out, slips not counted.
  public let passes: Int
  /// The paper slips.
  public let slips: Slips
  /// Whether the signing key no longer exists at the desk.
  public let isSigningKeyDestroyed: Bool

  /// The paper slips of a wave. Those handed out and not void are rights to answer, as passes are.
  public struct Slips: Sendable, Hashable {
    /// How many codes were drawn for slips.
    public let printed: Int
    /// How many were given to somebody, whose pass counts as handed out.
    public let handedOut: Int
    /// How many of those came back unused.
    public let void: Int

    /// Makes counts.
    public init(printed: Int = 0, handedOut: Int = 0, void: Int = 0) {
      self.printed = printed
      self.handedOut = handedOut
      self.void = void
    }

    /// How many can be answered with.
    public var valid: Int { handedOut - void }
  }

  /// Makes minutes.
  public init(wave: String, keyID: Data, roster: Int, passes: Int, slips: Slips, isSigningKeyDestroyed: Bool) {
    self.wave = wave
    self.keyID = keyID
    self.roster = roster
    self.passes = passes
    self.slips = slips
    self.isSigningKeyDestroyed = isSigningKeyDestroyed
  }

  /// How many answers there can be at most.
  public var rights: Int { passes + slips.valid }

  private static let format = "survey.desk-minutes/1"

  /// The members of the JSON object in the order of their names.
  private struct Document: Codable, Hashable {
    let format: String
    let key: String
    let passes: Int
    let publicKey: String
    let roster: Int
    let signature: String?
    let signingKeyDestroyed: Bool
    let slipsHandedOut: Int
    let slipsPrinted: Int
    let slipsVoid: Int
    let wave: String
  }

  /// The signed minutes: a JSON object whose `signature` is base64url Ed25519 over the same object without it, names sorted, no spaces.
  public func signedText(by key: TextSigner) throws -> String {
    let unsigned = try Self.text(document(publicKey: key.publicKey, signature: nil))
    return try Self.text(document(publicKey: key.publicKey, signature: try key.sign(unsigned))) + "\n"
  }

  /// Reads signed minutes.
  ///
  /// - Parameter publicKey: The desk's public key, 32 bytes.
  /// - Throws: ``DeskMinutesError``.
  public init(signedText: String, publicKey: Data) throws(DeskMinutesError) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(signedText.utf8)),
      document.format == Self.format, let keyID = Base64URL.decode(document.key), keyID.count == 32,
      let signature = document.signature
    else { throw .notMinutes }
    self.init(
      wave: document.wave, keyID: keyID, roster: document.roster, passes: document.passes,
      slips: Slips(
        printed: document.slipsPrinted, handedOut: document.slipsHandedOut, void: document.slipsVoid),
      isSigningKeyDestroyed: document.signingKeyDestroyed)
    guard document.publicKey == Base64URL.encode(publicKey) else { throw .otherDesk }
    guard let text = try? Self.text(self.document(publicKey: publicKey, signature: nil)),
      TextSigner.isValid(signature, of: text, publicKey: publicKey)
    else { throw .wrongSignature }
  }

  private func document(publicKey: Data, signature: String?) -> Document {
    Document(
      format: Self.format, key: Base64URL.encode(keyID), passes: passes, publicKey: Base64URL.encode(publicKey),
      roster: roster, signature: signature, signingKeyDestroyed: isSigningKeyDestroyed,
      slipsHandedOut: slips.handedOut, slipsPrinted: slips.printed, slipsVoid: slips.void, wave: wave)
  }

  private static func text(_ document: Document) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}

/// Why a desk's minutes can't be used.
public enum DeskMinutesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text is something else.
  case notMinutes
  /// They were signed by another desk.
  case otherDesk
  /// They were changed after they were signed.
  case wrongSignature

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .notMinutes: "These are no minutes of a desk. Give the file that 'desk minutes WAVE --out FILE' wrote."
    case .otherDesk: "These minutes are of another desk. Give those of the desk that handed out this wave's passes."
    case .wrongSignature: "The minutes were changed after they were signed. Have the desk write them again."
    }
  }
}
