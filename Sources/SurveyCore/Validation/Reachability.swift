/// Whether some combination of answers makes a condition hold.
///
/// A condition needs an answer to every item that it names, so the conditions of those items must hold at the same
/// time. The answers that matter are tried one by one; options that no comparison tells apart count as one.
enum Reachability {
  /// The most combinations that are tried; a condition with more counts as reachable.
  static let limit = 100_000

  /// Whether the condition can hold, given the items before it.
  ///
  /// - Complexity: At most ``limit`` evaluations.
  static func isReachable(_ condition: Condition, items: [String: Item]) -> Bool {
    var conditions = [condition]
    var named: [String] = []
    var next = 0
    while next < conditions.count {
      for id in conditions[next].items where !named.contains(id) {
        guard let item = items[id] else { return true }
        named.append(id)
        if let inner = item.showIf { conditions.append(inner) }
      }
      next += 1
    }
    var comparisons: [String: [[Int]]] = [:]
    for condition in conditions { collect(condition, into: &comparisons) }
    let choices = named.map { distinctAnswers(to: items[$0], comparisons[$0] ?? []) }
    let combinations = choices.reduce(1.0) { $0 * Double($1.count) }
    guard combinations <= Double(limit) else { return true }
    var positions = Array(repeating: 0, count: named.count)
    while true {
      let answers = Dictionary(uniqueKeysWithValues: zip(named, zip(choices, positions).map { $0[$1] }))
      if conditions.allSatisfy({ $0.isMet { answers[$0] } }) { return true }
      var index = 0
      while index < positions.count {
        positions[index] += 1
        if positions[index] < choices[index].count { break }
        positions[index] = 0
        index += 1
      }
      if index == positions.count { return false }
    }
  }

  private static func collect(_ condition: Condition, into comparisons: inout [String: [[Int]]]) {
    switch condition {
    case .item(let id, let codes): comparisons[id, default: []].append(codes)
    case .all(let parts), .any(let parts): for part in parts { collect(part, into: &comparisons) }
    case .not(let part): collect(part, into: &comparisons)
    }
  }

  /// One answer of each kind that the comparisons tell apart.
  private static func distinctAnswers(to item: Item?, _ comparisons: [[Int]]) -> [[Int]] {
    guard let item else { return [[]] }
    var seen: Set<[Bool]> = []
    let single = item.kind.codes.filter { code in seen.insert(comparisons.map { $0.contains(code) }).inserted }
    guard case .many = item.kind else { return single.map { [$0] } }
    // Any options may be ticked together.
    return single.prefix(12).reduce(into: [[]]) { sets, code in sets += sets.map { $0 + [code] } }
  }
}
