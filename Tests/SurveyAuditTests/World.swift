import SurveyCore

@testable import SurveyAudit

/// People with attributes, for the attacker's tests: one dictionary a person.
struct World {
  /// The values of each person.
  var people: [[String: String]] = []
  /// The answer of each person.
  var answers: [Int?] = []

  /// Adds people of one kind whose answers go through 0…3.
  mutating func add(_ count: Int, _ values: [String: String] = [:], answers own: [Int?] = [0, 1, 2, 3]) {
    for index in 0..<count {
      people.append(values)
      answers.append(own[index % own.count])
    }
  }

  /// The group of the people with some values: `a|b` is either, `!a` is anything else.
  func group(_ values: [String: String] = [:], minimum: Int = 5) -> AuditedGroup {
    let rows = people.indices.filter { row in
      values.allSatisfy { id, wanted in
        let own = people[row][id] ?? ""
        if wanted.hasPrefix("!") { return own != wanted.dropFirst() }
        return wanted.split(separator: "|").contains { $0 == own }
      }
    }
    return AuditedGroup(Group(values), people: rows, minimum: minimum)
  }

  /// The variable with these groups shown.
  func variable(_ shown: [AuditedGroup], banded: [AuditedGroup] = [], favourable: Set<Int>? = nil) -> AuditedVariable {
    AuditedVariable("x", answers: answers, favourable: favourable, shown: shown, banded: banded)
  }
}

extension Attacker.Result {
  /// The findings of a kind.
  func findings(_ kind: AuditFinding.Kind) -> [AuditFinding] { findings.filter { $0.kind == kind } }
}
