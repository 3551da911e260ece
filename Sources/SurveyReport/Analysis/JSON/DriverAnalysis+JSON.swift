import SurveyStats

extension DriverAnalysis {
  /// The `drivers` object.
  var json: JSONValue {
    let rSquared = shapley.map(\.rSquared).success ?? johnson.success?.rSquared.value
    return JSONValue(present: [
      "outcome": .string(outcome),
      "n": correlations.success.map { .integer($0.n) },
      "incomplete": .integer(incomplete),
      "r2": rSquared.map { .number($0) } ?? JSONValue(johnson, \.rSquared.json),
      "r2Interval": johnson.success.map(\.rSquared.limitsJSON),
      "weights": .object(predictors.indices.map { JSONValue.Member(predictors[$0], json(of: $0)) }),
      "johnson": JSONValue(johnson) {
        [
          "method": .string($0.method.rawValue), "replicates": .integer($0.replicates),
          "seed": .string(String($0.seed)),
        ]
      },
      "shapley": JSONValue(shapley) { ["method": .string($0.method.rawValue)] },
      "caution": (shapley.success?.warnings.first ?? johnson.success?.warnings.first).map { .string($0) },
    ])
  }

  private func json(of place: Int) -> JSONValue {
    JSONValue(present: [
      "johnson": JSONValue(johnson) { .number($0.weights[place].value) },
      "johnsonInterval": johnson.success?.weights[place].limitsJSON,
      "shapley": JSONValue(shapley) { .number($0.weights[place]) },
      "correlation": correlations.success.map { .number($0.outcome[place]) },
    ])
  }
}
