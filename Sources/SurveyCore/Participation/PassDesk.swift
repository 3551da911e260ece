public import struct Foundation.Data
public import struct Foundation.Date

/// Where passes are handed out while a wave is open, one for each person on the roster.
///
/// An implementation notes durably that a person's pass is handed out for this blinded value before it signs, and keeps nothing that
/// tells when.
public protocol PassDesk: Sendable {
  /// The waves for which the desk hands out passes, whatever their state.
  func waves() async throws -> [DeskWave]

  /// Signs the blinded value for the person with the invitation: once per person, and again for the same value.
  ///
  /// - Returns: The blind signature, 256 bytes.
  func issue(_ blinded: Data, for invitation: Invitation, in wave: String) async throws(PassDeskError) -> Data

  /// Whether a pass or a slip was handed out for the invitation.
  func isIssued(_ invitation: Invitation, in wave: String) async throws(PassDeskError) -> Bool
}

/// A wave as the desk knows it.
public struct DeskWave: Sendable, Hashable {
  /// The wave's id.
  public let id: String
  /// The survey's title.
  public let title: LocalizedText
  /// The languages offered.
  public let languages: [Language]
  /// When people can begin to answer.
  public let opens: Date
  /// From when nobody can answer.
  public let closes: Date
  /// Whether the wave was closed, by command or at its date.
  public let isClosed: Bool
  /// The public half of the signing key.
  public let passKey: PassPublicKey

  /// Makes a wave.
  public init(
    id: String, title: LocalizedText, languages: [Language], opens: Date, closes: Date, isClosed: Bool,
    passKey: PassPublicKey
  ) {
    self.id = id
    self.title = title
    self.languages = languages
    self.opens = opens
    self.closes = closes
    self.isClosed = isClosed
    self.passKey = passKey
  }
}

/// Why the desk gives no signature.
public enum PassDeskError: Error, Sendable, Hashable {
  /// No such wave.
  case unknownWave
  /// No such invitation in this wave.
  case unknownInvitation
  /// A pass was handed out for another blinded value, or a slip.
  case handedOut
  /// The blinded value can't be one, or belongs to another wave's key.
  case malformed
  /// The wave isn't open yet.
  case notOpen
  /// The wave is closed; its signing key is destroyed.
  case closed
  /// Too many requests at once; try again in a moment.
  case busy
  /// Nothing could be written, and nothing was signed.
  case notWritten
}
