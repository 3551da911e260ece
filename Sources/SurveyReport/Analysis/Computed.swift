public import SurveyStats

/// A statistic, or why it can't be computed.
public typealias Computed<Value> = Result<Value, StatisticsError>

/// The value of a computation, or its error.
func figure<Value>(_ compute: () throws(StatisticsError) -> Value) -> Computed<Value> {
  do { return .success(try compute()) } catch { return .failure(error) }
}

extension Result {
  /// Why there is no value.
  var failure: Failure? { if case .failure(let error) = self { error } else { nil } }

  /// The value, or nil where there is none.
  var success: Success? { if case .success(let value) = self { value } else { nil } }
}
