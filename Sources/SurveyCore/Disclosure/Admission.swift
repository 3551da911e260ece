/// Decides which groups may be shown about one family of variables.
///
/// Groups are admitted in the order in which they are wanted. No sum or difference of shown groups may describe fewer people than
/// the minimum, for any variable of the family; of groups that would together, the least wanted is refused. What was
/// shown before is never taken back.
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
  }

  /// One verdict per node; nil for those that weren't to be decided.
  private(set) var verdicts: [Int: Verdict] = [:]
  /// How sure it is that nothing was missed.
  private(set) var certainty = ExposureSearch.Certainty()
  /// What follows from the shown groups.
  private(set) var span: GroupSpan
  /// The people, divided by the groups that were asked for.
  let classes: PeopleClasses
  private let minimums: [Int]
  /// The place of every node in the order in which they are wanted.
  private let rank: [Int: Int]
  private let fixed: Set<Int>
  /// Shown groups that follow from others, in the order in which they came.
  private var dependent: [Int] = []
  /// For each different set of people who answered a variable, how many of each class are in it.
  private let answerCounts: [[Int]]
  /// The smallest of these, per class.
  private let leastCounts: [Int]

  /// Decides.
  ///
  /// - Parameters:
  ///   - family: The variables.
  ///   - nodes: The groups of the universe.
  ///   - minimums: The smallest number of people, per node.
  ///   - before: What was decided before; groups shown then stay shown.
  ///   - refused: Nodes refused beforehand, with the verdicts that refused them.
  ///   - progress: Told after each group which part of them is looked at.
  init(
    _ family: VariableFamily, nodes: [GroupUniverse.Node], minimums: [Int], before: [Int: Verdict] = [:],
    refused: [Int: Verdict] = [:], progress: (Double) -> Void = { _ in }
  ) {
    self.minimums = minimums
    let order = nodes.indices.sorted { left, right in
      let (first, second) = (nodes[left], nodes[right])
      if first.places.isEmpty != second.places.isEmpty { return first.places.isEmpty }
      if first.weight != second.weight { return first.weight > second.weight }
      return first.size != second.size ? first.size > second.size : left < right
    }
    rank = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    fixed = Set(before.keys)
    let distinct = Array(Set(family.answered))
    for node in nodes.indices {
      verdicts[node] =
        before[node] ?? refused[node]
        ?? Self.verdictBySize(
          of: nodes[node], answered: distinct.map { $0.intersectionCount(nodes[node].rows) }, minimum: minimums[node])
    }
    let verdicts = self.verdicts
    let candidates = order.filter { verdicts[$0] == .shown && nodes[$0].size > 0 }
    classes = PeopleClasses(of: candidates.map { ($0, nodes[$0].rows) }, respondents: family.respondents)
    let classes = self.classes
    answerCounts = distinct.map { classes.counts(of: $0) }.sorted { $0.lexicographicallyPrecedes($1) }
    let answerCounts = self.answerCounts
    leastCounts = (0..<classes.count).map { people in answerCounts.map { $0[people] }.min() ?? 0 }
    span = GroupSpan(classes: classes.count)
    for node in candidates where fixed.contains(node) { insert(node) }
    for (place, node) in candidates.enumerated() where !fixed.contains(node) {
      settle(insert(node))
      progress(Double(place + 1) / Double(candidates.count))
    }
    search()
    readmit(order)
  }

  /// The classes of a shown or refused node, as far as it was a candidate.
  func members(of node: Int) -> [Int] { classes.members[node] ?? [] }

  /// Groups in the order in which they are wanted, those shown before first.
  func inOrder(_ groups: [Int]) -> [Int] {
    func place(_ node: Int) -> (Int, Int) { (fixed.contains(node) ? 0 : 1, rank[node] ?? 0) }
    return groups.sorted { place($0) < place($1) }
  }

  /// The least wanted of some groups; those shown before can't be refused.
  func leastWanted(of groups: [Int]) -> Int? {
    groups.filter { !fixed.contains($0) }.max { rank[$0] ?? 0 < rank[$1] ?? 0 }
  }

  /// What the size of a group decides: nobody is said to have answered only where that can't be about a few people.
  private static func verdictBySize(of node: GroupUniverse.Node, answered: [Int], minimum: Int) -> Verdict {
    if answered.contains(where: { $0 > 0 && $0 < minimum }) { return .small }
    if answered.contains(where: { $0 > 0 }) { return .shown }
    return node.size == 0 || node.size >= minimum ? .empty : .small
  }

  @discardableResult
  private mutating func insert(_ node: Int) -> [Int] {
    let changed = span.insert(group: node, members: members(of: node))
    if changed.isEmpty { dependent.append(node) }
    return changed
  }

  /// Refuses groups until none of the rows describes few people.
  private mutating func settle(_ rows: [Int]) {
    var rows = rows
    while let groups = rows.lazy.compactMap({ [self] in exposure(at: $0) }).first {
      guard let least = leastWanted(of: groups) else { return }
      refuse(least, because: groups)
      rows = Array(0..<span.rank)
    }
  }

  /// The groups that a row combines, where it describes few people.
  private func exposure(at row: Int) -> [Int]? {
    guard let support = span.support(of: row, weights: leastCounts, below: highestMinimum) else { return nil }
    return exposure(over: support) { span.groups(of: row) }
  }

  /// The groups behind a vector, where they are few people for some variable.
  private func exposure(over support: [Int], groups: () -> [Int]?) -> [Int]? {
    let people = answerCounts.map { counts in support.reduce(0) { $0 + counts[$1] } }.filter { $0 > 0 }
    guard let fewest = people.min(), fewest < highestMinimum, let groups = groups() else { return nil }
    let minimum = groups.reduce(0) { max($0, minimums[$1]) }
    return fewest < minimum && !groups.allSatisfy(fixed.contains) ? groups : nil
  }

  private var highestMinimum: Int { minimums.max() ?? 0 }

  /// Refuses a shown group, and those that follow from others only with it.
  private mutating func refuse(_ node: Int, because groups: [Int]) {
    verdicts[node] = .difference(because: groups.filter { $0 != node })
    span.remove(group: node)
    for other in dependent where span.combination(of: members(of: other)) == nil {
      if fixed.contains(other) {
        insert(other)
      } else {
        verdicts[other] = .difference(because: groups.filter { $0 != other && $0 != node })
      }
    }
    let (verdicts, generators) = (self.verdicts, Set(span.generators))
    dependent.removeAll { verdicts[$0] != .shown || generators.contains($0) }
  }

  /// Searches the row space and refuses what it finds: for certain for every set of people who answered some variable, then, where that
  /// couldn't try everything, by sums of few classes and random information sets for all of them at once.
  private mutating func search() {
    for minimum in Set(minimums).sorted() {
      var isExhaustive = true
      for counts in answerCounts {
        let ignored = Set(counts.indices.filter { counts[$0] == 0 })
        var search = ExposureSearch(sizes: counts, minimum: minimum, seed: UInt64(classes.count))
        refuse(ignoring: ignored) { span, isExposure in search.certainSupports(in: span, where: isExposure) }
        isExhaustive = isExhaustive && search.certainty.isExhaustive
      }
      if isExhaustive { continue }
      var search = ExposureSearch(sizes: leastCounts, minimum: minimum, seed: UInt64(classes.count))
      refuse(ignoring: []) { span, isExposure in search.likelySupports(in: span, where: isExposure) }
      certainty = certainty.and(search.certainty)
    }
  }

  /// Refuses groups until a search finds nothing.
  private mutating func refuse(ignoring ignored: Set<Int>, found: (SpanView, ([Int]) -> Bool) -> [[Int]]) {
    while true {
      let seen = span.ignoring(ignored)
      let supports = found(seen) { [self] support in
        exposure(over: support) { seen.groups(ofVectorWithin: support) } != nil
      }
      if supports.isEmpty { return }
      var current = seen
      for support in supports {
        guard let groups = exposure(over: support, groups: { current.groups(ofVectorWithin: support) }),
          let least = leastWanted(of: groups)
        else { continue }
        refuse(least, because: groups)
        current = span.ignoring(ignored)
      }
    }
  }

  /// Shows again what follows from the groups that stay shown: it adds nothing.
  private mutating func readmit(_ order: [Int]) {
    for node in order where !fixed.contains(node) {
      if case .difference? = verdicts[node], !members(of: node).isEmpty,
        span.combination(of: members(of: node)) != nil
      {
        verdicts[node] = .shown
        dependent.append(node)
      }
    }
  }
}
