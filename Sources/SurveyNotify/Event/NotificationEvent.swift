public import Foundation
public import SurveyCore

/// Something that happened to a wave or a report, of which subscribers are told.
///
/// There is no event per answer or per person, no way to put free text of respondents into one, and statistics enter only as
/// ``Released`` figures: what a report hides, a notification can't hold.
public struct NotificationEvent: Sendable {
  enum Fact: Sendable {
    case waveOpened(wave: String, survey: LocalizedText, opens: Date, closes: Date)
    case waveClosed(wave: String)
    case reportPublished(Publication)
  }

  struct Publication: Sendable {
    let wave: String
    let plan: String
    let link: String?
    let indicators: Released<IndicatorFigure>
    let hiddenGroups: Int
    let ledgerHead: String
  }

  /// When it happened.
  public let occurredAt: Date
  let fact: Fact

  private init(_ fact: Fact, at time: Date) {
    self.fact = fact
    self.occurredAt = time
  }

  /// People can answer a wave.
  public static func waveOpened(
    wave: String, surveyTitle: LocalizedText, opens: Date, closes: Date, at time: Date
  ) -> NotificationEvent {
    NotificationEvent(.waveOpened(wave: wave, survey: surveyTitle, opens: opens, closes: closes), at: time)
  }

  /// Nobody can answer a wave any more.
  public static func waveClosed(wave: String, at time: Date) -> NotificationEvent {
    NotificationEvent(.waveClosed(wave: wave), at: time)
  }

  /// A report was released.
  ///
  /// - Parameters:
  ///   - plan: The report plan's id.
  ///   - link: Where the report can be read.
  ///   - indicators: The figures as the gate released them; only those of the whole organisation are told.
  ///   - hiddenGroups: How many groups the report hides.
  ///   - ledgerHead: The head of the ledger after the release.
  public static func reportPublished(
    wave: String, plan: String, link: String?, indicators: Released<IndicatorFigure>, hiddenGroups: Int,
    ledgerHead: String, at time: Date
  ) -> NotificationEvent {
    let publication = Publication(
      wave: wave, plan: plan, link: link, indicators: indicators, hiddenGroups: hiddenGroups, ledgerHead: ledgerHead)
    return NotificationEvent(.reportPublished(publication), at: time)
  }

  /// What kind of event it is.
  public var type: EventType {
    switch fact {
    case .waveOpened: .waveOpened
    case .waveClosed: .waveClosed
    case .reportPublished: .reportPublished
    }
  }

  /// The message for one subscription, in the form of its target.
  ///
  /// - Parameter id: The id that all attempts share; see ``newMessageID(using:)``.
  /// - Returns: Nil where the subscription doesn't want the event.
  public func message(for subscription: Subscription, id: String) -> OutboxMessage? {
    guard subscription.events.contains(type.rawValue) else { return nil }
    return OutboxMessage(
      id: id, event: type.rawValue, subscription: subscription.name,
      body: subscription.target.adapter.body(of: self, for: subscription), occurredAt: occurredAt)
  }

  /// A new message id: `msg_` and 128 random bits.
  public static func newMessageID(using generator: inout some RandomNumberGenerator) -> String {
    let digits = [generator.next(), generator.next()].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return "msg_" + digits.joined()
  }
}
