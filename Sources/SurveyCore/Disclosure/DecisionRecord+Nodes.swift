extension DecisionRecord.Family {
  /// Records what was decided about new groups of a universe.
  init(
    _ family: VariableFamily, universe: GroupUniverse, new: [Int], verdicts: [Int: Admission.Verdict],
    replacements: [String: [Int: NearUnanimity.Replacement]], folding: [String: DecisionRecord.Folding],
    certainty: ExposureSearch.Certainty
  ) {
    func values(_ node: Int) -> DecisionRecord.Values { universe.nodes[node].group.values }
    func chosen(_ wanted: Admission.Verdict) -> [DecisionRecord.Values] {
      new.filter { verdicts[$0] == wanted }.map(values)
    }
    self.init(
      variables: family.variables, minimum: family.minimum, folding: folding, admitted: chosen(.shown),
      empty: chosen(.empty),
      refused: new.compactMap { node in
        switch verdicts[node] {
        case .small?: DecisionRecord.Refusal(group: values(node), reason: .small, because: [])
        case .difference(let because)?:
          DecisionRecord.Refusal(group: values(node), reason: .difference, because: because.map(values))
        case .shown?, .empty?, nil: nil
        }
      },
      replaced: family.variables.reduce(into: [:]) { replaced, variable in
        let nodes = new.filter { replacements[variable]?[$0] != nil }
        if !nodes.isEmpty {
          replaced[variable] = nodes.map { node in
            switch replacements[variable]?[node] {
            case .band(let band)?: DecisionRecord.Replacement(group: values(node), band: band, because: [])
            case .difference(let because)?:
              DecisionRecord.Replacement(group: values(node), band: nil, because: because.map(values))
            case nil: preconditionFailure("only replaced nodes were chosen")
            }
          }
        }
      },
      exhaustive: certainty.isExhaustive, missProbability: certainty.missProbability)
  }

  /// The verdicts on the nodes of a universe.
  func verdicts(in universe: GroupUniverse) -> [Int: Admission.Verdict] {
    var verdicts: [Int: Admission.Verdict] = [:]
    for group in admitted { if let node = universe.node(of: Group(group)) { verdicts[node] = .shown } }
    for group in empty { if let node = universe.node(of: Group(group)) { verdicts[node] = .empty } }
    for refusal in refused {
      guard let node = universe.node(of: Group(refusal.group)) else { continue }
      verdicts[node] =
        refusal.reason == .difference
        ? .difference(because: refusal.because.compactMap { universe.node(of: Group($0)) }) : .small
    }
    return verdicts
  }

  /// What replaces groups of a universe for a variable.
  func replacements(of variable: String, in universe: GroupUniverse) -> [Int: NearUnanimity.Replacement] {
    var replacements: [Int: NearUnanimity.Replacement] = [:]
    for replacement in replaced[variable] ?? [] {
      guard let node = universe.node(of: Group(replacement.group)) else { continue }
      replacements[node] =
        replacement.band.map { .band($0) }
        ?? .difference(because: replacement.because.compactMap { universe.node(of: Group($0)) })
    }
    return replacements
  }
}
