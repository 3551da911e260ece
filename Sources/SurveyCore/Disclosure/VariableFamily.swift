/// The items and scales that depend on each other linearly, so that one decision holds for all of them.
struct VariableFamily: Sendable {
  /// The ids of its items and scales, in declared order.
  let variables: [String]
  /// The smallest group about which anything is published.
  let minimum: Int
  /// The people who answered, per variable; for a scale those who have a score.
  let answered: [RowSet]
  /// The people who were asked, per variable.
  let asked: [RowSet]
  /// The ids of the items whose answers decide whether an item of the family is asked.
  let gates: [String]

  /// The families of a table's survey, in the order of their first item.
  ///
  /// Items are connected through the scales that use them; an item behind a condition is a family of its own. Comments have no column
  /// and belong to none.
  static func families(of table: ResponseTable, privacy: PrivacyRules) -> [VariableFamily] {
    let survey = table.survey
    let questions = survey.questions.filter { if case .section = $0.place { $0.hasColumn } else { false } }
    var root = Dictionary(uniqueKeysWithValues: questions.map { ($0.id, $0.id) })
    func find(_ id: String) -> String {
      var id = id
      while let above = root[id], above != id { id = above }
      return id
    }
    for scale in survey.scales {
      let members = scale.items.filter { root[$0] != nil }
      for (first, second) in zip(members, members.dropFirst()) { root[find(second)] = find(first) }
    }
    let roots = questions.map { find($0.id) }
    var seen = Set<String>()
    return roots.filter { seen.insert($0).inserted }.map { id in
      let members = zip(questions, roots).filter { $0.1 == id }.map(\.0)
      let scales = survey.scales.filter { scale in scale.items.contains { item in members.contains { $0.id == item } } }
      return VariableFamily(
        variables: members.map(\.id) + scales.map(\.id),
        minimum: members.contains(where: \.sensitive)
          ? max(privacy.minimumGroup, privacy.minimumSensitive) : privacy.minimumGroup,
        answered: members.map { answered($0, in: table) } + scales.map { scored($0, in: table) },
        asked: members.map { asked($0, in: table) } + scales.map { _ in .everybody(table.respondents) },
        gates: members.flatMap { $0.showIf?.items ?? [] })
    }
  }

  /// How many respondents there are.
  var respondents: Int { answered.first?.respondents ?? 0 }

  /// How many of the people answered each variable.
  func counts(of rows: RowSet) -> [Int] { answered.map { $0.intersectionCount(rows) } }

  private static func answered(_ question: Question, in table: ResponseTable) -> RowSet {
    let bytes = firstColumn(of: question, in: table)
    return RowSet(respondents: table.respondents) { isAnswer(bytes[$0]) }
  }

  private static func asked(_ question: Question, in table: ResponseTable) -> RowSet {
    let bytes = firstColumn(of: question, in: table)
    return RowSet(respondents: table.respondents) { bytes[$0] != AnswerByte.notShown }
  }

  /// The column that tells whether a person answered: every column of a `many` item tells the same.
  private static func firstColumn(of question: Question, in table: ResponseTable) -> [UInt8] {
    let index = table.layout.columns.firstIndex { $0.variable == question.id && $0.width == 1 }
    return index.map { table.columns[$0] } ?? [UInt8](repeating: AnswerByte.notShown, count: table.respondents)
  }

  private static func scored(_ scale: Scale, in table: ResponseTable) -> RowSet {
    let columns = scale.items.compactMap { table.bytes(of: $0) }
    return RowSet(respondents: table.respondents) { row in
      columns.count { isAnswer($0[row]) } >= max(scale.minimumAnswered, 1)
    }
  }
}

extension Question {
  /// Whether answers are kept as bytes; comments are kept apart.
  var hasColumn: Bool {
    switch kind {
    case .comment, .unit: false
    case .choice, .many, .netScore, .number: true
    }
  }
}
