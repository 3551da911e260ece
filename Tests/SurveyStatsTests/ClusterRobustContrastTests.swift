import SurveyStats
import Testing

/// The contrasts that R wrote, by `cluster.R`.
private struct ClusterReferences: Decodable, Sendable {
  static let cases = ReferenceFile.read(ClusterReferences.self, "cluster").cases

  struct Result: Decodable, Sendable {
    let se, df, t, p, low, high: Double
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let source: String
    let level: Double
    let scores: [Double]
    let teams, units: [Int]
    let estimate: Double
    let cr0, cr1, cr2: Result

    var testDescription: String { source }

    /// The scores of each team of a unit.
    func unit(_ unit: Int) -> [Distribution] {
      let rows = scores.indices.filter { units[$0] == unit }
      return Set(rows.map { teams[$0] }).sorted().map { team in
        distribution(rows.filter { teams[$0] == team }.map { scores[$0] })
      }
    }
  }

  let cases: [Case]
}

private func distribution(_ scores: [Double]) -> Distribution {
  Distribution(values: scores, counts: scores.map { _ in 1 })
}

@Suite("Contrast of two units that is robust to teams")
struct ClusterRobustContrastTests {
  static let first = [[3.0, 4, 5], [2.0, 2.5, 4, 4], [5.0, 4.5]].map(distribution)
  static let second = [[1.0, 2, 2], [3.0, 3.5], [2.0, 2, 2.5, 1], [4.0]].map(distribution)

  @Test("agrees with sandwich::vcovCL and Bell and McCaffrey's matrices in R", arguments: ClusterReferences.cases)
  fileprivate func reference(_ example: ClusterReferences.Case) throws {
    let results: [(ClusterRobustMethod, ClusterReferences.Result)] = [
      (.cr0, example.cr0), (.cr1, example.cr1), (.cr2, example.cr2),
    ]
    for (method, expected) in results {
      let contrast = try clusterRobustContrast(
        example.unit(1), example.unit(2), method: method, level: example.level)
      #expect(agrees(contrast.estimate.value, example.estimate))
      #expect(agrees(contrast.standardError, expected.se))
      #expect(agrees(contrast.df, expected.df))
      #expect(agrees(contrast.t, expected.t))
      #expect(agrees(contrast.p, expected.p, relative: 1e-9))
      #expect(agrees(contrast.estimate.low, expected.low, relative: 1e-9))
      #expect(agrees(contrast.estimate.high, expected.high, relative: 1e-9))
      #expect(contrast.teams == Set(example.teams).count && contrast.n == example.scores.count)
      #expect(contrast.unitTeams.reduce(0, +) == contrast.teams && contrast.sizes.reduce(0, +) == contrast.n)
      #expect(contrast.estimate.n == contrast.n && contrast.estimate.level == example.level)
      #expect(contrast.method == method && contrast.estimate.method.rawValue == "cluster-robust-t")
    }
  }

  @Test("swapped units turn the sign", arguments: ClusterRobustMethod.allCases)
  func swap(_ method: ClusterRobustMethod) throws {
    let one = try clusterRobustContrast(Self.first, Self.second, method: method)
    let other = try clusterRobustContrast(Self.second, Self.first, method: method)
    #expect(agrees(one.t, -other.t) && agrees(one.p, other.p) && agrees(one.df, other.df))
    #expect(agrees(one.estimate.low, -other.estimate.high) && agrees(one.estimate.high, -other.estimate.low))
  }

  @Test("a shift changes nothing, a factor stretches, the order of teams doesn't matter")
  func shiftAndScale() throws {
    func changed(_ teams: [Distribution], _ change: (Double) -> Double) -> [Distribution] {
      teams.map { Distribution(values: $0.values.map(change), counts: $0.counts) }
    }
    let base = try clusterRobustContrast(Self.first, Self.second)
    let shifted = try clusterRobustContrast(changed(Self.first) { $0 + 1000 }, changed(Self.second) { $0 + 1000 })
    #expect(agrees(shifted.estimate.value, base.estimate.value) && agrees(shifted.standardError, base.standardError))
    let scaled = try clusterRobustContrast(changed(Self.first) { -3 * $0 }, changed(Self.second) { -3 * $0 })
    #expect(agrees(scaled.t, -base.t) && agrees(scaled.standardError, 3 * base.standardError))
    let mixed = try clusterRobustContrast(Self.first.reversed(), Self.second.reversed())
    #expect(agrees(mixed.standardError, base.standardError) && agrees(mixed.df, base.df))
  }

  @Test func `teams of one give Welch's standard error`() throws {
    let (first, second) = ([3.0, 4, 5, 2, 2.5], [1.0, 2, 3, 3.5])
    let contrast = try clusterRobustContrast(
      first.map { distribution([$0]) }, second.map { distribution([$0]) })
    let welch = try welchT(distribution(first), distribution(second))
    #expect(agrees(contrast.estimate.value, welch.difference.value) && agrees(contrast.t, welch.t))
  }

  @Test func `a team without scores doesn't count and is named`() throws {
    let base = try clusterRobustContrast(Self.first, Self.second)
    let contrast = try clusterRobustContrast(Self.first + [distribution([])], Self.second)
    #expect(contrast.teams == 7 && contrast.unitTeams == [3, 4] && contrast.sizes == [9, 10])
    #expect(contrast.t == base.t && contrast.df == base.df)
    #expect(contrast.warnings == ["1 of 8 teams have no score and don't count."] + base.warnings)
  }

  @Test func `few teams give a warning, many none`() throws {
    #expect(try clusterRobustContrast(Self.first, Self.second).warnings.count == 1)
    #expect(try clusterRobustContrast(Self.first, Self.second, method: .cr1).warnings.count == 1)
    let many = ClusterReferences.cases[6]
    for method in ClusterRobustMethod.allCases {
      #expect(try clusterRobustContrast(many.unit(1), many.unit(2), method: method).warnings.isEmpty)
    }
  }

  static let degenerateCases: [(source: String, first: [[Double]], second: [[Double]], error: StatisticsError)] = [
    (
      "one team", [[1, 2, 3]], [[1, 2], [2, 3]],
      .tooFew(what: "teams with a score in unit 1", required: 2, given: 1)
    ),
    (
      "one team with scores", [[1, 2, 3], [4]], [[1, 2], []],
      .tooFew(what: "teams with a score in unit 2", required: 2, given: 1)
    ),
    ("nobody", [], [], .tooFew(what: "teams with a score in unit 1", required: 2, given: 0)),
    ("all the same", [[3.4, 3.4, 3.4], [3.4]], [[3.4], [3.4, 3.4]], .noVariance(of: "the scores")),
    (
      "teams that don't differ", [[1.1, 1.3], [1.2], [1.1, 1.2, 1.3]], [[2.3], [2.2, 2.4]],
      .noVariance(of: "the means of the teams within the units")
    ),
  ]

  @Test("degenerate input is refused", arguments: degenerateCases)
  func degenerate(_ example: (source: String, first: [[Double]], second: [[Double]], error: StatisticsError)) {
    for method in ClusterRobustMethod.allCases {
      #expect(throws: example.error, "\(example.source)") {
        try clusterRobustContrast(
          example.first.map(distribution), example.second.map(distribution), method: method)
      }
    }
    #expect(throws: StatisticsError.self) { try clusterRobustContrast(Self.first, Self.second, level: 1) }
  }
}
