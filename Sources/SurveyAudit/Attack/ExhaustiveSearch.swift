/// Looks at every set of classes that together hold fewer people than a limit.
///
/// A set supports a combination exactly where the check vectors of its classes depend on each other. The search goes depth first and
/// extends one elimination step by step; it finds every smallest such set, since a part of a smallest set doesn't depend.
struct ExhaustiveSearch {
  /// A combination of rows with few people: its classes, by their place in the space, and its entries there.
  struct Word: Hashable {
    /// The places of the classes, ascending.
    let places: [Int]
    /// The entries at these places.
    let entries: [UInt64]
  }

  private struct Step {
    let lead: Int
    let vector: [UInt64]
    let combination: [UInt64]
  }

  private let checks: [[UInt64]]
  private let sizes: [Int]
  private let candidates: [Int]
  private let limit: Int
  private let field: PrimeField
  private let most: Int
  private var words: [Word] = []

  /// All smallest combinations of a space.
  ///
  /// - Parameters:
  ///   - places: The classes to choose from, smallest first; all where nil.
  ///   - most: After how many to stop.
  /// - Complexity: O(*s* · *k* · *d*) for *s* sets, a limit of *k* people and check vectors of length *d*.
  static func words(
    of space: SmallSetSpace, checks: [[UInt64]], among places: [Int]? = nil, below limit: Int, atMost most: Int
  ) -> [Word] {
    var search = ExhaustiveSearch(
      checks: checks, sizes: space.sizes, candidates: places ?? Array(space.classes.indices), limit: limit,
      field: space.field, most: most)
    search.extend([], steps: [], people: 0, from: 0)
    return search.words
  }

  private init(
    checks: [[UInt64]], sizes: [Int], candidates: [Int], limit: Int, field: PrimeField, most: Int
  ) {
    self.checks = checks
    self.sizes = sizes
    self.candidates = candidates
    self.limit = limit
    self.field = field
    self.most = most
  }

  private mutating func extend(_ chosen: [Int], steps: [Step], people: Int, from start: Int) {
    for next in start..<candidates.count where words.count < most {
      let place = candidates[next]
      // Classes come smallest first, so no later one fits either.
      guard people + sizes[place] < limit else { return }
      let (vector, combination) = reduced(checks[place], at: chosen.count, by: steps)
      if let lead = vector.firstIndex(where: { $0 != 0 }) {
        let scale = field.inverse(vector[lead])
        let step = Step(
          lead: lead, vector: vector.map { field.product($0, scale) },
          combination: combination.map { field.product($0, scale) })
        extend(chosen + [place], steps: steps + [step], people: people + sizes[place], from: next + 1)
      } else {
        let all = chosen + [place]
        let used = all.indices.filter { combination[$0] != 0 }
        // A set whose first classes play no part was, or will be, met without them.
        if used.count == all.count {
          words.append(Word(places: all, entries: combination))
        }
      }
    }
  }

  /// A check vector reduced by the steps before, and which chosen classes' vectors it then is made of.
  private func reduced(_ check: [UInt64], at place: Int, by steps: [Step]) -> ([UInt64], [UInt64]) {
    var vector = check
    var combination = [UInt64](repeating: 0, count: place) + [1]
    for step in steps where vector[step.lead] != 0 {
      let factor = vector[step.lead]
      for index in step.lead..<vector.count where step.vector[index] != 0 {
        vector[index] = field.difference(vector[index], field.product(factor, step.vector[index]))
      }
      for index in step.combination.indices where step.combination[index] != 0 {
        combination[index] = field.difference(combination[index], field.product(factor, step.combination[index]))
      }
    }
    return (vector, combination)
  }
}
