internal import SurveyCore

/// What somebody has filled in so far, as the form carries it from page to page. The server keeps nothing of it.
struct FormState: Sendable, Hashable {
  /// The values as typed or ticked, by question. A question that was shown and left open has an empty list.
  private(set) var values: [String: [String]] = [:]

  /// Nothing filled in.
  init() {}

  /// The values that a form sent.
  ///
  /// - Parameters:
  ///   - fields: The form's fields.
  ///   - questions: The ids of the survey's questions; other fields are left aside.
  ///   - onPage: The ids of the questions on the page that was sent, which are seen even where nothing was ticked.
  init(_ fields: FormFields, questions: [String: Int], onPage: [String]) {
    for id in onPage { values[id] = [] }
    for field in fields.fields where questions[field.name] != nil {
      let value = field.value.replacing("\r\n", with: "\n")
      if value.isEmpty {
        values[field.name, default: []] += []
      } else {
        values[field.name, default: []].append(value)
      }
    }
  }

  /// The values of a question; empty where it was left open or not reached.
  subscript(id: String) -> [String] { values[id] ?? [] }

  /// Whether nothing was filled in.
  var isEmpty: Bool { values.isEmpty }

  /// Whether the question was shown to the person.
  func isSeen(_ id: String) -> Bool { values[id] != nil }

  /// The same with these questions left open, where they weren't answered: a part that somebody skips is not asked again.
  func skipping(_ ids: [String]) -> FormState {
    var skipped = self
    for id in ids where !isSeen(id) { skipped.values[id] = [] }
    return skipped
  }

  /// The hidden fields that carry everything on to the next page.
  ///
  /// - Parameters:
  ///   - questions: The questions in order.
  ///   - shown: The questions that the next page shows itself.
  func hidden(_ questions: [Question], except shown: Set<String>) -> [[String: Any]] {
    questions.filter { !shown.contains($0.id) }.flatMap { question -> [[String: Any]] in
      guard let values = values[question.id] else { return [] }
      return (values.isEmpty ? [""] : values).map { ["name": question.id, "value": $0] }
    }
  }
}
