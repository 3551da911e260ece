/// Conditions speak of earlier items and their codes, and can hold.
enum ConditionRules {
  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    let items = survey.itemsWithPaths
    let positions = Dictionary(items.enumerated().map { ($1.item.id, $0) }, uniquingKeysWith: { first, _ in first })
    let attributes = Set(survey.attributes.map(\.id))
    var sound: [String: Item] = [:]
    for (index, (item, path)) in items.enumerated() {
      guard let condition = item.showIf else {
        sound[item.id] = item
        continue
      }
      var problems = 0
      atoms(of: condition, "\(path).show-if") { id, codes, path in
        guard !id.isEmpty else {
          problems += 1
          return
        }
        func report(_ code: String, _ place: String, _ message: String, _ advice: String) {
          problems += 1
          log.report(code, of: place, message, advice)
        }
        guard let position = positions[id] else {
          if attributes.contains(id) {
            report(
              "show-if.forward", "\(path).item", "The attribute '\(id)' is asked after the items.",
              "Use an earlier item.")
          } else {
            report(
              "show-if.unknown-item", "\(path).item", "There is no item '\(id)'.",
              NearMatch.advice(for: id, among: items.map(\.item.id), otherwise: "Name an earlier item."))
          }
          return
        }
        if id == item.id {
          report(
            "show-if.self", "\(path).item", "The item '\(id)' is shown depending on itself.", "Name an earlier item.")
          return
        }
        if position > index {
          report(
            "show-if.forward", "\(path).item", "The item '\(id)' is asked later than '\(item.id)'.",
            "Name an earlier item, or move the item.")
          return
        }
        let known = items[position].item.kind.codes
        if case .comment = items[position].item.kind {
          report(
            "show-if.comment", "\(path).item", "The item '\(id)' is a comment, which has no codes.",
            "Name an item with codes.")
        }
        guard !known.isEmpty else {
          problems += 1
          return
        }
        for (index, code) in codes.enumerated() where !known.contains(code) {
          report(
            "show-if.unknown-code", "\(path).in.\(index)", "The item '\(id)' has no code \(code).",
            "Its codes are \(known.map(String.init).joined(separator: ", ")).")
        }
      }
      guard problems == 0 else { continue }
      if Reachability.isReachable(condition, items: sound) {
        sound[item.id] = item
      } else {
        log.report(
          "show-if.unreachable", of: "\(path).show-if", "The item '\(item.id)' can never be shown.",
          "Change the condition: it contradicts itself or the conditions of the items that it names.")
      }
    }
  }

  /// Calls `visit` for every comparison of a condition with its path.
  private static func atoms(
    of condition: Condition, _ path: String, _ visit: (_ id: String, _ codes: [Int], _ path: String) -> Void
  ) {
    switch condition {
    case .item(let id, let codes): visit(id, codes, path)
    case .all(let parts):
      for (index, part) in parts.enumerated() { atoms(of: part, "\(path).all.\(index)", visit) }
    case .any(let parts):
      for (index, part) in parts.enumerated() { atoms(of: part, "\(path).any.\(index)", visit) }
    case .not(let part): atoms(of: part, "\(path).not", visit)
    }
  }
}
