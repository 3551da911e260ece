extension AnswerValidator {
  /// The word that says that nothing is ticked.
  public static let noneWord = "none"

  /// The answers of a form: one field per question named by its id, repeated for `many`.
  ///
  /// An empty field is left out. Fields that mean something else in forms (`page`, `do`, `code` …) are passed over; a
  /// field that is no question becomes an answer to an unknown item, which the validator reports.
  ///
  /// - Parameter fields: All values by field name.
  public func inputs(form fields: [String: [String]]) -> [String: AnswerInput] {
    var answers: [String: AnswerInput] = [:]
    for (name, values) in fields where !NamingRules.reserved.contains(name) {
      guard let question = question(name) else {
        answers[name] = .text(values.first ?? "")
        continue
      }
      answers[name] = Self.input(values, for: question.kind)
    }
    return answers
  }

  /// The answer that the values of one field give; nil where it was left empty.
  private static func input(_ values: [String], for kind: AnswerKind) -> AnswerInput? {
    if case .comment = kind {
      guard values.count <= 1 else { return .unreadable }
      return values.first.flatMap { $0.isEmpty ? nil : .text($0) }
    }
    let words = values.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
    guard let first = words.first else { return nil }
    if case .many = kind {
      if words == [noneWord] { return .codes([]) }
      let codes = words.compactMap { Int($0) }
      if codes.count == words.count { return .codes(codes) }
      return words.count == 1 ? .text(first) : .unreadable
    }
    guard words.count == 1 else { return .unreadable }
    if first == AnswerInput.declinedWord { return .declined }
    if first == AnswerInput.notApplicableWord { return .notApplicable }
    switch kind {
    case .choice, .netScore:
      // A value that no option has, so that the page says "choose one of the options".
      return Int(first).map { .number(Double($0)) } ?? .text(first)
    case .number:
      return Double(first.replacing(",", with: ".")).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(first)
    case .unit, .many, .comment:
      return .text(first)
    }
  }
}

extension String {
  /// The text without white space around it.
  func trimmingSpaces() -> String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[start...end])
  }
}
