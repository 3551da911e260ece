/// Holds answers against a survey, and turns them into the bytes that are kept.
///
/// Make one validator per wave and share it: it prepares every look-up, so that checking an answer is a walk over the
/// questions.
public struct AnswerValidator: Sendable {
  /// Everything that is asked, in order.
  public let questions: [Question]
  private let coder: RecordCoder

  /// Prepares a survey.
  ///
  /// - Parameter organisation: The tree from which units are chosen; without one, no unit is accepted.
  public init(survey: Survey, organisation: Organisation?) {
    coder = RecordCoder(survey: survey, organisation: organisation)
    questions = coder.coders.map(\.question)
  }

  /// The question with that id, or nil.
  public func question(_ id: String) -> Question? {
    coder.indexByID[id].map { questions[$0] }
  }

  /// Checks a whole set of answers.
  ///
  /// - Parameter answers: The answers by question; a question that is left out was skipped.
  /// - Throws: ``AnswerProblems`` with every problem.
  /// - Complexity: O(number of questions).
  public func validate(_ answers: [String: AnswerInput]) throws(AnswerProblems) -> ValidatedAnswer {
    var problems: [AnswerProblems.Entry] = []
    var comments = Array(repeating: "", count: coder.commentItems.count)
    let record = walk(answers, comments: &comments) { problems.append($0) }
    problems += unknown(answers)
    guard problems.isEmpty else { throw AnswerProblems(problems) }
    return ValidatedAnswer(record: record, comments: comments)
  }

  /// The problems of some questions, such as those of one page, given all answers so far.
  ///
  /// - Parameters:
  ///   - answers: All answers so far.
  ///   - ids: The questions that were asked; a required one of them must be answered.
  /// - Returns: The problems of these questions in the order of the survey.
  public func problems(
    in answers: [String: AnswerInput], for ids: some Collection<String>
  ) -> [AnswerProblems.Entry] {
    let wanted = Set(ids)
    var problems: [AnswerProblems.Entry] = []
    var comments = Array(repeating: "", count: coder.commentItems.count)
    _ = walk(answers, comments: &comments) { if wanted.contains($0.item) { problems.append($0) } }
    return problems
  }

  /// The questions that are asked, given the answers so far; answers that can't be accepted count as not given.
  public func shownQuestions(given answers: [String: AnswerInput]) -> [Question] {
    var hidden: Set<String> = []
    var comments = Array(repeating: "", count: coder.commentItems.count)
    _ = walk(answers, comments: &comments, hidden: { hidden.insert($0) }, report: { _ in })
    return hidden.isEmpty ? questions : questions.filter { !hidden.contains($0.id) }
  }

  /// Those of the questions that are asked, given the answers so far.
  public func shown(_ ids: some Collection<String>, given answers: [String: AnswerInput]) -> [Question] {
    let wanted = Set(ids)
    return shownQuestions(given: answers).filter { wanted.contains($0.id) }
  }

  /// The answers without those to questions that are no longer asked, as when a person goes back and changes an answer.
  public func withoutHidden(_ answers: [String: AnswerInput]) -> [String: AnswerInput] {
    var kept = answers
    var comments = Array(repeating: "", count: coder.commentItems.count)
    _ = walk(answers, comments: &comments, hidden: { kept[$0] = nil }, report: { _ in })
    return kept
  }

  private func unknown(_ answers: [String: AnswerInput]) -> [AnswerProblems.Entry] {
    answers.keys.filter { coder.indexByID[$0] == nil }.sorted()
      .map { AnswerProblems.Entry(item: $0, problem: .unknownItem) }
  }

  /// Goes through the questions in order, writes the answers into a record, and reports problems and questions that
  /// aren't asked.
  private func walk(
    _ answers: [String: AnswerInput], comments: inout [String], hidden: (String) -> Void = { _ in },
    report: (AnswerProblems.Entry) -> Void
  ) -> [UInt8] {
    var record = [UInt8](repeating: AnswerByte.notShown, count: coder.recordSize)
    for part in coder.coders {
      let question = part.question
      let answer = answers[question.id].flatMap { $0.isLeftOut(in: question.kind) ? nil : $0 }
      guard question.showIf == nil || coder.isShown(question, given: record) else {
        hidden(question.id)
        if answer != nil { report(AnswerProblems.Entry(item: question.id, problem: .notShown)) }
        continue
      }
      guard let answer else {
        part.write(missing: AnswerByte.skipped, to: &record)
        if question.required { report(AnswerProblems.Entry(item: question.id, problem: .required)) }
        continue
      }
      if let problem = part.write(answer, to: &record, comments: &comments) {
        part.write(missing: AnswerByte.skipped, to: &record)
        report(AnswerProblems.Entry(item: question.id, problem: problem))
      }
    }
    return record
  }
}

extension AnswerInput {
  /// Whether the answer is as good as left out: an empty text.
  fileprivate func isLeftOut(in kind: AnswerKind) -> Bool {
    guard case .text(let text) = self, text.utf8.count < 64 else { return false }
    return text.allSatisfy(\.isWhitespace)
  }
}

extension RecordCoder.Coder {
  /// Writes an answer, or says why it can't be accepted.
  fileprivate func write(
    _ answer: AnswerInput, to record: inout [UInt8], comments: inout [String]
  ) -> AnswerProblem? {
    if case .comment(let maximumLength) = meaning {
      guard case .text(let text) = answer, let comment else { return .wrongType }
      let lines = text.utf8.contains(UInt8(ascii: "\r")) ? text.replacing("\r\n", with: "\n") : text
      // A character takes at least one byte, so short texts need no counting.
      if lines.utf8.count > maximumLength, lines.utf8.count > 4 * maximumLength || lines.count > maximumLength {
        return .tooLong(maximum: maximumLength)
      }
      comments[comment] = lines
      return nil
    }
    switch answer {
    case .declined, .text(AnswerInput.declinedWord):
      guard question.declinable else { return .notOffered }
      write(missing: AnswerByte.declined, to: &record)
      return nil
    case .notApplicable, .text(AnswerInput.notApplicableWord):
      guard question.notApplicable else { return .notOffered }
      write(missing: AnswerByte.notApplicable, to: &record)
      return nil
    default: break
    }
    switch (meaning, answer) {
    case (.one(let table), .number(let number)):
      guard let code = Int(exactly: number), let position = table.position(of: code) else { return .unknownOption }
      record[offset] = position
    case (.many(let table), .codes(let codes)):
      for index in offset..<offset + size { record[index] = AnswerByte.notTicked }
      for code in codes {
        guard let position = table.position(of: code) else { return .unknownOption }
        record[offset + Int(position) - 1] = AnswerByte.ticked
      }
    case (.bands(let bounds), .number(let number)):
      guard let position = NumberBand.position(of: number, in: bounds) else {
        return .numberOutOfRange(minimum: bounds.first ?? 0)
      }
      record[offset] = position
    case (.bands, .text): return .notANumber
    case (.units(let units), .text(let id)):
      guard let code = units[id] else { return .unknownUnit }
      write(unit: code, to: &record)
    default: return .wrongType
    }
    return nil
  }
}
