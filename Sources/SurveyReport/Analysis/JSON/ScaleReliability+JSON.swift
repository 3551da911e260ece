import SurveyStats

extension ScaleReliability {
  /// The `reliability` object of a scale.
  ///
  /// - Parameter ids: The ids of the scale's items.
  func json(items ids: [String]) -> JSONValue {
    JSONValue(present: [
      "cases": alpha.success.map { .integer($0.cases) },
      "incomplete": alpha.success.map { .integer($0.incomplete) },
      "alpha": JSONValue(alpha, \.estimate.json),
      "alphaBonett": JSONValue(bonett, \.json),
      "alphaPairwise": JSONValue(pairwise, \.json),
      "alphaStandardised": JSONValue(alpha) { .number($0.standardised) },
      "averageInterItem": JSONValue(alpha) { .number($0.averageInterItem) },
      "omegaTotal": JSONValue(omega, \.modelImplied.json),
      "omegaTotalObserved": JSONValue(omega, \.observed.json),
      "alphaOrdinal": JSONValue(ordinal) { .number($0.value) },
      "alphaOrdinalMethod": ordinal.success.map { .string($0.method.rawValue) },
      "kmo": JSONValue(adequacy) { .number($0.overall) },
      "bartlett": JSONValue(bartlett, \.json),
      "items": alpha.success.map { itemsJSON(ids, $0) },
      "warnings": remarks(items: ids).isEmpty
        ? nil : .array(remarks(items: ids).map { .string("\($0.statistic): \($0.text)") }),
    ])
  }

  private func itemsJSON(_ ids: [String], _ alpha: AlphaEstimate) -> JSONValue {
    .object(
      ids.indices.map { place in
        JSONValue.Member(
          ids[place],
          JSONValue(present: [
            "itemRest": .number(alpha.items[place].itemRest),
            "alphaIfDropped": alpha.items[place].alphaIfDropped.map { .number($0) },
            "loading": omega.success.map { .number($0.loadings[place]) },
            "residualVariance": omega.success.map { .number($0.residuals[place]) },
            "kmo": adequacy.success.map { .number($0.items[place]) },
          ]))
      })
  }
}

extension PairwiseAlpha {
  fileprivate var json: JSONValue {
    [
      "value": .number(estimate.value), "low": .number(estimate.low), "high": .number(estimate.high),
      "method": .string(estimate.method.rawValue), "variant": .string(method.rawValue), "n": .integer(estimate.n),
    ]
  }
}

extension OmegaTotal {
  fileprivate var json: JSONValue { ["value": .number(value), "method": .string(method.rawValue)] }
}

extension BartlettTest {
  fileprivate var json: JSONValue { ["x2": .number(chiSquare), "df": .integer(df), "p": .number(p), "n": .integer(n)] }
}
