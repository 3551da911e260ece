internal import SurveyCore

/// Which page follows which, given what was answered so far.
struct PageFlow {
  let wave: PreparedWave
  /// The indices of the questions that are asked, given the answers so far.
  let shown: Set<Int>

  /// Where a step leads.
  enum Target: Hashable {
    case start
    case page(Int)
    case check
  }

  private var pages: [PagePlan.Page] { wave.plan.pages }

  /// The questions that page `number` asks now.
  func questions(on number: Int) -> [Int] {
    guard pages.indices.contains(number - 1) else { return [] }
    return pages[number - 1].questions.filter(shown.contains)
  }

  /// The numbers of the pages that are shown now, in order.
  var numbers: [Int] {
    (1...max(pages.count, 1)).filter { pages.indices.contains($0 - 1) && isShown($0) }
  }

  /// The page after `number`.
  func after(_ number: Int) -> Target {
    numbers.first { $0 > number }.map(Target.page) ?? .check
  }

  /// The page before `number`.
  func before(_ number: Int) -> Target {
    numbers.last { $0 < number }.map(Target.page) ?? .start
  }

  /// The first page after the section of page `number`.
  func afterSection(of number: Int) -> Target {
    guard pages.indices.contains(number - 1) else { return .check }
    let place = pages[number - 1].place
    return numbers.first { $0 > number && pages[$0 - 1].place != place }.map(Target.page) ?? .check
  }

  /// The first page with a question that the person has not seen yet: a changed answer can bring up new questions. Where that is a
  /// whole sensitive section, its warning comes first.
  func firstUnseen(_ state: FormState) -> Target {
    func isSeen(_ question: Int) -> Bool { state.isSeen(wave.questions[question].id) }
    guard let number = numbers.first(where: { !questions(on: $0).allSatisfy(isSeen) }) else { return .check }
    let place = pages[number - 1].place
    if let notice = numbers.first(where: { pages[$0 - 1].place == place && pages[$0 - 1].isNotice }),
      !wave.plan.questions(inSectionOf: number).contains(where: isSeen)
    {
      return .page(notice)
    }
    return .page(number)
  }

  /// The first and last number of the questions on a page among all that are shown.
  func span(of number: Int) -> (first: Int, last: Int)? {
    let here = questions(on: number)
    guard let first = here.first else { return nil }
    let before = shown.count { $0 < first }
    return (before + 1, before + here.count)
  }

  private func isShown(_ number: Int) -> Bool {
    let page = pages[number - 1]
    guard page.isNotice else { return page.questions.contains(where: shown.contains) }
    return wave.questions.indices.contains { wave.questions[$0].place == page.place && shown.contains($0) }
  }
}
