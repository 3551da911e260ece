import SurveyCore

/// Finds the people of a group from the group's values.
struct GroupReading: Sendable {
  private let table: ResponseTable

  /// Prepares the answers of a wave.
  init(_ table: ResponseTable) {
    self.table = table
  }

  /// The people of a group, whether or not they answered anything else; nil where the survey has no such group.
  ///
  /// Several attributes mean the people who are in all of them.
  func people(of group: Group) -> PeopleSet? {
    var people = PeopleSet(0..<table.respondents)
    for (id, value) in group.values {
      guard let part = self.people(id, value) else { return nil }
      people = people.intersection(part)
    }
    return people
  }

  /// Whether one of the group's attributes is sensitive.
  func isSensitive(_ group: Group) -> Bool {
    group.values.keys.contains { id in
      if let attribute = table.survey.attributes.first(where: { $0.id == id }) { return attribute.sensitive }
      return table.survey.sections.contains { section in
        section.items.contains { $0.id == id && ($0.sensitive || section.sensitive) }
      }
    }
  }

  private func people(_ id: String, _ value: String) -> PeopleSet? {
    let kind =
      table.survey.attributes.first { $0.id == id }?.kind ?? table.survey.items.first { $0.id == id }?.kind
    guard let kind else { return nil }
    let joined = "+declined"
    let isJoined = value.hasSuffix(joined)
    let name = isJoined ? String(value.dropLast(joined.count)) : value
    switch kind {
    case .unit:
      guard let tree = table.organisation, let units = table.units(of: id) else { return nil }
      let silent = rows { !(1...tree.units.count).contains(Int(units[$0])) }
      if value == "declined" { return silent }
      guard let unit = tree.index(of: name) else { return nil }
      let below = Set(tree.units.indices.filter { isUnit($0, atOrBelow: unit, in: tree) })
      let stated = rows { below.contains(Int(units[$0]) - 1) }
      return isJoined ? stated.union(silent) : stated
    case .many(let options):
      guard let option = options.first(where: { String($0.code) == value }),
        let bytes = table.bytes(of: id, option: option.code)
      else { return nil }
      return rows { bytes[$0] == 1 }
    case .choice(let set): return people(id, name, codes: set.options.map(\.code), isJoined: isJoined)
    case .number(let bands): return people(id, name, codes: bands.indices.map { $0 + 1 }, isJoined: isJoined)
    case .netScore: return people(id, name, codes: Array(0...10), isJoined: isJoined)
    case .comment: return nil
    }
  }

  private func people(_ id: String, _ name: String, codes: [Int], isJoined: Bool) -> PeopleSet? {
    guard let bytes = table.bytes(of: id) else { return nil }
    let silent = rows { bytes[$0] == 0 || Int(bytes[$0]) > codes.count }
    if name == "declined" { return silent }
    guard let place = codes.firstIndex(where: { String($0) == name }) else { return nil }
    let stated = rows { Int(bytes[$0]) == place + 1 }
    return isJoined ? stated.union(silent) : stated
  }

  private func rows(where test: (Int) -> Bool) -> PeopleSet { PeopleSet((0..<table.respondents).filter(test)) }

  private func isUnit(_ unit: Int, atOrBelow other: Int, in tree: Organisation) -> Bool {
    var current: Int? = unit
    for _ in tree.units.indices {
      guard let place = current else { return false }
      if place == other { return true }
      current = tree.units[place].parent
    }
    return false
  }
}
