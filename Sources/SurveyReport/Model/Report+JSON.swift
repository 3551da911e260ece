import SurveyCore
import SurveyStats

extension Report {
  /// The report in the format `survey.report/1`.
  public var json: JSONValue {
    [
      "format": "survey.report/1",
      "plan": .string(plan.id),
      "wave": .string(facts.wave),
      "survey": .string("\(survey.id)@\(survey.version)"),
      "ledger": .string(ledgerHead),
      "minimumGroup": .integer(facts.privacy.minimumGroup),
      "cells": .array(statistics.cells.map { json(of: $0, $1) }),
      "indicators": .array(survey.indicators.compactMap(json)),
      "hidden": ["groups": .integer(hiddenGroupCount)],
    ]
  }

  /// How many groups of the wave are hidden for at least one variable.
  public var hiddenGroupCount: Int { hiddenGroups.count }

  private func json(of indicator: Indicator) -> JSONValue? {
    if let error = indicatorFailures[indicator.id] {
      return ["id": .string(indicator.id), "error": .string(error.description)]
    }
    return indicators.entry(of: indicator.id).map { json(of: $0.key, $0.cell) }
  }

  private func json(of key: CellKey, _ cell: Released<Outcome>.Cell) -> JSONValue {
    let names = [
      JSONValue.Member("variable", .string(key.variable)), JSONValue.Member("group", key.group.json),
    ]
    switch cell {
    case .shown(.success(let statistics), let respondents):
      let wanted: Set = ["counts", "mean", "sd", "favourable", "shares"]
      let order = ["mean", "sd", "counts", "favourable", "shares"]
      let members = statistics.jsonMembers().filter { wanted.contains($0.name) }
        .sorted { order.firstIndex(of: $0.name) ?? 0 < order.firstIndex(of: $1.name) ?? 0 }
      return .object(names + [JSONValue.Member("n", .integer(respondents))] + members)
    case .shown(.failure(let error), _):
      return .object(names + [JSONValue.Member("error", .string(error.description))])
    default: return .object(names + hiddenMembers(cell))
    }
  }

  private func json(of key: CellKey, _ cell: Released<IndicatorFigure>.Cell) -> JSONValue {
    let id = JSONValue.Member("id", .string(key.variable))
    guard case .shown(let figure, let respondents) = cell else { return .object([id] + hiddenMembers(cell)) }
    var members = [
      id, JSONValue.Member("value", .number(figure.value)), JSONValue.Member("low", .number(figure.low)),
      JSONValue.Member("high", .number(figure.high)), JSONValue.Member("n", .integer(respondents)),
    ]
    if let target = figure.target { members.append(JSONValue.Member("target", .number(target))) }
    if let previous = figure.previous { members.append(JSONValue.Member("previous", .number(previous))) }
    if let change = figure.change {
      members.append(
        JSONValue.Member(
          "change", ["value": .number(change.value), "low": .number(change.low), "high": .number(change.high)]))
    }
    return .object(members)
  }

  private func hiddenMembers<Value>(_ cell: Released<Value>.Cell) -> [JSONValue.Member] {
    switch cell {
    case .shown: []
    case .banded(let band): [JSONValue.Member("band", band.json)]
    case .suppressed(let suppression): [JSONValue.Member("suppressed", suppression.json)]
    case .empty(let emptiness): [JSONValue.Member("empty", .string(emptiness.rawValue))]
    }
  }
}
