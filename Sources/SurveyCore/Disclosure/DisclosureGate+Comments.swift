/// Comments pass the gate as a whole: of the whole organisation, or by the one level of units that was sealed with them.
extension DisclosureGate {
  /// Why nobody may read what that many people wrote on an item, the office included; nil where the office may.
  public static func refusal(people: Int, on item: String, in survey: Survey) -> CommentRefusal? {
    let minimum = minimumComments(on: item, in: survey, under: survey.privacy)
    return people < minimum ? .tooFewPeople(minimum: minimum) : nil
  }

  /// The comments on an item that may be shown.
  ///
  /// A unit is named only where at least the minimum of its comments are shown, and where the comments whose unit isn't named are none
  /// or at least the minimum too. Where only people with certain answers were asked, no unit is named: who commented would tell what
  /// they answered.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - comments: Everything that was written on it, one comment per person.
  ///   - generator: Where the new order comes from.
  /// - Throws: ``CommentRefusal`` while a comment is unread, or where too few people commented or too few comments would be shown.
  public func comments(
    on item: String, _ comments: [ReviewedComment], using generator: inout some RandomNumberGenerator
  ) throws(CommentRefusal) -> ReleasedComments {
    let minimum = Self.minimumComments(on: item, in: responses.survey, under: privacy)
    guard comments.count >= minimum else { throw .tooFewPeople(minimum: minimum) }
    let unread = comments.count { $0.standing == .unread }
    guard unread == 0 else { throw .unread(unread) }
    let shown = comments.compactMap { comment in comment.released.map { (unit: comment.unit, text: $0) } }
    guard shown.count >= minimum else { throw .tooFewShown(minimum: minimum) }
    let gates = responses.survey.questions.first { $0.id == item }?.showIf?.items ?? []
    for gate in gates {
      guard case .shown? = release([CellKey(variable: gate, group: .total)], compute: { _, _ in () })[gate] else {
        throw .hiddenGate(item: gate)
      }
    }
    let named = gates.isEmpty ? namedUnits(shown.map(\.unit), minimum: minimum) : []
    var parts: [ReleasedComments.Part] = []
    for unit in named {
      let texts = shown.filter { $0.unit == unit.code }.map(\.text).shuffled(using: &generator)
      parts.append(ReleasedComments.Part(unit: unit.id, texts: texts))
    }
    let codes = Set(named.map(\.code))
    let rest = shown.filter { !codes.contains($0.unit) }.map(\.text).shuffled(using: &generator)
    if !rest.isEmpty { parts.append(ReleasedComments.Part(unit: nil, texts: rest)) }
    return ReleasedComments(item: item, parts: parts, minimum: minimum)
  }

  /// The units that may stand beside comments, in the organisation's order.
  private func namedUnits(_ units: [UInt16], minimum: Int) -> [(code: UInt16, id: String)] {
    guard let level = privacy.commentsBy, let organisation = responses.organisation else { return [] }
    let counts = Dictionary(units.map { ($0, 1) }, uniquingKeysWith: +)
    var named = organisation.units.enumerated().compactMap { place, unit in
      let code = UInt16(place + 1)
      let isNamed = unit.level == level && counts[code, default: 0] >= minimum
      return isNamed ? (code: code, id: unit.id, count: counts[code, default: 0]) : nil
    }
    let rest = units.count - named.reduce(0) { $0 + $1.count }
    // A few comments without a unit would be known to come from few people: the smallest unit joins them.
    if (1..<minimum).contains(rest), let smallest = named.indices.min(by: { named[$0].count < named[$1].count }) {
      named.remove(at: smallest)
    }
    return named.map { ($0.code, $0.id) }
  }

  /// The minimum for comments, or that of groups where it is larger: for sensitive items the larger one of those.
  private static func minimumComments(on item: String, in survey: Survey, under privacy: PrivacyRules) -> Int {
    let isSensitive = survey.questions.contains { $0.id == item && $0.sensitive }
    return max(privacy.minimumComments, privacy.minimumGroup, isSensitive ? privacy.minimumSensitive : 0)
  }
}
