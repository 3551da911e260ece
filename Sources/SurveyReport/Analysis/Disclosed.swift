public import SurveyCore

/// A statistic, or why it is not shown.
public enum Disclosed<Value: Sendable>: Sendable {
  case shown(Value)
  case banded(Band)
  case suppressed(Suppression)
  case empty(Emptiness)

  init(_ cell: Released<Value>.Cell?) {
    switch cell {
    case .shown(let value, _): self = .shown(value)
    case .banded(let band): self = .banded(band)
    case .suppressed(let suppression): self = .suppressed(suppression)
    case .empty(let emptiness): self = .empty(emptiness)
    case nil: self = .empty(.notAsked)
    }
  }

  /// The value, or nil where it is not shown.
  public var value: Value? { if case .shown(let value) = self { value } else { nil } }

  /// The same with its value transformed; what is hidden stays hidden.
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> Disclosed<Other> {
    switch self {
    case .shown(let value): .shown(transform(value))
    case .banded(let band): .banded(band)
    case .suppressed(let suppression): .suppressed(suppression)
    case .empty(let emptiness): .empty(emptiness)
    }
  }
}
