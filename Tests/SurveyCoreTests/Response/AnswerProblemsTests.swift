import Testing

@testable import SurveyCore

@Suite struct AnswerProblemsTests {
  @Test(
    "messages say what to do with numbers as people write them",
    arguments: [
      (AnswerProblem.numberOutOfRange(minimum: 0), "The number must be at least 0."),
      (AnswerProblem.numberOutOfRange(minimum: 1.5), "The number must be at least 1.5."),
      (AnswerProblem.tooLong(maximum: 500), "The text must have at most 500 characters."),
      (AnswerProblem.required, "This question needs an answer."),
    ])
  func messages(_ problem: AnswerProblem, _ message: String) {
    #expect(problem.message == message)
  }
}
