import SurveyCore

extension Attacker {
  /// The shown groups, and the differences of a shown group and a shown part of it, that answered (nearly) alike.
  ///
  /// - Parameter shown: The groups, each with only the people who answered.
  func unanimity(of variable: AuditedVariable, in shown: [AuditedGroup]) -> [AuditFinding] {
    let alike = Alike(variable)
    var findings: [AuditFinding] = []
    for group in shown where alike.holds(for: group.people) {
      findings.append(
        AuditFinding(kind: .unanimous, variable: variable.id, groups: [group.group], people: group.people.count))
    }
    let order = shown.indices.sorted { shown[$0].people.count > shown[$1].people.count }.map { shown[$0] }
    var seen = Set<PeopleSet>()
    for (index, whole) in order.enumerated() {
      for part in order.dropFirst(index + 1) where !part.people.isEmpty && part.people.isSubset(of: whole.people) {
        let rest = whole.people.subtracting(part.people)
        guard !rest.isEmpty, seen.insert(rest).inserted, alike.holds(for: rest) else { continue }
        findings.append(
          AuditFinding(
            kind: .unanimousDifference, variable: variable.id, groups: [whole.group, part.group], people: rest.count,
            detail: "\(whole.group.auditName) − \(part.group.auditName)"))
      }
    }
    return findings
  }
}

/// Who chose what, as sets of people.
private struct Alike {
  private let categories: [PeopleSet]
  private let favourable: PeopleSet?

  init(_ variable: AuditedVariable) {
    var people: [[Int]] = []
    var favourable: [Int] = []
    for (row, answer) in variable.answers.enumerated() {
      for category in answer ?? [] {
        while people.count <= category { people.append([]) }
        people[category].append(row)
      }
      if let wanted = variable.favourable, answer?.contains(where: wanted.contains) == true { favourable.append(row) }
    }
    categories = people.map { PeopleSet($0) }
    self.favourable = variable.favourable.map { _ in PeopleSet(favourable) }
  }

  /// Whether all, or all but one, of some people gave the same answer, or all but one at most are on one side.
  func holds(for people: PeopleSet) -> Bool {
    let n = people.count
    if n == 0 { return false }
    if let favourable {
      let count = favourable.intersection(people).count
      if count <= 1 || count >= n - 1 { return true }
    }
    return categories.contains { $0.intersection(people).count >= n - 1 }
  }
}
