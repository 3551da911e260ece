/// Decides which groups of a universe may be shown about one family of variables.
///
/// A group is *known* when it is shown or can be computed from those that are. The rules:
/// - a group of fewer people than the minimum is refused;
/// - no two known groups, one within the other, may differ by fewer people than the minimum;
/// - where a whole is known, the parts of it that are not must together hold nobody or at least the minimum.
///
/// While one of the two latter is broken, the least wanted of the shown groups that break it is refused as well.
struct Admission {
  /// What was decided about a group.
  enum Verdict: Sendable, Hashable {
    case shown
    case empty
    case small
    /// It would reveal a small group by difference with these.
    case difference(because: [Int])

    /// Whether the group is hidden.
    var isRefusal: Bool {
      switch self {
      case .shown, .empty: false
      case .small, .difference: true
      }
    }

    /// The same verdict with the nodes of another universe.
    func renumbered(_ node: (Int) -> Int?) -> Verdict {
      if case .difference(let because) = self { .difference(because: because.compactMap(node)) } else { self }
    }
  }

  /// One verdict per node; those of nodes that can't be published have no meaning.
  private(set) var verdicts: [Verdict]
  private let family: VariableFamily
  private let universe: GroupUniverse
  /// How many people of each node answered each variable.
  private let counts: [[Int]]
  private let minimums: [Int]
  private let classCounts: [[Int]]
  /// The pairs of a group within another that differ by too few people, known or not.
  private var narrow: [(smaller: Int, larger: Int)] = []
  /// For each node the partition that it is computed by; nil where it is shown or unknown.
  private var derivation: [Int: [Int]] = [:]
  private var known: [Bool] = []
  private var residuals: [Int: Residual] = [:]
  private let decompositions: [[Int]]

  /// The part of a group that stays unknown, and the shown groups that narrow it down.
  private struct Residual {
    let rows: RowSet
    let counts: [Int]
    let support: Set<Int>
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - minimums: The smallest number of people, per node.
  ///   - refused: Nodes refused beforehand, with the verdicts that refused them.
  ///   - spaces: What follows from sets of shown groups of this universe, kept for the next family.
  init(
    _ family: VariableFamily, in universe: GroupUniverse, minimums: [Int], refused: [Int: Verdict],
    spaces: inout [[Int]: RowSpace]
  ) {
    self.family = family
    self.universe = universe
    self.minimums = minimums
    classCounts = universe.classes.counts(of: family.answered)
    counts = universe.nodes.map { family.counts(of: $0.rows) }
    var decompositions = [[Int]](repeating: [], count: universe.nodes.count)
    for (index, partition) in universe.partitions.enumerated() { decompositions[partition.whole].append(index) }
    self.decompositions = decompositions
    verdicts = universe.nodes.map { _ in .shown }
    for node in universe.nodes.indices {
      if let verdict = refused[node] {
        verdicts[node] = verdict
      } else if isSmall(counts[node], below: minimums[node]) {
        verdicts[node] = .small
      } else if !counts[node].contains(where: { $0 > 0 }) {
        // Nobody answered: said only where that can't be about a few people.
        let size = universe.nodes[node].size
        verdicts[node] = size == 0 || size >= minimums[node] ? .empty : .small
      }
    }
    findNarrowPairs()
    refuseUntilSafe()
    while let exposure = exposureByCombination(&spaces) {
      guard let least = leastWanted(of: Set(exposure)) else { return }
      verdicts[least] = .difference(because: exposure.filter { $0 != least })
      refuseUntilSafe()
    }
  }

  private func isSmall(_ counts: [Int], below minimum: Int) -> Bool {
    counts.contains { $0 > 0 && $0 < minimum }
  }

  private func isShown(_ node: Int) -> Bool {
    universe.nodes[node].isPublished && verdicts[node] == .shown
  }

  /// Notes the pairs of groups that few people are in only one of, whether they will be known or not.
  private mutating func findNarrowPairs() {
    let nodes = universe.nodes
    let bySize = nodes.indices.filter { nodes[$0].size > 0 }.sorted { (nodes[$0].size, $0) < (nodes[$1].size, $1) }
    for (place, larger) in bySize.enumerated() {
      for smaller in bySize[..<place] {
        let minimum = max(minimums[smaller], minimums[larger])
        if isNarrow(nodes[smaller].rows, counts[smaller], nodes[larger].rows, counts[larger], minimum: minimum) {
          narrow.append((smaller, larger))
        }
      }
    }
  }

  /// Whether the people who are in one group only, of those who answered some variable, are a few.
  private func isNarrow(_ left: RowSet, _ leftCounts: [Int], _ right: RowSet, _ rightCounts: [Int], minimum: Int)
    -> Bool
  {
    for index in leftCounts.indices where abs(leftCounts[index] - rightCounts[index]) < minimum {
      let apart = left.differenceCount(right, among: family.answered[index])
      if apart > 0 && apart < minimum { return true }
    }
    return false
  }

  private mutating func refuseUntilSafe() {
    while true {
      deriveKnown()
      guard let broken = brokenRule() else { return }
      guard let least = leastWanted(of: broken.support) else { return }
      let because = broken.because.filter { $0 != least }
      verdicts[least] = .difference(because: because)
    }
  }

  /// Works out what can be computed from the shown groups: a part from the whole and the other parts, a whole from all its parts.
  private mutating func deriveKnown() {
    known = universe.nodes.indices.map { isShown($0) || verdicts[$0] == .empty || universe.nodes[$0].size == 0 }
    derivation = [:]
    residuals = [:]
    var changed = true
    while changed {
      changed = false
      for partition in universe.partitions {
        let members = [partition.whole] + partition.parts
        let unknown = members.filter { !known[$0] }
        guard unknown.count == 1 else { continue }
        known[unknown[0]] = true
        derivation[unknown[0]] = members.filter { $0 != unknown[0] }
        changed = true
      }
    }
  }

  /// The shown groups from which a known group follows.
  private func support(of node: Int) -> Set<Int> {
    if isShown(node) { return [node] }
    guard let sources = derivation[node] else { return [] }
    return sources.reduce(into: []) { $0.formUnion(support(of: $1)) }
  }

  /// A rule that is broken: the shown groups that break it, and those that name it best.
  private mutating func brokenRule() -> (support: Set<Int>, because: [Int])? {
    for node in universe.nodes.indices
    where known[node] && !isShown(node) && isSmall(counts[node], below: minimums[node]) {
      if let sources = derivation[node] { return (support(of: node), sources) }
    }
    for pair in narrow where known[pair.smaller] && known[pair.larger] {
      return (support(of: pair.smaller).union(support(of: pair.larger)), [pair.larger, pair.smaller])
    }
    for partition in universe.partitions where known[partition.whole] {
      if let broken = brokenRule(by: partition) { return broken }
    }
    return nil
  }

  /// What is wrong with the people of a known whole whose parts stay unknown: they are too few, or differ by too few from a known group.
  private mutating func brokenRule(by partition: GroupUniverse.Partition) -> (support: Set<Int>, because: [Int])? {
    let parts = partition.parts.map { residual(of: $0) }
    let unknown = sum(of: parts, like: partition.whole)
    guard unknown.counts.contains(where: { $0 > 0 }) else { return nil }
    let support = unknown.support.union(self.support(of: partition.whole))
    let minimum = partition.parts.reduce(minimums[partition.whole]) { max($0, minimums[$1]) }
    if isSmall(unknown.counts, below: minimum) { return (support, [partition.whole]) }
    for node in universe.nodes.indices where known[node] && universe.nodes[node].size > 0 {
      let least = max(minimum, minimums[node])
      if isNarrow(unknown.rows, unknown.counts, universe.nodes[node].rows, counts[node], minimum: least) {
        return (support.union(self.support(of: node)), [partition.whole, node])
      }
    }
    return nil
  }

  /// Shown groups whose sums and differences describe too few people, beyond what the rules find along one division.
  private func exposureByCombination(_ spaces: inout [[Int]: RowSpace]) -> [Int]? {
    let shown = universe.nodes.indices.filter { isShown($0) && universe.nodes[$0].size > 0 }
    let space = spaces[shown] ?? RowSpace(of: shown, classes: universe.classes, orders: 4)
    spaces[shown] = space
    return space.exposure(counts: classCounts, minimums: shown.map { minimums[$0] })?.map { shown[$0] }
  }

  /// What stays unknown of a group when everything known is taken out of it, by the way that leaves least.
  private mutating func residual(of node: Int) -> Residual {
    if let residual = residuals[node] { return residual }
    if known[node] { return sum(of: [], like: node, support: support(of: node)) }
    var best = Residual(rows: universe.nodes[node].rows, counts: counts[node], support: [])
    residuals[node] = best
    for index in decompositions[node] {
      let left = sum(of: universe.partitions[index].parts.map { residual(of: $0) }, like: node)
      if left.counts.reduce(0, +) < best.counts.reduce(0, +) { best = left }
    }
    residuals[node] = best
    return best
  }

  private func sum(of parts: [Residual], like node: Int, support: Set<Int> = []) -> Residual {
    var rows = RowSet.nobody(universe.nodes[node].rows.respondents)
    var counts = [Int](repeating: 0, count: self.counts[node].count)
    var support = support
    for part in parts {
      rows.formUnion(part.rows)
      for index in counts.indices { counts[index] += part.counts[index] }
      support.formUnion(part.support)
    }
    return Residual(rows: rows, counts: counts, support: support)
  }

  /// The group to refuse: that with the lowest weight, then the fewest people, then the one declared last. Everybody goes last of all.
  private func leastWanted(of groups: Set<Int>) -> Int? {
    groups.filter { !universe.nodes[$0].places.isEmpty }.min { left, right in
      let (first, second) = (universe.nodes[left], universe.nodes[right])
      return (first.weight, first.size, right) < (second.weight, second.size, left)
    }
  }
}
