import SurveyCore

/// What the combinations of the groups shown for one variable tell.
struct SpanAttack {
  /// A statistic of too few people.
  struct Exposure: Sendable, Hashable {
    /// How many people it is about.
    let people: Int
    /// The groups that are combined.
    let groups: [Group]
    /// How they are combined.
    let combination: String
  }

  /// The exposures.
  let exposures: [Exposure]
  /// Whether every set of classes with few people was looked at.
  let isExhaustive: Bool
  /// About how likely it is that a random search missed a given exposure; 0 where the search was exhaustive.
  let missChance: Double
  private let matrix: ClassMatrix

  /// Attacks a matrix.
  init(_ matrix: ClassMatrix, with attacker: Attacker) {
    self.matrix = matrix
    var exposures: [Exposure] = []
    var missChance = 0.0
    var before: Int?
    for minimum in Set(matrix.minimums).sorted() {
      let (found, chance) = Self.exposures(
        matrix.limited(to: minimum), below: minimum, notIn: before, attacker: attacker)
      exposures += found
      missChance = max(missChance, chance)
      before = minimum
    }
    self.exposures = exposures
    self.missChance = missChance
    isExhaustive = missChance == 0
  }

  /// What tells whether people's numbers follow; it serves all banded groups.
  var finder: CombinationFinder { CombinationFinder(matrix, order: Array(matrix.sizes.indices)) }

  /// The combination of shown groups that gives the numbers of some people, or nil where none does.
  func revelation(of people: PeopleSet, with finder: CombinationFinder) -> (groups: [Group], combination: String)? {
    guard let row = matrix.row(of: people), row.contains(1) else { return nil }
    return finder.terms(for: row.map { UInt64($0) }, isExact: true).map { ($0.map(\.group), combinationText($0)) }
  }

  /// The exposures among groups of which none has a larger minimum than `limit`.
  ///
  /// - Parameter lower: The next lower minimum: what groups up to that one give is judged by it alone.
  private static func exposures(
    _ matrix: ClassMatrix, below limit: Int, notIn lower: Int?, attacker: Attacker
  ) -> (exposures: [Exposure], missChance: Double) {
    let work = matrix.rows.count * matrix.rows.count * matrix.sizes.count
    var space = SmallSetSpace(matrix, limit: limit, field: .first, exactly: false)
    let isExhaustive = space.setCount(below: limit, atMost: attacker.maximumSets + 1) <= attacker.maximumSets
    if isExhaustive, work <= attacker.maximumExactSteps {
      space = SmallSetSpace(matrix, limit: limit, field: .first, exactly: true)
    }
    if space.classes.isEmpty { return ([], 0) }
    let missChance =
      isExhaustive
      ? 0 : max(RandomSearch.missChance(in: space, below: limit, orders: attacker.randomOrders), .leastNormalMagnitude)
    var supports = words(of: space, below: limit, isExhaustive: isExhaustive, attacker: attacker)
    if isExhaustive, !space.isExact {
      // Without fractions a second prime looks for what the first one may have missed.
      let other = SmallSetSpace(matrix, limit: limit, field: .second, exactly: false)
      supports += words(of: other, below: limit, isExhaustive: true, attacker: attacker).filter { other in
        !supports.contains { $0.classes == other.classes }
      }
    }
    if supports.isEmpty { return ([], missChance) }
    let small = Set(space.classes)
    let large = matrix.sizes.indices.filter { !small.contains($0) }
    let finder = CombinationFinder(matrix, order: large + space.classes)
    let lowerRows = lower.map { lower in matrix.rows.indices.filter { matrix.minimums[$0] <= lower } }
    let lowerFinder = lowerRows.map { rows in RowSpanTest(rows.map { matrix.rows[$0] }, width: matrix.sizes.count) }
    var exposures: [Exposure] = []
    for word in supports {
      var row = [UInt64](repeating: 0, count: matrix.sizes.count)
      for (column, entry) in zip(word.classes, word.entries) { row[column] = entry }
      if lowerFinder?.contains(row) == true { continue }
      guard let terms = finder.terms(for: row, isExact: false) else { continue }
      exposures.append(
        Exposure(
          people: word.classes.reduce(0) { $0 + matrix.sizes[$1] }, groups: terms.map(\.group),
          combination: combinationText(terms)))
    }
    return (exposures, missChance)
  }

  /// Smallest combinations as the matrix's classes and the entries there.
  private static func words(
    of space: SmallSetSpace, below limit: Int, isExhaustive: Bool, attacker: Attacker
  ) -> [(classes: [Int], entries: [UInt64])] {
    let most = attacker.maximumExposures
    let checks = space.checks
    var words: [ExhaustiveSearch.Word] = []
    if isExhaustive {
      words = ExhaustiveSearch.words(of: space, checks: checks, below: limit, atMost: most)
    } else {
      let supports = RandomSearch.supports(
        of: space, below: limit, orders: attacker.randomOrders, seed: attacker.seed, atMost: most)
      var seen = Set<[Int]>()
      for support in supports {
        words += ExhaustiveSearch.words(of: space, checks: checks, among: support, below: limit, atMost: most)
          .filter { seen.insert($0.places).inserted }
      }
    }
    return words.map { word in (word.places.map { space.classes[$0] }, word.entries) }
  }
}

/// Whether rows of residues are combinations of the rows of a matrix.
private struct RowSpanTest {
  private let matrix: PrimeMatrix
  private let pivots: [Int]

  init(_ rows: [[Int]], width: Int) {
    var matrix = PrimeMatrix(rows, width: width, field: .first)
    pivots = matrix.reduce(order: Array(0..<width))
    self.matrix = matrix
  }

  func contains(_ row: [UInt64]) -> Bool {
    var rest = row
    for (index, pivot) in pivots.enumerated() where rest[pivot] != 0 {
      let factor = rest[pivot]
      for (column, entry) in matrix.row(index).enumerated() where entry != 0 {
        rest[column] = matrix.field.difference(rest[column], matrix.field.product(factor, entry))
      }
    }
    return rest.allSatisfy { $0 == 0 }
  }
}
