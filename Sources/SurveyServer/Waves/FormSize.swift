internal import SurveyCore

/// To what length the script pads the forms of a survey, so that an observer of the network doesn't see from a form's size how much was
/// answered.
///
/// Longer forms, which only very long comments in other scripts than Latin make, are padded to a multiple of it.
enum FormSize {
  /// The largest form of the questions, with three bytes for each character of a comment, rounded up to whole kibibytes.
  ///
  /// - Parameters:
  ///   - questions: All questions of the survey.
  ///   - units: The units to choose from, by unit question.
  static func bytes(for questions: [Question], units: [String: [PreparedWave.UnitChoice]]) -> Int {
    let answers = questions.reduce(0) { $0 + bytes(for: $1, units: units[$1.id] ?? []) }
    return (fixed + answers + 1023) / 1024 * 1024
  }

  /// What each form has: the right to answer, the page, the button and the name of the padding.
  private static let fixed = 512
  /// The longest of the words that stand for no answer.
  private static let word = "declined".utf8.count

  private static func bytes(for question: Question, units: [PreparedWave.UnitChoice]) -> Int {
    let name = question.id.utf8.count + 2
    switch question.kind {
    case .choice, .netScore: return name + max(word, longest(question.kind.codes))
    case .many:
      let options = question.kind.codes.reduce(0) { $0 + name + String($1).utf8.count }
      return options + name + word
    case .number: return name + 3 * 24
    case .comment(let maximumLength): return name + 3 * maximumLength
    case .unit: return name + max(word, units.map(\.id.utf8.count).max() ?? 0)
    }
  }

  private static func longest(_ codes: [Int]) -> Int {
    codes.map { String($0).utf8.count }.max() ?? 0
  }
}
