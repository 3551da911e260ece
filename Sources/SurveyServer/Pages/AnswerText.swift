internal import SurveyCore

/// An answer in words, as the check page repeats it.
struct AnswerText {
  let wave: PreparedWave
  let text: PageTexts

  /// The words of an answer, or nil where the question was left open.
  func answer(to question: Question, _ values: [String]) -> String? {
    guard let first = values.first else { return nil }
    if values == [AnswerWord.declined] { return text("page.decline") }
    if values == [AnswerWord.notApplicable] { return text("page.not-applicable") }
    switch question.kind {
    case .choice(let set): return label(first, in: set.options)
    case .many(let options):
      if values == [AnswerWord.none] { return text("page.many-none") }
      return values.map { label($0, in: options) }.joined(separator: "\n")
    case .netScore: return Int(first).map { QuestionView.netScoreLabel($0, text) } ?? first
    case .unit: return wave.unitChoices[question.id]?.first { $0.id == first }?.name ?? first
    case .number, .comment: return first
    }
  }

  private func label(_ value: String, in options: [AnswerOption]) -> String {
    options.first { String($0.code) == value }?.label[text.language] ?? value
  }
}
