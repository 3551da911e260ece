import SurveyStats
import Testing

/// The values about groups that R wrote, by `agreement.R`.
struct AgreementReferences: Decodable, Sendable {
  static let all = ReferenceFile.read(AgreementReferences.self, "agreement")

  struct Index: Decodable, Sendable {
    let groups, n: [Int]
    let values: [Double]
    let mean, median: Double
    let without: Int

    /// The largest relative difference, infinite where groups or sizes differ.
    func agrees(
      with estimate: AgreementEstimate, file: String = #fileID, function: String = #function
    ) -> Bool {
      guard estimate.groups.map(\.group) == groups, estimate.groups.map(\.n) == n,
        estimate.n == n.reduce(0, +), estimate.groupsWithoutValue == without
      else { return false }
      return agree(
        estimate.groups.map(\.value) + [estimate.mean, estimate.median], values + [mean, median], file: file,
        function: function)
    }
  }

  struct Intraclass: Decodable, Sendable {
    let icc1, icc2, icc1n0, n0, f, p: Double
    let df1, df2, n: Int
    let between, within: Double
  }

  struct Effect: Decodable, Sendable {
    let meanSize, weightedSize: Double
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let options, lowest, minimum: Int
    let prefix: String?
    let columns: [[UInt8]]?
    let groups: [UInt16]?
    let agreement: [String: Index]
    let adMean, adMedian, awg: Index
    let icc: Intraclass
    let designEffect: Effect

    var testDescription: String { source }

    /// The items; those of real answers come from the fixture.
    var items: [ScoredColumn] {
      if let prefix { return RealAnswers.scale(prefix) }
      return (columns ?? []).map {
        ScoredColumn(bytes: $0, values: Array(lowest..<(lowest + options)), reversed: false)
      }
    }

    /// The group of each respondent.
    var column: GroupColumn { .codes(groups ?? AgreementReferences.all.companies) }
  }

  let companies: [UInt16]
  let cases: [Case]
}
