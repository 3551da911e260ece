import SurveyCore
import SurveyStats

extension JSONValue {
  /// An object of those members that have a value, in order.
  init(present members: KeyValuePairs<String, JSONValue?>) {
    self = .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }

  /// A computed value, or `{"error": …}` where it can't be computed.
  init<Value>(_ result: Computed<Value>, _ value: (Value) -> JSONValue) {
    switch result {
    case .success(let success): self = value(success)
    case .failure(let error): self = ["error": .string(error.description)]
    }
  }

  /// A value that is shown, or what stands in its place.
  init<Value>(_ disclosed: Disclosed<Value>, _ value: (Value) -> JSONValue) {
    if case .shown(let shown) = disclosed { self = value(shown) } else { self = disclosed.hiddenJSON }
  }
}

extension Disclosed {
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
  func unavailableJSON<Success>() -> JSONValue where Value == Computed<Success> {
    if case .shown(.failure(let error)) = self { ["error": .string(error.description)] } else { hiddenJSON }
  }
}

extension Suppression {
  /// The `suppressed` object of a cell.
  var json: JSONValue {
    JSONValue(present: [
      "reason": .string(reason.rawValue),
      "because": .array(because.map(\.json)),
      "showInstead": showInstead?.json,
    ])
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
