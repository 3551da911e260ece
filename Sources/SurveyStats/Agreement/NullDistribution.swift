/// What the answers of people without any agreement would look like; the raw value is its name in every output.
public enum NullDistribution: String, Sendable, Hashable, CaseIterable {
  /// Every answer equally likely.
  case uniform
  /// A slight leaning to one side: 5, 15, 20, 35 and 25 % over five options.
  case slightSkew = "slight-skew"
  /// A moderate leaning: 0, 10, 15, 40 and 35 %.
  case moderateSkew = "moderate-skew"
  /// A heavy leaning: 0, 0, 10, 40 and 50 %.
  case heavySkew = "heavy-skew"

  /// The variance of answers that are one apart.
  ///
  /// - Parameter options: The number of answer options.
  /// - Returns: (*A*² − 1) / 12 for *A* options under the uniform null; 1.34, 0.90 and 0.44 under the skewed ones.
  /// - Throws: ``StatisticsError`` with fewer than two options, or for a skewed null with other than five options.
  ///
  /// Reference: LeBreton & Senter (2008), *Organizational Research Methods* 11, 815–852, table 2.
  public func variance(options: Int) throws(StatisticsError) -> Double {
    guard options >= 2 else { throw .tooFew(what: "answer options", required: 2, given: options) }
    let skewed: Double
    switch self {
    case .uniform: return Double(options * options - 1) / 12
    case .slightSkew: skewed = 1.34
    case .moderateSkew: skewed = 0.90
    case .heavySkew: skewed = 0.44
    }
    guard options == 5 else {
      throw .invalid(what: "answer options for the \(rawValue) null", required: "5", given: "\(options)")
    }
    return skewed
  }
}

/// The number of options of items that share one answer set, and how far apart they are.
struct AnswerSpacing {
  let options: Int
  let step: Int

  /// Refuses items whose options differ in number or distance, or aren't evenly spaced.
  init(of codes: [[Int]]) throws(StatisticsError) {
    guard let first = codes.first, first.count >= 2 else {
      throw .tooFew(what: "answer options", required: 2, given: codes.first?.count ?? 0)
    }
    step = first[1] - first[0]
    options = first.count
    for codes in codes {
      guard codes.count == options, zip(codes, codes.dropFirst()).allSatisfy({ [step] in $1 - $0 == step }) else {
        throw .invalid(what: "answer sets", required: "the same evenly spaced options in every item", given: "others")
      }
    }
  }
}
