public import SurveyCore

public import struct Foundation.Date
public import struct Foundation.TimeZone

/// What a report says about the wave itself.
public struct WaveFacts: Sendable, Hashable {
  /// The wave's id.
  public var wave: String
  /// Who could answer.
  public var mode: ParticipationMode
  /// When people could begin to answer.
  public var opened: Date
  /// From when nobody could answer any more.
  public var closed: Date
  /// When the report is made. A wave that was to close after this was closed before its date.
  public var reported: Date
  /// The time zone of the dates.
  public var timeZone: TimeZone
  /// How many answers were counted.
  public var respondents: Int
  /// How many people were asked; nil where unknown.
  public var headcount: Int?
  /// How many codes were drawn, in waves of mode `code`.
  public var codesPrinted: Int?
  /// Whether the answers came from a file, so that nothing is known of how they were collected.
  public var isImported: Bool
  /// How many answers were typed in from paper.
  public var paperAnswers: Int
  /// The privacy rules frozen with the wave.
  public var privacy: PrivacyRules

  /// Makes facts.
  public init(
    wave: String, mode: ParticipationMode, opened: Date, closed: Date, reported: Date = Date(), timeZone: TimeZone,
    respondents: Int, headcount: Int? = nil, codesPrinted: Int? = nil, isImported: Bool = false,
    paperAnswers: Int = 0, privacy: PrivacyRules
  ) {
    self.wave = wave
    self.mode = mode
    self.opened = opened
    self.closed = closed
    self.reported = reported
    self.timeZone = timeZone
    self.respondents = respondents
    self.headcount = headcount
    self.codesPrinted = codesPrinted
    self.isImported = isImported
    self.paperAnswers = paperAnswers
    self.privacy = privacy
  }

  /// Whether the wave was closed before its date, so that its end isn't known.
  public var isClosedEarly: Bool { closed > reported }

  /// The share of the people asked who answered; nil where it isn't known, or where nothing keeps people from answering twice.
  public var rate: Double? {
    guard mode != .open, let headcount, headcount >= respondents, headcount > 0 else { return nil }
    return Double(respondents) / Double(headcount)
  }
}
