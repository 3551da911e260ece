internal import SurveyCore

/// How a survey's questions fall into pages: in order, at most five a page, never across sections, and never together with a question
/// that decides whether they are asked.
struct PagePlan: Sendable {
  /// One page.
  struct Page: Sendable, Hashable {
    /// The section, or the attributes at the end.
    let place: Question.Place
    /// The indices of the questions; none on the page that warns before a sensitive section.
    let questions: [Int]

    /// Whether the page only says what comes next.
    var isNotice: Bool { questions.isEmpty }
  }

  /// The largest number of questions on a page.
  static let questionsPerPage = 5

  /// The pages in order. On forms they are numbered from 1; 0 is the start page, and the one after the last is the check page.
  let pages: [Page]

  /// The plan of a survey.
  init(_ survey: Survey) {
    let questions = survey.questions
    var pages: [Page] = []
    var current: [Int] = []
    func finish() {
      if let first = current.first { pages.append(Page(place: questions[first].place, questions: current)) }
      current = []
    }
    for (index, question) in questions.enumerated() {
      let isNewPlace = index == 0 || questions[index - 1].place != question.place
      let gates = question.showIf?.items ?? []
      if isNewPlace || question.pageBreakBefore || current.count == Self.questionsPerPage
        || current.contains(where: { gates.contains(questions[$0].id) })
      {
        finish()
      }
      if isNewPlace, case .section(let section) = question.place, survey.sections[section].sensitive {
        pages.append(Page(place: question.place, questions: []))
      }
      current.append(index)
    }
    finish()
    self.pages = pages
  }

  /// The number of the check page.
  var checkNumber: Int { pages.count + 1 }

  /// The indices of all questions in the section of page `number`.
  func questions(inSectionOf number: Int) -> [Int] {
    guard pages.indices.contains(number - 1) else { return [] }
    return pages.filter { $0.place == pages[number - 1].place }.flatMap(\.questions)
  }

  /// The number of the page on which a question stands, or nil for no question of the survey.
  func number(ofQuestion index: Int) -> Int? {
    pages.firstIndex { $0.questions.contains(index) }.map { $0 + 1 }
  }
}
