internal import SurveyCore

/// What is wrong with an answer, in the words of the page.
enum ProblemText {
  static func words(for problem: AnswerProblem, _ text: PageTexts) -> String {
    switch problem {
    case .required: text("error.required")
    case .unknownOption, .notOffered, .unknownItem, .unknownUnit, .wrongType: text("error.unknown-option")
    case .notANumber: text("error.number")
    case .numberOutOfRange(let minimum): text("error.number-range", ["minimum": number(minimum, text.language)])
    case .tooLong(let maximum): text("error.too-long", ["maximum": String(maximum)])
    case .notShown: text("error.not-shown")
    }
  }

  /// A number as the language writes it, with a decimal comma where it has one.
  static func number(_ number: Double, _ language: Language) -> String {
    let text = Int(exactly: number).map { String($0) } ?? String(number)
    return language == .en ? text : text.replacing(".", with: ",")
  }
}
