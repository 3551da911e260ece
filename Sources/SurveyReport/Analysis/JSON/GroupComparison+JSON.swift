import SurveyStats

extension GroupComparison {
  /// One entry of `comparisons`.
  var json: JSONValue {
    JSONValue(present: [
      "variable": .string(variable),
      "option": option.map { .integer($0) },
      "by": .string(breakdown.description),
      "groups": .object(members.map { JSONValue.Member($0.key, $0.json) }),
      "tests": tests.map { $0.testsJSON(keys: compared.map(\.key)) },
      "effects": tests.map { $0.effectsJSON(keys: compared.map(\.key)) },
      "adjusted": tests.map { tests in
        JSONValue(present: [
          "method": .string(MultiplicityMethod.holm.rawValue), "family": .string(family),
          "test": .string(tests.familyTest.name), "p": adjusted.map { .number($0) },
        ])
      },
    ])
  }
}

extension GroupComparison.Member {
  var json: JSONValue {
    guard case .shown(.success(let statistics)) = statistics else { return statistics.unavailableJSON() }
    guard statistics.n > 0 else { return ["n": 0, "empty": "nobody-answered"] }
    return .object([JSONValue.Member("n", .integer(statistics.n))] + statistics.jsonMembers(finite: finite))
  }
}

extension GroupTests {
  /// The `tests` object of a comparison.
  ///
  /// - Parameter keys: The groups that were compared.
  func testsJSON(keys: [String]) -> JSONValue {
    JSONValue(present: [
      "mannWhitney": (two?.mannWhitney).map { JSONValue($0.naming("group", keys), \.json) },
      "welch": (two?.welch).map { JSONValue($0.naming("group", keys), \.json) }
        ?? (several?.welch).map { JSONValue($0.naming("group", keys), \.json) },
      "clusterRobust": (two?.clusterRobust).map { JSONValue($0.naming("group", keys), \.json) },
      "kruskalWallis": (several?.kruskalWallis).map { JSONValue($0.naming("group", keys), \.json) },
      "dunn": (several?.dunn).map { JSONValue($0.naming("group", keys)) { $0.json(keys: keys) } },
      "chiSquare": (association?.chiSquare).map { JSONValue($0) { $0.json } },
      "fisher": (association?.fisher).map { JSONValue($0.naming("group", keys), \.json) }
        ?? (association?.fisherExact).map { JSONValue($0.naming("group", keys), \.json) },
      "proportionalOdds": (association?.proportionalOdds).map {
        JSONValue($0.naming("group", keys)) { $0.json(keys: keys) }
      },
      "nominalTest": (association?.nominalTest).map { JSONValue($0.naming("group", keys), \.json) },
      "ordered": ordered?.json,
    ])
  }

  /// The `effects` object of a comparison.
  ///
  /// - Parameter keys: The groups that were compared.
  func effectsJSON(keys: [String]) -> JSONValue {
    JSONValue(present: [
      "cliffsDelta": (two?.cliffsDelta).map { JSONValue($0.naming("group", keys), \.json) },
      "superiority": (two?.superiority).map { JSONValue($0.naming("group", keys), \.json) },
      "hedgesG": (two?.hedgesG).map { JSONValue($0.naming("group", keys), \.json) },
      "cohensD": (two?.hedgesG).map { JSONValue($0.naming("group", keys), \.cohensD.json) },
      "favourableDifference": (two?.favourableDifference).map { JSONValue($0.naming("group", keys), \.json) },
      "epsilonSquared": (several?.kruskalWallis).map { JSONValue($0) { .number($0.epsilonSquared) } },
      "cramersV": (association?.chiSquare).map {
        JSONValue($0) { ["value": .number($0.cramersV), "biasCorrected": .number($0.cramersVCorrected)] }
      },
    ])
  }
}

extension GroupTests.Ordered {
  fileprivate var json: JSONValue {
    JSONValue(present: [
      "assumes": "the groups are in order",
      "jonckheere": JSONValue(jonckheere) {
        ["j": .number($0.j), "z": .number($0.z), "p": .number($0.p), "method": .string($0.method.rawValue)]
      },
      "linearByLinear": linearByLinear.map {
        JSONValue($0) {
          [
            "m2": .number($0.m2), "z": .number($0.z), "r": .number($0.r), "p": .number($0.p),
            "method": .string($0.method.rawValue),
          ]
        }
      },
      "kendallTau": kendallTau.map {
        JSONValue($0) {
          ["tau": .number($0.tau), "z": .number($0.z), "p": .number($0.p), "method": .string($0.method.rawValue)]
        }
      },
    ])
  }
}

extension MannWhitneyTest {
  fileprivate var json: JSONValue {
    JSONValue(present: [
      "u": .number(u), "z": .number(z), "p": .number(p), "exactP": exactP.map { .number($0) },
      "method": .string(method.rawValue),
    ])
  }
}

extension WelchTTest {
  fileprivate var json: JSONValue {
    [
      "t": .number(t), "df": .number(df), "p": .number(p), "difference": .number(difference.value),
      "low": .number(difference.low), "high": .number(difference.high), "method": .string(method.rawValue),
    ]
  }
}

extension ClusterRobustContrast {
  fileprivate var json: JSONValue {
    [
      "difference": .number(estimate.value), "low": .number(estimate.low), "high": .number(estimate.high),
      "se": .number(standardError), "t": .number(t), "df": .number(df), "p": .number(p), "teams": .integer(teams),
      "method": .string(method.rawValue),
    ]
  }
}

extension WelchAnova {
  fileprivate var json: JSONValue {
    [
      "f": .number(f), "df1": .number(df1), "df2": .number(df2), "p": .number(p), "method": .string(method.rawValue),
    ]
  }
}

extension KruskalWallisTest {
  fileprivate var json: JSONValue {
    ["h": .number(h), "df": .integer(df), "p": .number(p), "method": .string(method.rawValue)]
  }
}

extension DunnPairs {
  fileprivate func json(keys: [String]) -> JSONValue {
    .array(
      pairs.map { pair in
        [
          "pair": .array([.string(keys[pair.first]), .string(keys[pair.second])]), "z": .number(pair.z),
          "p": .number(pair.p), "holm": .number(pair.holm),
        ]
      })
  }
}

extension ChiSquareTest {
  fileprivate var json: JSONValue {
    JSONValue(present: [
      "x2": .number(x2), "df": .integer(df), "p": .number(p), "g": .number(g), "gP": .number(gProbability),
      "smallestExpected": .number(smallestExpected),
      "adjustedResiduals": .array(
        adjustedResiduals.map { row in .array(row.map { residual in residual.map { .number($0) } ?? .null }) }),
      "method": .string(method.rawValue),
    ])
  }
}

extension FisherTwoByTwo {
  fileprivate var json: JSONValue {
    [
      "p": .number(p), "oddsRatio": oddsRatio.map { .number($0) } ?? .null, "low": .number(low),
      "high": high.map { .number($0) } ?? .null, "method": .string(method.rawValue),
    ]
  }
}

extension FisherExactTest {
  fileprivate var json: JSONValue { ["p": .number(p), "method": .string(method.rawValue)] }
}

extension ProportionalOdds {
  fileprivate func json(keys: [String]) -> JSONValue {
    JSONValue(present: [
      "reference": .string(keys[0]),
      "coefficients": .object(
        zip(keys.dropFirst(), coefficients).map { key, coefficient in
          JSONValue.Member(
            key,
            [
              "value": .number(coefficient.value), "se": .number(coefficient.standardError),
              "z": .number(coefficient.z),
              "p": .number(coefficient.p), "low": .number(coefficient.low), "high": .number(coefficient.high),
            ])
        }),
      "logLikelihood": .number(logLikelihood), "lr": .number(likelihoodRatio), "df": .integer(coefficients.count),
      "p": .number(p), "method": .string(method.rawValue),
    ])
  }
}

extension ProportionalOdds.NominalTest {
  fileprivate var json: JSONValue { ["lr": .number(likelihoodRatio), "df": .integer(df), "p": .number(p)] }
}

extension Superiority {
  fileprivate var json: JSONValue {
    [
      "lower": .number(lower), "tied": .number(tied), "higher": .number(higher), "method": .string(method.rawValue),
    ]
  }
}

extension HedgesG {
  fileprivate var json: JSONValue {
    [
      "value": .number(estimate.value), "low": .number(estimate.low), "high": .number(estimate.high),
      "method": .string(method.rawValue), "interval": .string(estimate.method.rawValue),
    ]
  }
}
