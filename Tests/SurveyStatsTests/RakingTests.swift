import SurveyStats
import Testing

/// What `References/make/weighting.R` wrote.
enum WeightingReferences {
  struct Share: Decodable, Sendable {
    let n, df: Int
    let value, se, low, high, xlow, xhigh: Double
    let projected: Double?
  }
  struct Wilson: Decodable, Sendable { let effective, low, high: Double }
  struct Mean: Decodable, Sendable { let value, se, low, high: Double }
  struct Raking: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let margins: [String]
    let columns: [[UInt8]]
    let item, scores: [UInt8]
    let totals: [[Double]]
    let weights, trimmed: [Double]
    let minimum, maximum, kish: Double
    let share, fixed, finite, shareTrimmed: Share
    let wilson: Wilson
    let mean, meanFixed: Mean
    var testDescription: String { source }

    var population: [PopulationMargin] {
      margins.indices.map { place in
        PopulationMargin(
          name: margins[place], categories: totals[place].indices.map { "\(margins[place])-\($0 + 1)" },
          population: totals[place], bytes: columns[place])
      }
    }
  }
  struct Values: Decodable, Sendable { let rakings: [Raking] }
  static let values = ReferenceFile.read(Values.self, "weighting")
}

@Suite("Raking")
struct RakingTests {
  @Test("agrees with survey::rake of R", arguments: WeightingReferences.values.rakings)
  func reference(_ reference: WeightingReferences.Raking) throws {
    let raked = try rakingWeights(margins: reference.population)
    for (person, weight) in reference.weights.enumerated() {
      #expect(agrees(try #require(raked.weight(ofPerson: person)), weight, relative: 1e-9))
    }
    #expect(agrees(raked.minimum, reference.minimum, relative: 1e-9))
    #expect(agrees(raked.maximum, reference.maximum, relative: 1e-9))
    #expect(agrees(raked.kishEffect, reference.kish, relative: 1e-9))
    #expect(raked.n == reference.weights.count && raked.cells.missing == 0)
    #expect(raked.method.rawValue == "raking")
  }

  @Test("trims to half and twice the mean and fits again", arguments: WeightingReferences.values.rakings)
  func trimmed(_ reference: WeightingReferences.Raking) throws {
    let raked = try rakingWeights(margins: reference.population, limits: 0.5...2)
    for (person, weight) in reference.trimmed.enumerated() {
      #expect(agrees(try #require(raked.weight(ofPerson: person)), weight, relative: 1e-8))
    }
    #expect(raked.method.rawValue == "raking-trimmed")
    let mean = raked.population / Double(raked.n)
    let leaves = raked.minimum < 0.5 * mean || raked.maximum > 2 * mean
    #expect(raked.warnings.contains { $0.contains("beyond the limits") } == leaves)
  }

  @Test func `one margin is the ratio of head counts`() throws {
    let raked = try rakingWeights(margins: [margin([3, 8], [1, 1, 2, 2, 2])])
    #expect(raked.weights == [1.5, 8.0 / 3])
    #expect(agrees(raked.kishEffect, 5 * (2 * 1.5 * 1.5 + 3 * 64.0 / 9) / 121))
  }

  @Test func `a population like the sample gives equal weights`() throws {
    let raked = try rakingWeights(margins: [
      margin([2, 3], [1, 1, 2, 2, 2]), margin([4, 1], [1, 1, 1, 1, 2], "shift"),
    ])
    #expect(raked.weights.allSatisfy { agrees($0, 1) })
    #expect(agrees(raked.kishEffect, 1))
  }

  @Test func `more people in every head count scale the weights`() throws {
    let bytes: [UInt8] = [1, 1, 2, 2, 2, 1]
    let shifts: [UInt8] = [1, 2, 1, 2, 2, 1]
    let one = try rakingWeights(margins: [margin([9, 5], bytes), margin([6, 8], shifts, "shift")])
    let ten = try rakingWeights(margins: [margin([90, 50], bytes), margin([60, 80], shifts, "shift")])
    for (few, many) in zip(one.weights, ten.weights) { #expect(agrees(few * 10, many, relative: 1e-8)) }
  }

  @Test func `an empty category is named`() {
    #expect(
      throws: StatisticsError.tooFew(
        what: "respondents in category 'unit-3' of 'unit', which has 4 people", required: 1, given: 0)
    ) { try rakingWeights(margins: [margin([2, 3, 4], [1, 1, 2])]) }
    #expect(
      throws: StatisticsError.invalid(
        what: "population of category 'unit-2' of 'unit'", required: "a number above 0, as 1 people answered",
        given: "0")
    ) { try rakingWeights(margins: [margin([2, 0], [1, 1, 2])]) }
    // A category that neither side has is no obstacle.
    #expect(throws: Never.self) { try rakingWeights(margins: [margin([2, 3, 0], [1, 1, 2])]) }
  }

  @Test func `margins that contradict each other fail loudly`() throws {
    // Unit and shift are the same variable, the head counts differ.
    let error = #expect(throws: StatisticsError.self) {
      try rakingWeights(margins: [margin([5, 5], [1, 2]), margin([4, 6], [1, 2], "shift")], maximumRounds: 50)
    }
    #expect(try #require(error).description.contains("'unit-"))
    #expect(throws: StatisticsError.self) {
      try rakingWeights(margins: [margin([5, 5], [1, 2]), margin([4, 7], [1, 2], "shift")])
    }
  }

  @Test func `people without a weighting variable have no weight and are counted`() throws {
    let raked = try rakingWeights(margins: [margin([4, 4], [1, 255, 2, 0, 2])])
    #expect(raked.n == 3 && raked.cells.missing == 2)
    #expect(raked.weight(ofPerson: 1) == nil && raked.weight(ofPerson: 4) == 2)
    #expect(raked.warnings.count == 1)
  }

  @Test func `more answers than people give a warning`() throws {
    let raked = try rakingWeights(margins: [margin([1, 9], [1, 1, 2])])
    #expect(raked.warnings.contains { $0.contains("'unit-1'") })
  }

  @Test func `impossible input is refused`() {
    #expect(throws: StatisticsError.tooFew(what: "margins", required: 1, given: 0)) { try rakingWeights(margins: []) }
    #expect(throws: StatisticsError.self) { try rakingWeights(margins: [margin([2, 2], [255, 254])]) }
    #expect(throws: StatisticsError.self) { try rakingWeights(margins: [margin([2, 2], [1, 3])]) }
    #expect(throws: StatisticsError.self) { try rakingWeights(margins: [margin([2, -2], [1, 2])]) }
    #expect(throws: StatisticsError.self) { try rakingWeights(margins: [margin([2, 2], [1, 2])], limits: 2...3) }
    #expect(throws: StatisticsError.unequalLengths(expected: 2, given: 3)) {
      try rakingWeights(margins: [margin([2, 2], [1, 2]), margin([2, 2], [1, 2, 1], "shift")])
    }
  }

  private func margin(_ population: [Double], _ bytes: [UInt8], _ name: String = "unit") -> PopulationMargin {
    PopulationMargin(
      name: name, categories: population.indices.map { "\(name)-\($0 + 1)" }, population: population, bytes: bytes)
  }
}
