/// Who answered what to an item, or has which score on a scale, as far as unanimity is concerned.
struct AnswerProfile: Sendable {
  /// The people who answered.
  let answered: RowSet
  /// For each answer that occurs its people. Of a `many` item the people per option, and those who ticked nothing.
  let categories: [RowSet]
  /// The people who answered favourably; nil where no answer counts as favourable.
  let favourable: RowSet?

  /// How many of a group's people answered, gave each answer, and answered favourably.
  struct Counts: Sendable {
    let answered: Int
    let categories: [Int]
    let favourable: Int?

    /// Whether all of them, or all but one, gave the same answer, or answered favourably or not.
    var isNearlyUnanimous: Bool {
      guard answered > 0 else { return false }
      if let favourable, favourable <= 1 || favourable >= answered - 1 { return true }
      return categories.contains { $0 >= answered - 1 }
    }

    /// What is shown of a nearly unanimous group: a range of its favourable share that doesn't tell how near.
    var band: Band {
      let tenths = min(9, 10 * (answered - 1) / answered)
      if let favourable, favourable >= answered - 1 { return Band(favourable: Double(tenths) / 10...1) }
      if let favourable, favourable <= 1 { return Band(favourable: 0...Double(10 - tenths) / 10) }
      return Band(favourable: nil)
    }

    /// The counts of those who are in a group but not in a part of it.
    func without(_ part: Counts) -> Counts {
      Counts(
        answered: answered - part.answered, categories: zip(categories, part.categories).map { $0 - $1 },
        favourable: favourable.flatMap { all in part.favourable.map { all - $0 } })
    }
  }

  /// Counts the people of a group.
  func counts(of rows: RowSet) -> Counts {
    Counts(
      answered: answered.intersectionCount(rows), categories: categories.map { $0.intersectionCount(rows) },
      favourable: favourable?.intersectionCount(rows))
  }
}

extension AnswerProfile {
  /// The profile of an item of a section, or of a scale; nobody answered what has no column.
  init(of variable: String, in table: ResponseTable) {
    if let scale = table.survey.scales.first(where: { $0.id == variable }) {
      self.init(scale, in: table)
    } else if let question = table.survey.questions.first(where: { $0.id == variable }) {
      self.init(question, in: table)
    } else {
      self.init(answered: .nobody(table.respondents), categories: [], favourable: nil)
    }
  }

  private init(_ question: Question, in table: ResponseTable) {
    let people = table.respondents
    if case .many(let options) = question.kind {
      let columns = options.compactMap { table.bytes(of: question.id, option: $0.code) }
      let answered = RowSet(respondents: people) { row in columns.first.map { isAnswer($0[row]) } ?? false }
      let ticked = columns.map { bytes in RowSet(respondents: people) { bytes[$0] == AnswerByte.ticked } }
      var none = answered
      for option in ticked { none.subtract(option) }
      self.init(answered: answered, categories: ticked + [none], favourable: nil)
      return
    }
    let bytes = table.bytes(of: question.id) ?? [UInt8](repeating: AnswerByte.notShown, count: people)
    let codes = question.kind.codes
    let favourable = Set(table.survey.items.first { $0.id == question.id }?.favourableCodes ?? [])
    self.init(
      answered: RowSet(respondents: people) { isAnswer(bytes[$0]) },
      categories: codes.indices.map { index in RowSet(respondents: people) { Int(bytes[$0]) == index + 1 } },
      favourable: favourable.isEmpty
        ? nil
        : RowSet(respondents: people) { row in
          let position = Int(bytes[row])
          return position >= 1 && position <= codes.count && favourable.contains(codes[position - 1])
        })
  }

  private init(_ scale: Scale, in table: ResponseTable) {
    let columns = scale.items.compactMap { id -> (bytes: [UInt8], values: [Int])? in
      guard let item = table.survey.items.first(where: { $0.id == id }), let bytes = table.bytes(of: id) else {
        return nil
      }
      return (bytes, item.keyedValues)
    }
    var scores = [Double?](repeating: nil, count: table.respondents)
    for row in scores.indices {
      var (sum, answers) = (0, 0)
      for (bytes, values) in columns where isAnswer(bytes[row]) && Int(bytes[row]) <= values.count {
        sum += values[Int(bytes[row]) - 1]
        answers += 1
      }
      guard answers >= max(scale.minimumAnswered, 1) else { continue }
      scores[row] = Double(scale.score == .mean ? sum : sum * columns.count) / Double(answers)
    }
    var rows: [Double: [Int]] = [:]
    for (row, score) in scores.enumerated() { if let score { rows[score, default: []].append(row) } }
    self.init(
      answered: RowSet(respondents: table.respondents) { scores[$0] != nil },
      categories: rows.sorted { $0.key < $1.key }.map { _, people in
        let people = Set(people)
        return RowSet(respondents: table.respondents) { people.contains($0) }
      },
      favourable: scale.favourableFrom.map { least in
        RowSet(respondents: table.respondents) { scores[$0].map { $0 >= least } ?? false }
      })
  }
}

/// Whether a stored byte is an answer rather than a kind of missing answer.
func isAnswer(_ byte: UInt8) -> Bool { (1...AnswerByte.maximumPosition).contains(byte) }
