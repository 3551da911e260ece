import SurveyStats

extension StatisticsError {
  /// The error with things named that an estimator can only number: "item 3" becomes "item 'ps3'".
  func naming(_ kind: String, _ names: [String]) -> StatisticsError {
    switch self {
    case .tooFew(let what, let required, let given):
      .tooFew(what: what.naming(kind, names), required: required, given: given)
    case .noVariance(let what): .noVariance(of: what.naming(kind, names))
    case .unequalLengths: self
    case .invalid(let what, let required, let given):
      .invalid(
        what: what.naming(kind, names), required: required.naming(kind, names), given: given.naming(kind, names))
    }
  }
}

extension Result where Failure == StatisticsError {
  /// The value, or its error with things named that an estimator can only number.
  func naming(_ kind: String, _ names: [String]) -> Self { mapError { $0.naming(kind, names) } }
}

extension String {
  /// The text with numbered things named: the number after a word such as "item", and both numbers of "items 1 and 2".
  func naming(_ kind: String, _ names: [String]) -> String {
    let words = split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var named = words
    for (place, word) in words.enumerated().dropFirst() {
      let before = words[place - 1].lowercased()
      let isOfPair = before == "and" && place > 2 && words[place - 3].lowercased() == kind + "s"
      guard before == kind || before == kind + "s" || isOfPair else { continue }
      let digits = word.prefix { $0.isNumber }
      if let number = Int(digits), names.indices.contains(number - 1) {
        named[place] = "'\(names[number - 1])'" + word.dropFirst(digits.count)
      }
    }
    return named.joined(separator: " ")
  }
}
