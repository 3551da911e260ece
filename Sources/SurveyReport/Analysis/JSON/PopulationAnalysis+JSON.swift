import SurveyStats

extension PopulationAnalysis {
  /// The `population` object.
  var json: JSONValue {
    JSONValue(present: [
      "size": JSONValue(size) { .integer($0) },
      "sizeFrom": size.success.map { _ in .array(sizeAttributes.map { .string($0) }) },
      "respondents": .integer(respondents),
      "responseRate": size.success.map { .number(Double(respondents) / Double($0)) },
      "groups": .object(
        margins.map { margin in
          JSONValue.Member(margin.attribute, .object(margin.groups.map { JSONValue.Member($0.code, $0.json) }))
        }),
      "weights": JSONValue(weights) { JSONValue($0, \.json) },
    ])
  }
}

extension PopulationAnalysis.Group {
  fileprivate var json: JSONValue {
    switch response {
    case .exact(let respondents):
      JSONValue(present: [
        "population": .integer(people), "respondents": .integer(respondents),
        "responseRate": people > 0 ? .number(Double(respondents) / Double(people)) : nil,
      ])
    case .band(let band):
      [
        "population": .integer(people),
        "responseRate": ["low": .number(band.lowerBound), "high": .number(band.upperBound)],
      ]
    case .exceeded(let respondents):
      JSONValue(present: [
        "population": .integer(people), "respondents": respondents.map { .integer($0) },
        "responseRate": ["error": "More people answered than the head count has."],
      ])
    case .hidden: ["population": .integer(people), "suppressed": ["reason": "small", "because": []]]
    }
  }
}

extension RakingWeights {
  fileprivate var json: JSONValue {
    JSONValue(present: [
      "method": .string(method.rawValue), "n": .integer(n), "missing": .integer(cells.missing),
      "min": .number(minimum), "max": .number(maximum), "kishEffect": .number(kishEffect), "rounds": .integer(rounds),
    ])
  }
}
