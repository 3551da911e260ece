/// The only door for statistics: looks up which groups may be shown about which variables, and lets nothing else be computed.
///
/// Everything that the survey declares for publication is decided at once, so that the order of reports doesn't matter; whatever is asked
/// for later is decided on top of all that was shown before. No sum or difference of anything ever shown describes fewer people than the
/// minimum, and none of the groups shown is nearly unanimous.
public struct DisclosureGate: Sendable {
  /// The answers behind the gate.
  let responses: ResponseTable
  /// The rules that were frozen with the wave.
  public let privacy: PrivacyRules
  private let decisions: WaveDecisions

  /// Looks up what was decided, and decides about everything else that the survey declares or somebody asks for.
  ///
  /// - Parameters:
  ///   - responses: The answers.
  ///   - privacy: The rules frozen with the wave; those of the survey where nil.
  ///   - records: What was decided before, in that order.
  ///   - requests: What is asked for beside the groupings that the survey declares.
  ///   - joint: The statistics of how several variables go together that are asked for; the reliability of each scale is declared by the
  ///     survey.
  ///   - progress: Told how much of all that is to be decided is done.
  /// - Complexity: For *g* groups over *c* classes of people, of which *r* are independent: O(*g* · *r* · *c*) for each set of people
  ///   who answered some variable, and less where groups overlap little.
  public init(
    responses: ResponseTable, privacy: PrivacyRules? = nil, records: [DecisionRecord] = [],
    admitting requests: [GroupRequest] = [], joint: [JointRequest] = [],
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    self.responses = responses
    self.privacy = privacy ?? responses.survey.privacy
    let declared = records.isEmpty ? responses.survey.scales.map { JointRequest($0.items) } : []
    decisions = WaveDecisions(
      on: responses, privacy: self.privacy, records: records,
      requests: responses.survey.publication.groupings.map { GroupRequest($0) } + requests, joint: declared + joint,
      progress: progress)
  }

  /// What was decided for the first time, for the ledger; nil where everything was decided before.
  public var newDecisions: DecisionRecord? { decisions.record }

  /// The smallest group about which anything is published of a variable.
  public func minimumGroup(of variable: String) -> Int {
    decisions.family(of: variable)?.minimum ?? privacy.minimumGroup
  }

  /// The groups of a declared grouping for one variable, in declared order, shown or not.
  public func groups(of grouping: Grouping, for variable: String) -> [Group] {
    groups(of: GroupRequest(grouping), for: variable)
  }

  /// The groups of what is declared or was asked for, for one variable, in declared order, shown or not.
  ///
  /// Groups differ between variables in one point: whether "not stated" is a group of its own or folded into another.
  public func groups(of request: GroupRequest, for variable: String) -> [Group] {
    guard let place = decisions.place(of: variable) else { return [] }
    let universe = decisions.universe(of: place)
    return universe.nodes(of: request).map { universe.nodes[$0].group }
  }

  /// The groups of what is declared or was asked for, for any of the variables, without regard to folding, in declared order.
  public func groups(of request: GroupRequest, for variables: [String]) -> [Group] {
    var groups: [Group] = []
    var seen = Set<Group>()
    for variable in variables {
      for group in self.groups(of: request, for: variable).map(\.unfolded) where seen.insert(group).inserted {
        groups.append(group)
      }
    }
    return groups
  }

  /// Computes the statistics that may be shown.
  ///
  /// - Parameters:
  ///   - keys: The variables (items and scales) and groups that are asked for.
  ///   - compute: Computes one statistic; it is called only for cells that were admitted.
  /// - Returns: One cell per key, in the order of the keys.
  public func release<Value>(
    _ keys: [CellKey], compute: (CellKey, GroupRows) throws -> Value
  ) rethrows -> Released<Value> {
    Released(cells: try keys.map { try cell(of: $0.variable, as: $0.variable, in: $0.group, compute: compute) })
  }

  /// Computes the indicators that may be shown; each shares the fate of the variable that it measures.
  ///
  /// - Returns: One cell per indicator and group; the variable of its key is the indicator's id.
  public func release<Value>(
    indicators: [Indicator], in groups: [Group] = [.total], compute: (Indicator, GroupRows) throws -> Value
  ) rethrows -> Released<Value> {
    Released(
      cells: try indicators.flatMap { indicator in
        try groups.map { group in
          try cell(of: indicator.of, as: indicator.id, in: group) { _, rows in try compute(indicator, rows) }
        }
      })
  }

  /// Computes a statistic that describes how several variables go together, such as alpha or the weights of drivers: only for
  /// everybody who answered all that goes into it, and only where the gate was asked for it and admits it.
  ///
  /// - Parameter variables: The items and scales that go into it.
  public func releaseForWhole<Value>(
    of variables: [String], compute: () throws -> Value
  ) rethrows -> Released<Value>.Cell {
    if variables.contains(where: { decisions.place(of: $0) == nil }) { return .empty(.notAsked) }
    switch decisions.joint.verdict(on: variables) {
    case .shown?: break
    case .refused(let reason)?: return .suppressed(Suppression(reason: reason, because: [], showInstead: nil))
    case nil: return .suppressed(Suppression(reason: .undeclared, because: [], showInstead: nil))
    }
    for variable in variables {
      let total = cell(of: variable, as: variable, in: .total) { _, _ in () }.cell
      switch total {
      case .shown: continue
      case .banded(let band): return .banded(band)
      case .suppressed(let suppression): return .suppressed(suppression)
      case .empty(let emptiness): return .empty(emptiness)
      }
    }
    return .shown(try compute(), respondents: decisions.joint.people(of: variables).count)
  }

  /// How many people gave no answer to each item, by kind: for everybody, and only where each kind holds nobody or at least the
  /// minimum.
  public func releaseMissing(of items: [String]) -> Released<MissingCounts> {
    Released(
      cells: items.map { item in
        let (key, cell) = cell(of: item, as: item, in: .total) { _, _ in counts(of: item) }
        guard case .shown(let value, _) = cell else { return (key, cell) }
        let least = minimumGroup(of: item)
        let isSafe = [value.skipped, value.declined, value.notApplicable, value.notShown].allSatisfy {
          $0 == 0 || $0 >= least
        }
        return isSafe ? (key, cell) : (key, .suppressed(Suppression(reason: .small, because: [], showInstead: nil)))
      })
  }

  /// Every declared group that is hidden, with the variables for which it is and why; in declared order.
  public var hidden: [HiddenGroup] {
    decisions.families.indices.flatMap { place in
      hidden(decisions.universe(of: place).nodes.indices.filter { decisions.isDeclared($0, at: place) }, at: place)
    }
  }

  /// Every group of a request that is hidden, with the variables for which it is and why.
  public func hidden(of request: GroupRequest) -> [HiddenGroup] {
    decisions.families.indices.flatMap { hidden(decisions.universe(of: $0).nodes(of: request), at: $0) }
  }

  private func hidden(_ nodes: [Int], at place: Int) -> [HiddenGroup] {
    nodes.flatMap { node in
      decisions.suppressions(of: node, at: place).map {
        HiddenGroup(
          group: decisions.universe(of: place).nodes[node].group, variables: $0.variables, suppression: $0.suppression)
      }
    }
  }

  /// How many groups are hidden for at least one variable.
  public var hiddenGroupCount: Int { Set(hidden.map(\.group.unfolded)).count }
}

extension DisclosureGate {
  private func cell<Value>(
    of variable: String, as name: String, in group: Group, compute: (CellKey, GroupRows) throws -> Value
  ) rethrows -> (key: CellKey, cell: Released<Value>.Cell) {
    guard let place = decisions.place(of: variable) else {
      return (CellKey(variable: name, group: group), .empty(.notAsked))
    }
    let family = decisions.families[place]
    let universe = decisions.universe(of: place)
    guard let node = universe.node(of: group) else {
      return (
        CellKey(variable: name, group: group), .suppressed(decisions.refusal(of: group, for: variable, at: place))
      )
    }
    let key = CellKey(variable: name, group: universe.nodes[node].group)
    if let suppression = decisions.suppression(of: node, for: variable, at: place) {
      return (key, .suppressed(suppression))
    }
    if let band = decisions.band(of: node, for: variable) { return (key, .banded(band)) }
    let member = family.variables.firstIndex(of: variable) ?? 0
    let people = universe.nodes[node].rows
    let answered = family.answered[member].intersectionCount(people)
    guard answered > 0 else {
      let asked = family.asked[member].intersectionCount(people)
      return (key, .empty(people.isEmpty || asked > 0 ? .nobodyAnswered : .notAsked))
    }
    let value = try compute(
      CellKey(variable: variable, group: key.group), people.isEverybody ? .all : .rows(people.rows))
    return (key, .shown(value, respondents: answered))
  }

  private func counts(of item: String) -> MissingCounts {
    let column = responses.layout.columns.firstIndex { $0.variable == item && $0.width == 1 }
    let bytes = column.map { responses.columns[$0] } ?? []
    func count(_ byte: UInt8) -> Int { bytes.count { $0 == byte } }
    return MissingCounts(
      skipped: count(AnswerByte.skipped), declined: count(AnswerByte.declined),
      notApplicable: count(AnswerByte.notApplicable), notShown: count(AnswerByte.notShown))
  }
}
