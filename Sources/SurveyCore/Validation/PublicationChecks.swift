/// Groupings name attributes or `many` items, once.
enum PublicationChecks {
  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    let many = Set(survey.items.filter { if case .many = $0.kind { true } else { false } }.map(\.id))
    let attributes = Set(survey.attributes.map(\.id))
    let units = Set(survey.attributes.filter { if case .unit = $0.kind { true } else { false } }.map(\.id))
    var seen: [(by: Set<String>, levels: Set<String>)] = []
    for (index, grouping) in survey.publication.groupings.enumerated() {
      let path = "publish.groupings.\(index)"
      guard log.isReadable("\(path).by") else { continue }
      if grouping.by.isEmpty {
        log.report("grouping.empty", of: "\(path).by", "The grouping names no attribute.", "Name at least one.")
        continue
      }
      for (position, id) in grouping.by.enumerated() where !id.isEmpty {
        let place = "\(path).by.\(position)"
        if grouping.by[..<position].contains(id) {
          log.report("grouping.repeated-attribute", of: place, "'\(id)' stands twice in the grouping.", "Name it once.")
        } else if !attributes.contains(id), !many.contains(id) {
          let isItem = survey.items.contains { $0.id == id }
          log.report(
            isItem ? "grouping.not-groupable" : "grouping.unknown-attribute", of: place,
            isItem
              ? "The item '\(id)' can't form groups." : "There is no attribute '\(id)'.",
            isItem
              ? "Group by attributes or items of type many."
              : NearMatch.advice(
                for: id, among: attributes.union(many).sorted(),
                otherwise: "Declare it under 'attributes', or remove the grouping.")
          )
        }
      }
      if grouping.weight <= 0 {
        log.report(
          "grouping.weight", of: "\(path).weight", "The weight is \(grouping.weight).", "Write a number above 0.")
      }
      if !grouping.levels.isEmpty, units.isDisjoint(with: grouping.by) {
        log.report(
          "grouping.levels", of: "\(path).levels", "Only groupings by a unit attribute have levels.",
          "Remove 'levels', or group by a unit attribute.")
      }
      let by = Set(grouping.by)
      let levels = Set(grouping.levels)
      if seen.contains(where: {
        $0.by == by && ($0.levels.isEmpty || levels.isEmpty || !$0.levels.isDisjoint(with: levels))
      }) {
        log.report(
          "grouping.duplicate", of: path,
          "The grouping by \(grouping.by.joined(separator: " and ")) is declared twice.",
          "Remove one of the two.")
      }
      seen.append((by, levels))
    }
  }
}
