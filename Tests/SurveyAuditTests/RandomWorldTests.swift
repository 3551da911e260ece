import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyAudit

/// Made-up staff whose groups are published whenever they reach the minimum, as other products do.
@Suite struct RandomWorldTests {
  private static func world(_ seed: UInt64, people: Int) -> (world: World, shown: [AuditedGroup]) {
    var generator = SeededGenerator(seed: seed)
    var world = World()
    let values: [(id: String, values: [String])] = [
      ("unit", ["A", "B", "C", "D"]), ("status", ["1", "2"]), ("age", ["y", "m", "o"]),
    ]
    for _ in 0..<people {
      var own: [String: String] = [:]
      for (id, values) in values where Int.random(in: 0..<25, using: &generator) > 0 {
        own[id] = values[Int.random(in: 0..<values.count, using: &generator)]
      }
      world.add(
        1, own,
        answers: [Int.random(in: 0..<25, using: &generator) == 0 ? nil : Int.random(in: 0..<5, using: &generator)])
    }
    var groups = [world.group()]
    for (id, own) in values { groups += own.map { world.group([id: $0]) } }
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      for left in values[first].values {
        groups += values[second].values.map { world.group([values[first].id: left, values[second].id: $0]) }
      }
    }
    let answered = PeopleSet(world.answers.indices.filter { world.answers[$0] != nil })
    return (world, groups.filter { $0.people.intersection(answered).count >= 5 })
  }

  @Test func `a plain threshold is beaten in most worlds`() {
    let beaten = (1...20).filter { seed in
      let (world, shown) = Self.world(UInt64(seed), people: 70)
      return !Attacker().attack(world.variable(shown)).findings(.exposure).isEmpty
    }
    #expect(beaten.count >= 15)
  }

  /// The oracle tries every set of classes below the minimum by its definition: the rows lose rank when the set's columns go.
  @Test("the exhaustive search finds what the definition says", arguments: 1...12)
  func exhaustive(_ seed: Int) {
    let (world, groups) = Self.world(UInt64(seed), people: 30)
    let shown = Array(groups.shuffled(seed: UInt64(seed)).prefix(7))
    let answered = PeopleSet(world.answers.indices.filter { world.answers[$0] != nil })
    let matrix = ClassMatrix(shown, answered: answered)
    let oracle = Self.smallestExposedSets(matrix, below: 5)
    let result = Attacker(maximumExposures: 10_000).attack(world.variable(shown))
    #expect(result.isExhaustive)
    #expect(
      result.findings(.exposure).map(\.people).sorted()
        == oracle.map { $0.reduce(0) { $0 + matrix.sizes[$1] } }.sorted())
  }

  @Test func `most of the oracle's worlds have something to find`() {
    let exposed = (1...12).filter { seed in
      let (world, groups) = Self.world(UInt64(seed), people: 30)
      let shown = Array(groups.shuffled(seed: UInt64(seed)).prefix(7))
      return !Attacker().attack(world.variable(shown)).findings(.exposure).isEmpty
    }
    #expect(exposed.count >= 6)
  }

  @Test func `a plain threshold is beaten among 1,500 people too`() {
    let (world, shown) = Self.world(1, people: 1500)
    let result = Attacker(maximumSets: 0, randomOrders: 64).attack(world.variable(shown))
    #expect(!result.findings(.exposure).isEmpty)
    #expect(!result.isExhaustive)
    #expect(result.missChance > 0 && result.missChance < 1e-6)
  }

  @Test("the random search finds the same as the exhaustive one", arguments: 1...12)
  func random(_ seed: Int) {
    let (world, shown) = Self.world(UInt64(seed), people: 60)
    let exact = Attacker(maximumExposures: 10_000).attack(world.variable(shown))
    let random = Attacker(maximumSets: 0, randomOrders: 200, seed: 7, maximumExposures: 10_000)
      .attack(world.variable(shown))
    #expect(exact.isExhaustive)
    #expect(exact.findings(.exposure).isEmpty == random.findings(.exposure).isEmpty)
    #expect(random.findings(.exposure).allSatisfy { exact.findings(.exposure).contains($0) })
    // A search that sees nearly everything proves that it looks; what it misses, it misses by chance.
    #expect(random.findings(.exposure).count * 10 >= exact.findings(.exposure).count * 9)
  }

  @Test("primes alone find the same as fractions", arguments: 1...6)
  func primes(_ seed: Int) {
    let (world, shown) = Self.world(UInt64(seed), people: 50)
    var primes = Attacker()
    primes.maximumExactSteps = 0
    #expect(primes.attack(world.variable(shown)) == Attacker().attack(world.variable(shown)))
  }

  /// The smallest sets of classes with fewer people than the limit that support a combination of the rows.
  private static func smallestExposedSets(_ matrix: ClassMatrix, below limit: Int) -> [Set<Int>] {
    let full = rank(matrix.rows)
    var exposed: [Set<Int>] = []
    var sets: [(places: [Int], people: Int)] = [([], 0)]
    while !sets.isEmpty {
      var longer: [(places: [Int], people: Int)] = []
      for (places, people) in sets {
        for next in (places.last.map { $0 + 1 } ?? 0)..<matrix.sizes.count {
          let set = Set(places + [next])
          guard people + matrix.sizes[next] < limit, !exposed.contains(where: { $0.isSubset(of: set) }) else {
            continue
          }
          let rest = matrix.rows.map { row in row.indices.filter { !set.contains($0) }.map { row[$0] } }
          if rank(rest) < full { exposed.append(set) }
          longer.append((places + [next], people + matrix.sizes[next]))
        }
      }
      sets = longer
    }
    return exposed
  }

  /// The rank by elimination in floating-point numbers with the largest pivots; safe for matrices this small.
  private static func rank(_ rows: [[Int]]) -> Int {
    var rows = rows.map { $0.map(Double.init) }
    var rank = 0
    for column in 0..<(rows.first?.count ?? 0) where rank < rows.count {
      let best = (rank..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? rank
      if abs(rows[best][column]) < 1e-9 { continue }
      rows.swapAt(rank, best)
      for other in rank + 1..<rows.count {
        let factor = rows[other][column] / rows[rank][column]
        for place in column..<rows[other].count { rows[other][place] -= factor * rows[rank][place] }
      }
      rank += 1
    }
    return rank
  }
}

extension Array {
  /// The same elements in an order that depends on the seed.
  fileprivate func shuffled(seed: UInt64) -> [Element] {
    var generator = SeededGenerator(seed: seed)
    return shuffled(using: &generator)
  }
}
