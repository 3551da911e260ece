import SurveyStats

extension VariableStatistics {
  /// Counts and what follows from them.
  ///
  /// - Parameter finite: The interval of the favourable share in the population that was asked.
  func jsonMembers(finite: Computed<IntervalEstimate>? = nil) -> [JSONValue.Member] {
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
    if let meanInterval { members.append(JSONValue.Member("meanInterval", JSONValue(meanInterval, \.limitsJSON))) }
    if let favourable {
      var share = JSONValue(favourable, \.shareJSON)
      if case .object(let parts) = share, let finite {
        share = .object(parts + [JSONValue.Member("finitePopulation", JSONValue(finite, \.limitsJSON))])
      }
      members.append(JSONValue.Member("favourable", share))
    }
    if let unfavourable { members.append(JSONValue.Member("unfavourable", JSONValue(unfavourable, \.shareJSON))) }
    if let net {
      members.append(JSONValue.Member("net", JSONValue(net) { .number($0.value) }))
      members.append(JSONValue.Member("netInterval", JSONValue(net, \.limitsJSON)))
    }
    if !shares.isEmpty {
      members.append(
        JSONValue.Member(
          "shares", .object(shares.map { JSONValue.Member(String($0.code), JSONValue($0.share, \.shareJSON)) })))
    }
    return members
  }
}

extension IntervalEstimate {
  /// The estimate as a share with its interval and method.
  var shareJSON: JSONValue {
    ["share": .number(value), "low": .number(low), "high": .number(high), "method": .string(method.rawValue)]
  }

  /// The estimate with its interval and method.
  var json: JSONValue {
    ["value": .number(value), "low": .number(low), "high": .number(high), "method": .string(method.rawValue)]
  }

  /// The limits with their method, beside an estimate that stands elsewhere.
  var limitsJSON: JSONValue {
    ["low": .number(low), "high": .number(high), "method": .string(method.rawValue)]
  }
}

extension WeightedStatistics {
  /// The `weighted` object of an item or scale.
  var json: JSONValue {
    JSONValue(present: [
      "mean": mean.map { JSONValue($0, \.json) },
      "favourable": favourable.map { JSONValue($0, \.shareJSON) },
    ])
  }
}

extension WeightedMean {
  fileprivate var json: JSONValue {
    JSONValue(present: [
      "value": .number(estimate.value), "low": .number(estimate.low), "high": .number(estimate.high),
      "method": .string(estimate.method.rawValue), "se": .number(standardError),
      "df": .integer(degreesOfFreedom), "variance": .string(variance.rawValue), "n": .integer(estimate.n),
    ])
  }
}
