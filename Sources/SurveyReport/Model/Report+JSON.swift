import SurveyCore
import SurveyStats

extension Report {
  /// The report in the format `survey.report/1`.
  public var json: JSONValue {
    let members: [JSONValue.Member?] = [
      JSONValue.Member("format", "survey.report/1"),
      JSONValue.Member("plan", .string(plan.id)),
      JSONValue.Member("wave", .string(facts.wave)),
      JSONValue.Member("survey", .string("\(survey.id)@\(survey.version)")),
      JSONValue.Member("untestedLanguages", .array(untestedLanguages.map { .string($0.rawValue) })),
      JSONValue.Member("ledger", .string(ledgerHead)),
      JSONValue.Member("minimumGroup", .integer(facts.privacy.minimumGroup)),
      JSONValue.Member("cells", .array(statistics.cells.map { json(of: $0, $1) })),
      JSONValue.Member(
        "indicators",
        .array(survey.indicators.compactMap { indicators.json(of: $0.id, failure: indicatorFailures[$0.id]) })),
      drivers.map { JSONValue.Member("drivers", $0.json) },
      JSONValue.Member("hidden", ["groups": .integer(hiddenGroupCount)]),
    ]
    return .object(members.compactMap(\.self) + (trend?.jsonMembers(timeZone: facts.timeZone) ?? []))
  }

  /// The languages of the survey in which nobody tried its questions out beforehand.
  var untestedLanguages: [Language] { survey.languages.filter { survey.source.pretested[$0] != true } }

  /// How many groups of the wave are hidden for at least one variable.
  public var hiddenGroupCount: Int { hiddenGroups.count }

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
    default: return .object(names + cell.hiddenMembers)
    }
  }
}

extension Released<IndicatorFigure> {
  /// An indicator's object, or nil where nothing is said of it.
  ///
  /// - Parameter failure: Why it can't be computed.
  func json(of id: String, failure: StatisticsError?) -> JSONValue? {
    if let failure { return ["id": .string(id), "error": .string(failure.description)] }
    guard let cell = self[id] else { return nil }
    guard case .shown(let figure, let respondents) = cell else {
      return .object([JSONValue.Member("id", .string(id))] + cell.hiddenMembers)
    }
    return JSONValue(present: [
      "id": .string(id), "value": .number(figure.value), "low": .number(figure.low), "high": .number(figure.high),
      "n": .integer(respondents), "target": figure.target.map { .number($0) },
      "previous": figure.previous.map { .number($0) },
      "change": figure.change.map {
        [
          "value": .number($0.value), "low": .number($0.low), "high": .number($0.high),
          "method": .string(ChangeMethod(of: figure.measure).rawValue),
        ]
      },
    ])
  }
}

extension Released.Cell {
  /// What stands in the place of figures that are not shown.
  var hiddenMembers: [JSONValue.Member] {
    switch self {
    case .shown: []
    case .banded(let band): [JSONValue.Member("band", band.json)]
    case .suppressed(let suppression): [JSONValue.Member("suppressed", suppression.json)]
    case .empty(let emptiness): [JSONValue.Member("empty", .string(emptiness.rawValue))]
    }
  }
}

extension Report.Drivers {
  /// The `drivers` object; what stands in its place names the outcome as well.
  var json: JSONValue {
    if case .shown(let analysis, _) = cell { return analysis.json }
    return .object([JSONValue.Member("outcome", .string(outcome))] + cell.hiddenMembers)
  }
}
