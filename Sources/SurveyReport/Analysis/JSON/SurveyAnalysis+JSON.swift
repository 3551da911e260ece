import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// The analysis in the format `survey.analysis/1`.
  public var json: JSONValue {
    JSONValue(present: [
      "format": "survey.analysis/1",
      "survey": .string("\(survey.id)@\(survey.version)"),
      "respondents": .integer(respondents),
      "gated": .bool(isGated),
      "items": .object(items.map { JSONValue.Member($0.item.id, $0.json) }),
      "scales": .object(scales.map { JSONValue.Member($0.scale.id, $0.json) }),
      "comparisons": request.breakdowns.isEmpty ? nil : .array(comparisons.map(\.json)),
      "drivers": drivers.map { JSONValue($0, \.json) },
      "population": population?.json,
      "seed": usesSeed ? .string(String(request.seed)) : nil,
      "warnings": .array(warnings.map { .string($0) }),
    ])
  }

  /// Whether anything random was computed.
  var usesSeed: Bool { request.teams != nil || request.outcome != nil }
}

extension SurveyAnalysis.ItemAnalysis {
  var json: JSONValue {
    guard case .shown(.success(let statistics)) = statistics else { return statistics.unavailableJSON() }
    let kinds = ["skipped", "declined", "notApplicable", "notShown"]
    let counts: [JSONValue]
    if case .shown(let missing) = missing {
      counts = [missing.skipped, missing.declined, missing.notApplicable, missing.notShown].map { .integer($0) }
    } else {
      counts = kinds.map { _ in missing.hiddenJSON }
    }
    var members = [JSONValue.Member("n", .integer(statistics.n))] + zip(kinds, counts).map { JSONValue.Member($0, $1) }
    members += statistics.jsonMembers(finite: additions.finite)
    if let bounds = declinedBounds { members.append(JSONValue.Member("favourableIfDeclined", bounds.json)) }
    return .object(members + additions.jsonMembers)
  }
}

extension SurveyAnalysis.ScaleAnalysis {
  var json: JSONValue {
    guard case .shown(.success(let statistics)) = statistics else { return statistics.unavailableJSON() }
    return .object(
      [JSONValue.Member("n", .integer(statistics.n))] + statistics.jsonMembers(finite: additions.finite)
        + [JSONValue.Member("reliability", JSONValue(reliability) { $0.json(items: scale.items) })]
        + additions.jsonMembers)
  }
}

extension SurveyAnalysis.VariableAdditions {
  /// Agreement, teams and weighted statistics.
  var jsonMembers: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let teams {
      members.append(JSONValue.Member("agreement", JSONValue(teams, \.agreementJSON)))
      members.append(JSONValue.Member("teams", JSONValue(teams, \.teamsJSON)))
    }
    if let weighted { members.append(JSONValue.Member("weighted", weighted.json)) }
    return members
  }
}

extension DeclinedBounds {
  /// The `favourableIfDeclined` object of a sensitive item.
  var json: JSONValue {
    ["declinedShare": .number(declinedShare), "none": .number(ifNone), "all": .number(ifAll)]
  }
}
