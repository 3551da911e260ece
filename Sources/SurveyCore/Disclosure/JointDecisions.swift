/// Which statistics of how several variables go together may be shown: only of at least 30 people, and never of two populations that
/// differ by fewer people than the minimum.
///
/// Such a statistic is about the people who answered everything that goes into it. Two of them can be held against each other where both
/// tell of the same pair of variables, or of variables that follow from each other; of such two, the later is refused.
struct JointDecisions: Sendable {
  /// What was decided about a statistic.
  enum Verdict: Sendable, Hashable {
    case shown
    case refused(Suppression.Reason)
  }

  /// The fewest people with an answer to everything.
  static let leastPeople = 30

  /// What is decided here for the first time.
  private(set) var new: [DecisionRecord.Joint] = []
  private var verdicts: [JointRequest: Verdict] = [:]
  private var shown: [JointRequest] = []
  private let families: [VariableFamily]
  private let places: [String: Int]

  /// Looks up what was decided, and decides about the rest in order.
  ///
  /// - Parameters:
  ///   - requests: What is asked for.
  ///   - records: What was decided before.
  ///   - families: The families of the survey's variables.
  ///   - places: The place of each variable's family.
  init(
    _ requests: [JointRequest], records: [DecisionRecord], families: [VariableFamily], places: [String: Int]
  ) {
    self.families = families
    self.places = places
    for known in records.flatMap({ $0.joint ?? [] }) { note(known.request, known.refused) }
    for request in requests where verdicts[request] == nil && request.variables.allSatisfy({ places[$0] != nil }) {
      let refused = refusal(of: request)
      note(request, refused)
      new.append(DecisionRecord.Joint(request: request, refused: refused))
    }
  }

  /// What was decided about a statistic of these variables; nil where nobody asked for it.
  ///
  /// A statistic of a single variable tells of no pair, so that nothing has to be remembered of it.
  func verdict(on variables: [String]) -> Verdict? {
    let request = JointRequest(variables)
    if let known = verdicts[request] { return known }
    return request.variables.count == 1 ? refusal(of: request).map { .refused($0) } ?? .shown : nil
  }

  /// The people who answered all of the variables.
  func people(of variables: [String]) -> RowSet {
    var people = RowSet.everybody(families.first?.respondents ?? 0)
    for variable in variables {
      guard let place = places[variable], let member = families[place].variables.firstIndex(of: variable) else {
        continue
      }
      people.formIntersection(families[place].answered[member])
    }
    return people
  }

  private mutating func note(_ request: JointRequest, _ refused: Suppression.Reason?) {
    verdicts[request] = refused.map { .refused($0) } ?? .shown
    if refused == nil { shown.append(request) }
  }

  private func refusal(of request: JointRequest) -> Suppression.Reason? {
    let people = people(of: request.variables)
    if people.count < max(Self.leastPeople, minimum(of: request)) { return .small }
    let isTooNear = shown.contains { other in
      guard sharesPair(request, other) else { return false }
      let others = self.people(of: other.variables)
      let difference = people.count + others.count - 2 * people.intersectionCount(others)
      return difference > 0 && difference < max(minimum(of: request), minimum(of: other))
    }
    return isTooNear ? .difference : nil
  }

  private func minimum(of request: JointRequest) -> Int {
    request.variables.reduce(0) { least, variable in max(least, places[variable].map { families[$0].minimum } ?? 0) }
  }

  /// Whether two statistics tell of the same pair of variables, those of one family taken for each other.
  private func sharesPair(_ first: JointRequest, _ second: JointRequest) -> Bool {
    func families(_ request: JointRequest) -> [Int: Int] {
      Dictionary(request.variables.compactMap { places[$0] }.map { ($0, 1) }, uniquingKeysWith: +)
    }
    let others = families(second)
    return families(first).reduce(0) { $0 + min($1.value, others[$1.key] ?? 0) } >= 2
  }
}
