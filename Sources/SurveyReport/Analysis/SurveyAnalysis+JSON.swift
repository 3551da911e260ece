import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// The analysis in the format `survey.analysis/1`.
  public var json: JSONValue {
    [
      "format": "survey.analysis/1",
      "survey": .string("\(survey.id)@\(survey.version)"),
      "respondents": .integer(respondents),
      "gated": .bool(isGated),
      "items": .object(items.map { JSONValue.Member($0.item.id, $0.json) }),
      "scales": .object(scales.map { JSONValue.Member($0.scale.id, $0.json) }),
      "warnings": .integer(warnings.count),
    ]
  }
}

extension SurveyAnalysis.ItemAnalysis {
  var json: JSONValue {
    guard case .shown(.success(let statistics)) = statistics else { return statistics.unavailableJSON() }
    var members = [JSONValue.Member("n", .integer(statistics.n))]
    let kinds = ["skipped", "declined", "notApplicable", "notShown"]
    if case .shown(let missing) = missing {
      let counts = [missing.skipped, missing.declined, missing.notApplicable, missing.notShown]
      members += zip(kinds, counts).map { JSONValue.Member($0, .integer($1)) }
    } else {
      members += kinds.map { JSONValue.Member($0, missing.hiddenJSON) }
    }
    return .object(members + statistics.jsonMembers)
  }
}

extension SurveyAnalysis.ScaleAnalysis {
  var json: JSONValue {
    guard case .shown(.success(let statistics)) = statistics else { return statistics.unavailableJSON() }
    var members = [JSONValue.Member("n", .integer(statistics.n))] + statistics.jsonMembers
    if case .shown(.success(let alpha)) = reliability {
      members.append(JSONValue.Member("reliability", alpha.json(items: scale.items)))
    } else {
      members.append(JSONValue.Member("reliability", reliability.unavailableJSON()))
    }
    return .object(members)
  }
}

extension VariableStatistics {
  /// Counts and what follows from them.
  var jsonMembers: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !counts.isEmpty {
      members.append(
        JSONValue.Member("counts", .object(counts.map { JSONValue.Member(String($0.code), .integer($0.count)) })))
    }
    let figures = [
      ("mean", mean), ("sd", standardDeviation), ("median", median), ("skew", skewness), ("kurtosis", kurtosis),
    ]
    for (name, figure) in figures {
      if let figure { members.append(JSONValue.Member(name, JSONValue(figure) { .number($0) })) }
    }
    for (name, estimate) in [("favourable", favourable), ("unfavourable", unfavourable)] {
      if let estimate { members.append(JSONValue.Member(name, JSONValue(estimate, \.shareJSON))) }
    }
    if let net { members.append(JSONValue.Member("net", JSONValue(net) { .number($0.value) })) }
    if !shares.isEmpty {
      members.append(
        JSONValue.Member(
          "shares",
          .object(shares.map { JSONValue.Member(String($0.code), JSONValue($0.share, \.shareJSON)) })))
    }
    return members
  }
}

extension AlphaEstimate {
  /// The `reliability` object of a scale.
  func json(items ids: [String]) -> JSONValue {
    var members: [JSONValue.Member] = [
      JSONValue.Member("cases", .integer(cases)),
      JSONValue.Member(
        "alpha",
        [
          "value": .number(estimate.value), "low": .number(estimate.low), "high": .number(estimate.high),
          "method": .string(estimate.method.rawValue),
        ]),
      JSONValue.Member("alphaStandardised", .number(standardised)),
      JSONValue.Member("averageInterItem", .number(averageInterItem)),
      JSONValue.Member(
        "items",
        .object(
          zip(ids, items).map { id, item in
            var figures = [JSONValue.Member("itemRest", .number(item.itemRest))]
            if let dropped = item.alphaIfDropped {
              figures.append(JSONValue.Member("alphaIfDropped", .number(dropped)))
            }
            return JSONValue.Member(id, .object(figures))
          })),
    ]
    if !warnings.isEmpty { members.append(JSONValue.Member("warnings", .array(warnings.map { .string($0) }))) }
    return .object(members)
  }
}

extension IntervalEstimate {
  /// The estimate as a share with its interval and method.
  var shareJSON: JSONValue {
    ["share": .number(value), "low": .number(low), "high": .number(high), "method": .string(method.rawValue)]
  }
}

extension JSONValue {
  /// A computed value, or `{"error": …}` where it can't be computed.
  init<Value>(_ result: Result<Value, StatisticsError>, _ value: (Value) -> JSONValue) {
    switch result {
    case .success(let success): self = value(success)
    case .failure(let error): self = ["error": .string(error.description)]
    }
  }
}

extension SurveyAnalysis.Disclosed {
  /// What stands in the place of a statistic that is not shown.
  var hiddenJSON: JSONValue {
    switch self {
    case .banded(let band): ["band": band.json]
    case .suppressed(let suppression): ["suppressed": suppression.json]
    case .empty(let emptiness): ["empty": .string(emptiness.rawValue)]
    case .shown: .null
    }
  }

  /// What stands in the place of a statistic that is not shown or can't be computed.
  func unavailableJSON<Computed>() -> JSONValue where Value == Result<Computed, StatisticsError> {
    if case .shown(.failure(let error)) = self { ["error": .string(error.description)] } else { hiddenJSON }
  }
}

extension Suppression {
  /// The `suppressed` object of a cell.
  var json: JSONValue {
    var members = [
      JSONValue.Member("reason", .string(reason.rawValue)),
      JSONValue.Member("because", .array(because.map(\.json))),
    ]
    if let showInstead { members.append(JSONValue.Member("showInstead", showInstead.json)) }
    return .object(members)
  }
}

extension Band {
  /// The `band` object of a cell.
  var json: JSONValue {
    guard let favourable else { return .object([]) }
    return ["favourable": ["low": .number(favourable.lowerBound), "high": .number(favourable.upperBound)]]
  }
}

extension Group {
  /// The group's values by attribute, in the order of the attributes' ids.
  var json: JSONValue {
    .object(values.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) })
  }
}
