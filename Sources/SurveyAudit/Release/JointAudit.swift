import SurveyCore

/// Tests statistics of how several variables go together: how many people each is about, and by how few two of them differ.
struct JointAudit {
  /// The fewest people about whom such a statistic may be.
  static let leastPeople = 30

  private let table: ResponseTable
  private let minimums: MinimumReading

  /// Prepares the answers of a wave.
  init(_ table: ResponseTable, minimums: MinimumReading) {
    self.table = table
    self.minimums = minimums
  }

  /// What is wrong with published statistics.
  func findings(_ published: [ReleaseDocument.Joint]) -> [AuditFinding] {
    var findings: [AuditFinding] = []
    func report(_ kind: AuditFinding.Kind, _ joint: ReleaseDocument.Joint, people: Int, _ detail: String = "") {
      findings.append(
        AuditFinding(
          kind: kind, variable: joint.variables.joined(separator: ", "), groups: [.total], people: people,
          detail: detail))
    }
    var seen: [(joint: ReleaseDocument.Joint, people: PeopleSet)] = []
    for joint in published where !seen.contains(where: { $0.joint == joint }) {
      guard let people = people(of: joint.variables) else {
        report(.unreadable, joint, people: 0, "the survey has no such variables")
        continue
      }
      if let printed = joint.people, printed != people.count {
        report(.numberDiffers, joint, people: people.count, "number of people with all answers")
      }
      if people.count < Self.leastPeople { report(.jointSmall, joint, people: people.count) }
      for other in seen where sharesPair(joint.variables, other.joint.variables) {
        let difference = people.symmetricDifference(other.people).count
        if difference > 0, difference < minimum(of: joint.variables + other.joint.variables) {
          report(.jointDifference, joint, people: difference, other.joint.variables.joined(separator: ", "))
        }
      }
      seen.append((joint, people))
    }
    return findings
  }

  /// The people who answered all of the variables.
  private func people(of variables: [String]) -> PeopleSet? {
    var people = PeopleSet(0..<table.respondents)
    for variable in variables {
      guard let reading = AnswerReading(of: variable, in: table) else { return nil }
      people = people.intersection(PeopleSet(reading.answers.indices.filter { reading.answers[$0] != nil }))
    }
    return people
  }

  private func minimum(of variables: [String]) -> Int {
    variables.map { minimums.minimum(of: $0, isSensitiveGroup: false) }.max() ?? 0
  }

  /// Whether both tell of one pair of variables, where those that scales connect count as the same.
  private func sharesPair(_ first: [String], _ second: [String]) -> Bool {
    var rest = second.map(connected)
    let shared = Set(first).map(connected).count { variables in
      guard let place = rest.firstIndex(of: variables) else { return false }
      rest.remove(at: place)
      return true
    }
    return shared >= 2
  }

  /// Everything that is connected with a variable through scales.
  private func connected(_ variable: String) -> Set<String> {
    var known: Set = [variable]
    var before = 0
    while known.count != before {
      before = known.count
      for scale in table.survey.scales where known.contains(scale.id) || !known.isDisjoint(with: scale.items) {
        known.formUnion(scale.items + [scale.id])
      }
    }
    return known
  }
}
