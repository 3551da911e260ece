/// Why a statistic can't be computed: what was required and what was given.
///
/// "Can't be computed" is always an error, never NaN, 0 or `nil`. Messages name quantities, never an answer of a person.
public enum StatisticsError: Error, Sendable, Hashable {
  /// Fewer observations, items or categories than the estimator needs.
  case tooFew(what: String, required: Int, given: Int)
  /// Values that are all equal where the estimator divides by their variance.
  case noVariance(of: String)
  /// Columns that must describe the same respondents have different lengths.
  case unequalLengths(expected: Int, given: Int)
  /// An argument outside its domain.
  case invalid(what: String, required: String, given: String)
}

extension StatisticsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFew(let what, let required, let given):
      "Too few \(what): at least \(required) required, \(given) given."
    case .noVariance(let what):
      "No variance: \(what) must take at least two different values, only one given."
    case .unequalLengths(let expected, let given):
      "Columns of unequal length: \(expected) respondents required in every column, \(given) given in one."
    case .invalid(let what, let required, let given):
      "Invalid \(what): \(required) required, \(given) given."
    }
  }
}
