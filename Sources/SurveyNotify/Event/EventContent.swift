import Foundation
import SurveyCore

/// What an event says to one subscription, as JSON.
struct EventContent {
  let event: NotificationEvent
  let languages: [Language]
  let isFull: Bool

  /// How many indicators a full message holds.
  var indicatorCount: Int {
    if case .reportPublished(let publication) = event.fact { totals(of: publication.indicators).count } else { 0 }
  }

  /// The whole message.
  ///
  /// - Parameter limit: How many indicators to keep; the message says how many it left out.
  func value(keeping limit: Int = .max) -> JSONValue {
    .object([
      "type": .string(event.type.rawValue), "timestamp": .time(event.occurredAt), "data": .object(data(limit)),
    ])
  }

  private func data(_ limit: Int) -> [String: JSONValue] {
    switch event.fact {
    case .waveOpened(let wave, let survey, let opens, let closes):
      return ["wave": .string(wave), "survey": text(survey), "opens": .time(opens), "closes": .time(closes)]
    case .waveClosed(let wave):
      return ["wave": .string(wave)]
    case .reportPublished(let publication):
      var data: [String: JSONValue] = [
        "wave": .string(publication.wave), "plan": .string(publication.plan), "ledger": .string(publication.ledgerHead),
      ]
      data["link"] = publication.link.map(JSONValue.string)
      guard isFull else { return data }
      let indicators = totals(of: publication.indicators)
      data["indicators"] = .array(indicators.prefix(limit).map(indicator))
      data["hidden"] = .object(["groups": .integer(publication.hiddenGroups)])
      if indicators.count > limit { data["left-out"] = .integer(indicators.count - limit) }
      return data
    }
  }

  /// Only figures of everybody are told, whatever else the release holds.
  private func totals(
    of indicators: Released<IndicatorFigure>
  ) -> [(id: String, cell: Released<IndicatorFigure>.Cell)] {
    indicators.cells.filter(\.key.group.isTotal).map { ($0.key.variable, $0.cell) }
  }

  private func indicator(_ id: String, _ cell: Released<IndicatorFigure>.Cell) -> JSONValue {
    var members: [String: JSONValue] = ["id": .string(id)]
    switch cell {
    case .shown(let figure, let respondents):
      members["title"] = text(figure.title)
      members["measure"] = .string(figure.measure.rawValue)
      members["direction"] = .string(figure.direction.rawValue)
      members["value"] = .number(figure.value)
      members["low"] = .number(figure.low)
      members["high"] = .number(figure.high)
      members["n"] = .integer(respondents)
      members["target"] = figure.target.map(JSONValue.number)
      members["previous"] = figure.previous.map(JSONValue.number)
      members["change"] = figure.change.map { change in
        .object(["value": .number(change.value), "low": .number(change.low), "high": .number(change.high)])
      }
    case .banded(let band):
      let ends = band.favourable.map { ["low": JSONValue.number($0.lowerBound), "high": .number($0.upperBound)] }
      members["band"] = .object(ends.map { ["favourable": .object($0)] } ?? [:])
    case .suppressed(let suppression):
      members["suppressed"] = .object(["reason": .string(suppression.reason.rawValue)])
    case .empty(let emptiness):
      members["empty"] = .string(emptiness.rawValue)
    }
    return .object(members)
  }

  private func text(_ text: LocalizedText) -> JSONValue {
    .object(Dictionary(languages.map { ($0.rawValue, .string(text[$0])) }, uniquingKeysWith: { first, _ in first }))
  }
}
