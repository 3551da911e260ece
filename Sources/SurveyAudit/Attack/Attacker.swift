/// An outsider who combines everything that was published about a variable.
///
/// Whatever is published of a group is a sum over its people, so that its reader also knows every linear combination of shown groups.
/// The attacker looks for combinations about too few people, for groups and differences that answered alike, and for banded groups
/// whose numbers follow after all. It works on classes of people with equal membership: with all sets of classes that hold too few
/// people where these are few enough, with a random search otherwise.
public struct Attacker: Sendable, Hashable {
  /// Up to how many sets of classes all are looked at; beyond that the search is random.
  public var maximumSets: Int
  /// How many random orders a random search tries.
  public var randomOrders: Int
  /// What the random orders depend on.
  public var seed: UInt64
  /// After how many exposures of a variable the search stops.
  public var maximumExposures: Int
  /// Up to how many steps an elimination is done in fractions; beyond that modulo primes.
  var maximumExactSteps = 200_000

  /// Makes an attacker.
  public init(
    maximumSets: Int = 1_000_000, randomOrders: Int = 64, seed: UInt64 = 1, maximumExposures: Int = 100
  ) {
    self.maximumSets = maximumSets
    self.randomOrders = randomOrders
    self.seed = seed
    self.maximumExposures = maximumExposures
  }

  /// What an attack found.
  public struct Result: Sendable, Hashable {
    /// The findings.
    public let findings: [AuditFinding]
    /// Whether every set of classes with too few people was looked at, so that there is no further exposure.
    public let isExhaustive: Bool
    /// About how likely it is that a random search missed a given exposure; 0 where the search was exhaustive.
    public let missChance: Double
  }

  /// Attacks what was published about one variable.
  public func attack(_ variable: AuditedVariable) -> Result {
    var memory = Memory()
    return attack(variable, remembering: &memory)
  }

  /// The attacks on groups that were made already: variables that the same people answered share them.
  struct Memory {
    fileprivate var attacks: [[AuditedGroup]: SpanAttack] = [:]
  }

  /// Attacks what was published about one variable.
  func attack(_ variable: AuditedVariable, remembering memory: inout Memory) -> Result {
    let answered = PeopleSet(variable.answers.indices.filter { variable.answers[$0] != nil })
    let shown = variable.shown.map {
      AuditedGroup($0.group, people: $0.people.intersection(answered), minimum: $0.minimum)
    }
    let span = memory.attacks[shown] ?? SpanAttack(ClassMatrix(shown, answered: answered), with: self)
    memory.attacks[shown] = span
    var findings: [AuditFinding] = []
    for group in shown where !group.people.isEmpty && group.people.count < group.minimum {
      findings.append(
        AuditFinding(
          kind: .exposure, variable: variable.id, groups: [group.group], people: group.people.count,
          detail: group.group.auditName))
    }
    findings += span.exposures.map {
      AuditFinding(
        kind: .exposure, variable: variable.id, groups: $0.groups, people: $0.people, detail: $0.combination)
    }.filter { !findings.contains($0) }
    findings += unanimity(of: variable, in: shown)
    let finder = variable.banded.isEmpty ? nil : span.finder
    for banded in variable.banded {
      let people = banded.people.intersection(answered)
      if people.isEmpty { continue }
      if let finder, let revelation = span.revelation(of: people, with: finder) {
        findings.append(
          AuditFinding(
            kind: .bandedGroupRevealed, variable: variable.id, groups: [banded.group] + revelation.groups,
            people: people.count, detail: revelation.combination))
      }
    }
    return Result(findings: findings, isExhaustive: span.isExhaustive, missChance: span.missChance)
  }
}
