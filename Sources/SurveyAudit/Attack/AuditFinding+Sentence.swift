import SurveyCore

extension AuditFinding {
  /// The finding as a sentence, without the variable.
  public var sentence: String {
    let names = groups.map(\.auditName)
    let people = people == 1 ? "1 person" : "\(people) people"
    switch kind {
    case .exposure:
      return groups.count == 1
        ? "\(names[0]) is shown with \(people), fewer than the minimum."
        : "\(detail) is a statistic of \(people), fewer than the minimum."
    case .unanimous: return "\(names[0]), \(people), is shown though (nearly) all answered alike."
    case .unanimousDifference: return "\(detail), \(people), follows by subtraction though (nearly) all answered alike."
    case .bandedGroupRevealed:
      return "\(names[0]), \(people), is shown as a band only, but its numbers are \(detail)."
    case .itemAgainstScale:
      return
        "\(names[0]), \(people), is shown as a band only, but its numbers follow from \(detail) and its other items."
    case .jointSmall: return "how they go together is told of \(people), fewer than \(JointAudit.leastPeople)."
    case .jointDifference:
      return
        "how they go together is told of people who differ from those of \(detail) by \(people), fewer than the minimum."
    case .numberDiffers: return "\(names.first ?? "A cell"): the printed \(detail) isn't what the answers give."
    case .unreadable: return "\(names.first ?? "A cell") is published, but \(detail)."
    }
  }
}

extension Group {
  /// The group as the audit names it: `unit=A12, status=1`, or `everybody`.
  var auditName: String {
    if isTotal { return "everybody" }
    return "[" + values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ") + "]"
  }
}

/// How groups are combined, such as `everybody − [status=1]`.
func combinationText(_ terms: [(coefficient: String, group: Group)]) -> String {
  var text = ""
  let positive = terms.filter { !$0.coefficient.hasPrefix("-") }
  let negative = terms.filter { $0.coefficient.hasPrefix("-") }
  for (coefficient, group) in positive + negative {
    let isNegative = coefficient.hasPrefix("-")
    let size = isNegative ? String(coefficient.dropFirst()) : coefficient
    text += text.isEmpty ? (isNegative ? "−" : "") : (isNegative ? " − " : " + ")
    text += (size == "1" ? "" : "\(size)·") + group.auditName
  }
  return text
}
