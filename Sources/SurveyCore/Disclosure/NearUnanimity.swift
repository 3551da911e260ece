/// Hides what would show a group as nearly unanimous about one variable, among the groups that are admitted for its family.
///
/// A nearly unanimous group is banded, and so that nobody can compute what the band hides, its people must not follow from the other
/// groups that are shown for the variable; neither must the people by whom a shown group exceeds a shown part of it, where they are nearly
/// unanimous. Of groups from which they follow the least wanted is hidden for the variable.
struct NearUnanimity {
  /// What replaces an admitted group.
  enum Replacement: Sendable, Hashable {
    case band(Band)
    /// Its people follow from it with these groups, and are nearly unanimous.
    case difference(because: [Int])
  }

  /// What replaces groups for this variable.
  private(set) var replacements: [Int: Replacement] = [:]
  /// Decides for one variable.
  ///
  /// - Parameters:
  ///   - profile: Who answered what.
  ///   - admission: What is admitted for the family.
  ///   - nodes: The groups of the universe.
  ///   - before: What replaced groups when they were decided; groups shown then stay shown.
  ///   - decided: The nodes that were decided before.
  ///   - hiddenForItems: For a scale, the groups that are hidden for one of its items, which would follow from the scale and the
  ///     other items.
  init(
    _ profile: AnswerProfile, admission: Admission, nodes: [GroupUniverse.Node], before: [Int: Replacement] = [:],
    decided: Set<Int> = [], hiddenForItems: Set<Int> = []
  ) {
    replacements = before
    let shown = nodes.indices.filter { admission.verdicts[$0] == .shown && !admission.members(of: $0).isEmpty }
    let counts = Dictionary(uniqueKeysWithValues: shown.map { ($0, profile.counts(of: nodes[$0].rows)) })
    let classCounts = admission.classes.counts(of: profile.answered)
    let ignored = Set(classCounts.indices.filter { classCounts[$0] == 0 })
    func members(_ node: Int) -> [Int] { admission.members(of: node).filter { !ignored.contains($0) } }
    func isShown(_ node: Int) -> Bool { replacements[node] == nil && (counts[node]?.answered ?? 0) > 0 }

    // People of whom nothing may follow: a banded group, or the difference of two groups.
    var protected: [(nodes: [Int], members: [Int])] = []
    for node in shown where counts[node]?.isNearlyUnanimous == true {
      protected.append(([node], members(node)))
      if !decided.contains(node), let band = counts[node]?.band { replacements[node] = .band(band) }
    }
    for node in shown where hiddenForItems.contains(node) && isShown(node) && !decided.contains(node) {
      replacements[node] = .difference(because: [])
    }
    // Made anew: as seen by those who answered, groups may follow from each other that don't otherwise.
    var span = GroupSpan(classes: admission.classes.count)
    for node in admission.inOrder(shown) where isShown(node) { _ = span.insert(group: node, members: members(node)) }
    protected += Self.unanimousDifferences(of: shown.filter(isShown), nodes: nodes, counts: counts, profile: profile)
      .map { whole, part in
        let inside = Set(members(part))
        return ([whole, part], members(whole).filter { !inside.contains($0) })
      }
    for (own, people) in protected where !people.isEmpty {
      while let groups = span.combination(of: people) {
        guard let least = admission.leastWanted(of: groups.filter { !decided.contains($0) }) else {
          // It follows from what was shown before; at least no group is named that would say so.
          if own.count == 1 || own.allSatisfy(isShown),
            let named = admission.leastWanted(of: own.filter { !decided.contains($0) })
          {
            replacements[named] = .difference(because: groups.filter { $0 != named })
          }
          break
        }
        replacements[least] = .difference(because: groups.filter { $0 != least })
        span.remove(group: least)
        let generators = Set(span.generators)
        for node in shown where isShown(node) && !generators.contains(node) {
          _ = span.insert(group: node, members: members(node))
        }
      }
    }
  }

  /// Shown groups that exceed a shown part of them by people who are nearly unanimous.
  private static func unanimousDifferences(
    of shown: [Int], nodes: [GroupUniverse.Node], counts: [Int: AnswerProfile.Counts], profile: AnswerProfile
  ) -> [(whole: Int, part: Int)] {
    var answering: [Int: RowSet] = [:]
    func rows(_ node: Int) -> RowSet {
      if let known = answering[node] { return known }
      var rows = nodes[node].rows
      rows.formIntersection(profile.answered)
      answering[node] = rows
      return rows
    }
    var found: [(Int, Int)] = []
    for whole in shown {
      guard let all = counts[whole] else { continue }
      for part in shown where part != whole {
        guard let some = counts[part], some.answered < all.answered else { continue }
        if all.without(some).isNearlyUnanimous && rows(part).isSubset(of: rows(whole)) { found.append((whole, part)) }
      }
    }
    return found
  }
}
