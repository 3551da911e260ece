public import struct Foundation.Data
public import struct Foundation.Date

/// A wave as the box knows it: everything needed to ask, validate and seal, and nothing about who answered.
public struct ServedWave: Sendable, Hashable {
  /// The wave's id.
  public let id: String
  /// The survey version, frozen.
  public let survey: Survey
  /// The unit tree, frozen.
  public let organisation: Organisation?
  /// Who may answer.
  public let mode: ParticipationMode
  /// The languages offered.
  public let languages: [Language]
  /// When people can begin to answer.
  public let opens: Date
  /// From when nobody can answer.
  public let closes: Date
  /// The key with which passes are verified, in waves of mode `pass`.
  public let passKey: PassPublicKey?
  /// The keeper's public key.
  public let keeperPublicKey: Data
  /// Whether a holder has shown to have the keeper's key; the wave doesn't open before.
  public let keeperProven: Bool
  /// How the keeper's key was split; nil for a whole key.
  public let keeperSharing: KeySharing?
  /// The numbers of the shares that were shown to give the key, sorted; the wave doesn't open before all were.
  public let sharesProven: [Int]
  /// Whether the wave was closed, by command or at its date.
  public let isClosed: Bool

  /// Makes a wave.
  public init(
    id: String, survey: Survey, organisation: Organisation?, mode: ParticipationMode, languages: [Language],
    opens: Date,
    closes: Date, passKey: PassPublicKey? = nil, keeperPublicKey: Data, keeperProven: Bool, isClosed: Bool,
    keeperSharing: KeySharing? = nil, sharesProven: [Int] = []
  ) {
    self.id = id
    self.survey = survey
    self.organisation = organisation
    self.mode = mode
    self.languages = languages
    self.opens = opens
    self.closes = closes
    self.passKey = passKey
    self.keeperPublicKey = keeperPublicKey
    self.keeperProven = keeperProven
    self.keeperSharing = keeperSharing
    self.sharesProven = sharesProven
    self.isClosed = isClosed
  }

  /// Whether people can answer.
  public enum Availability: Sendable, Hashable {
    case notYet, open, closed
  }

  /// Whether people can answer at `now`. Opening and closing take effect by themselves.
  public func availability(at now: Date) -> Availability {
    if isClosed || now >= closes { return .closed }
    return keeperProven && now >= opens ? .open : .notYet
  }
}
