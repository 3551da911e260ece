import SurveyCore
import SurveyStats

/// Where an analysis gets its numbers from: a file that the analyst owns, or a wave behind the disclosure gate.
struct AnalysisSource {
  /// One group of a breakdown.
  struct Member {
    /// The option's code or the unit's id; a folded group such as `1+declined`.
    let key: String
    /// Its people, or why nothing is shown of them.
    let rows: Disclosed<RowSelection>
  }

  let table: ResponseTable
  let gate: DisclosureGate?
  private var divisions: [Breakdown: [Member]] = [:]

  /// - Parameter breakdowns: The breakdowns that ``members(of:for:)`` will be asked for.
  init(table: ResponseTable, gate: DisclosureGate?, breakdowns: [Breakdown]) {
    self.table = table
    self.gate = gate
    guard gate == nil else { return }
    for breakdown in breakdowns {
      divisions[breakdown] = table.division(by: breakdown).map { Member(key: $0.value, rows: .shown(.rows($0.rows))) }
    }
  }

  /// A statistic of everybody.
  func total<Value: Sendable>(_ variable: String, _ compute: () -> Value) -> Disclosed<Value> {
    guard let gate else { return .shown(compute()) }
    return Disclosed(gate.release([CellKey(variable: variable, group: .total)]) { _, _ in compute() }[variable])
  }

  /// A statistic of how several variables go together, of everybody.
  func whole<Value: Sendable>(_ variables: [String], _ compute: () -> Value) -> Disclosed<Value> {
    guard let gate else { return .shown(compute()) }
    return Disclosed(gate.releaseForWhole(of: variables, compute: compute))
  }

  /// How many people gave no answer to an item, by kind.
  func missing(_ item: Item) -> Disclosed<MissingCounts> {
    guard let gate else { return .shown(MissingCounts(of: item, in: table)) }
    return Disclosed(gate.releaseMissing(of: [item.id])[item.id])
  }

  /// The groups of a breakdown for one variable. They don't overlap; people who didn't say are in none, but for a folded group of a wave.
  func members(of breakdown: Breakdown, for variable: String) -> [Member] {
    guard let gate else { return divisions[breakdown] ?? [] }
    var groups = gate.declaredGroups(of: breakdown, for: variable, in: table)
    if groups.isEmpty { groups = table.division(by: breakdown).map { Group([breakdown.attribute: $0.value]) } }
    let released = gate.release(groups.map { CellKey(variable: variable, group: $0) }) { RowSelection($1) }
    return released.cells.map { key, cell in
      Member(key: key.group.values[breakdown.attribute] ?? "", rows: Disclosed(cell))
    }
  }

  /// Whether every group of a breakdown is shown, for a variable.
  func showsAll(of breakdown: Breakdown, for variable: String) -> Bool {
    members(of: breakdown, for: variable).allSatisfy { member in
      switch member.rows {
      case .shown, .empty: true
      case .banded, .suppressed: false
      }
    }
  }
}

extension DisclosureGate {
  /// The groups of the declared grouping by this attribute alone, of one level, in declared order; none where it isn't declared.
  fileprivate func declaredGroups(of breakdown: Breakdown, for variable: String, in table: ResponseTable) -> [Group] {
    let groupings = table.survey.publication.groupings.filter { $0.by == [breakdown.attribute] }
    let groups = groupings.flatMap { self.groups(of: $0, for: variable) }
    let values = Set(table.division(by: breakdown).map(\.value))
    return groups.filter { group in
      let value = group.unfolded.values[breakdown.attribute] ?? ""
      return value == Group.declined || values.contains(value)
    }
  }
}

extension ResponseTable {
  /// The respondents of each value of an attribute: of every option in order, or of every unit of the level that somebody is in.
  ///
  /// - Complexity: O(*n*) for *n* respondents.
  func division(by breakdown: Breakdown) -> [(value: String, rows: [UInt32])] {
    guard let attribute = survey.attributes.first(where: { $0.id == breakdown.attribute }) else { return [] }
    if case .unit(let level) = attribute.kind { return units(of: attribute.id, at: breakdown.level, chosenAt: level) }
    let codes = attribute.kind.codes
    var rows = [[UInt32]](repeating: [], count: codes.count)
    for (row, byte) in (bytes(of: attribute.id) ?? []).enumerated()
    where byte != AnswerByte.notShown && Int(byte) <= codes.count {
      rows[Int(byte) - 1].append(UInt32(row))
    }
    return zip(codes, rows).map { (String($0), $1) }
  }

  private func units(of attribute: String, at level: String?, chosenAt: String?) -> [(value: String, rows: [UInt32])] {
    guard let organisation, let column = units(of: attribute) else { return [] }
    let wanted: Set<Int> =
      level.map { level in Set(organisation.units.indices.filter { organisation.units[$0].level == level }) }
      ?? Set(organisation.choices(at: chosenAt))
    let place = organisation.units.indices.map { unit in organisation.path(from: unit).first(where: wanted.contains) }
    var rows = [[UInt32]](repeating: [], count: organisation.units.count)
    for (row, code) in column.enumerated() where code > 0 && Int(code) <= organisation.units.count {
      if let unit = place[Int(code) - 1] { rows[unit].append(UInt32(row)) }
    }
    return organisation.units.indices.filter { !rows[$0].isEmpty }.map { (organisation.units[$0].id, rows[$0]) }
  }
}
