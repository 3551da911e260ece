import SurveyStats

extension TeamAnalysis {
  /// The `agreement` object of an item or scale.
  var agreementJSON: JSONValue {
    var members = [
      JSONValue.Member("by", .string(teams.description)), JSONValue.Member("groups", .integer(groups)),
    ]
    if hidden > 0 { members.append(JSONValue.Member("hiddenGroups", .integer(hidden))) }
    for (null, estimate) in agreement {
      members.append(JSONValue.Member(Self.name(of: null, estimate), JSONValue(estimate, \.json)))
    }
    members += [
      JSONValue.Member("adMean", JSONValue(deviationFromMean, \.json)),
      JSONValue.Member("adMedian", JSONValue(deviationFromMedian, \.json)),
      JSONValue.Member("awg", JSONValue(bounded, \.json)),
    ]
    switch correlation {
    case .success(let correlation):
      members += [
        JSONValue.Member("icc1", .number(correlation.icc1)), JSONValue.Member("icc1n0", .number(correlation.icc1n0)),
        JSONValue.Member("icc2", .number(correlation.icc2)), JSONValue.Member("f", .number(correlation.f)),
        JSONValue.Member("df1", .integer(correlation.df1)), JSONValue.Member("df2", .integer(correlation.df2)),
        JSONValue.Member("p", .number(correlation.p)), JSONValue.Member("n", .integer(correlation.n)),
        JSONValue.Member("meanGroupSize", .number(correlation.meanGroupSize)),
        JSONValue.Member("iccMethod", .string(correlation.method.rawValue)),
      ]
    case .failure(let error):
      members.append(JSONValue.Member("icc1", ["error": .string(error.description)]))
    }
    members.append(JSONValue.Member("designEffect", JSONValue(designEffect, \.json)))
    return .object(members)
  }

  /// The `teams` object: pooled means of the teams with how sure their order is.
  var teamsJSON: JSONValue {
    JSONValue(pooled) { pooled in
      JSONValue(present: [
        "method": .string(pooled.method.rawValue),
        "mean": .number(pooled.mean),
        "between": .number(pooled.between),
        "within": .number(pooled.within),
        "ranks": JSONValue(ranks) { ranks in
          JSONValue(present: [
            "method": .string(ranks.method.rawValue), "level": .number(ranks.level),
            "simulations": .integer(ranks.simulations), "seed": .string(String(ranks.seed)),
          ])
        },
        "groups": .object(
          zip(keys, pooled.groups).enumerated().map { place, entry in
            JSONValue.Member(entry.0, json(of: entry.1, rank: ranks.success?.groups[place]))
          }),
      ])
    }
  }

  private func json(of team: PooledMean, rank: RankRange?) -> JSONValue {
    JSONValue(present: [
      "n": .integer(team.n), "mean": .number(team.mean), "pooled": .number(team.pooled),
      "conditionalSd": .number(team.conditionalDeviation), "ownWeight": .number(team.ownWeight),
      "rank": rank.map { ["mean": .number($0.mean), "low": .number($0.low), "high": .number($0.high)] },
    ])
  }

  /// `rwg` or `rwgj`, followed by the null distribution unless it is uniform.
  private static func name(of null: NullDistribution, _ estimate: Computed<AgreementEstimate>) -> String {
    let index = estimate.success?.index.rawValue ?? AgreementIndex.rwgj.rawValue
    return null == .uniform
      ? index : index + null.rawValue.split(separator: "-").map { String($0).capitalisedSentence }.joined()
  }
}

extension AgreementEstimate {
  fileprivate var json: JSONValue {
    JSONValue(present: [
      "mean": .number(mean), "median": .number(median), "null": null.map { .string($0.rawValue) },
      "groups": .integer(groups.count), "n": .integer(n),
    ])
  }
}

extension ClusterDesignEffect {
  fileprivate var json: JSONValue {
    ["value": .number(value), "effectiveN": .number(effectiveN), "method": .string(method.rawValue)]
  }
}
