internal import SurveyCore

/// One posted form: what was filled in, which page it came from, and where the pressed button leads.
struct FormStep {
  /// What the pressed button asks for.
  enum Action: Hashable {
    case next, back, check, send, skip
    /// Skip the rest of the section, then come back to the check page.
    case skipToCheck
    /// Change an answer on that page, then come back to the check page.
    case change(Int)
    /// Show that page again, such as in another language.
    case show(Int)
  }

  /// What is answered.
  enum Outcome {
    case show(PageFlow.Target, PageFlow)
    case correct(page: Int, PageFlow, [AnswerProblems.Entry])
    case send([String: AnswerInput])
  }

  private(set) var state: FormState
  let action: Action
  /// The number of the page that was sent: 0 for the start page.
  let page: Int

  init(_ fields: FormFields, in wave: PreparedWave) {
    let number = fields["page"].flatMap { Int($0) } ?? 0
    page = max(0, min(number, wave.plan.checkNumber))
    let onPage = wave.plan.pages.indices.contains(page - 1) ? wave.plan.pages[page - 1].questions : []
    let blank = FormState(fields, questions: wave.indices, onPage: [])
    let shown = Self.shown(blank, in: wave)
    let sent = FormState(
      fields, questions: wave.indices, onPage: onPage.filter(shown.contains).map { wave.questions[$0].id })
    action = Self.action(fields["do"] ?? "")
    switch action {
    case .skip, .skipToCheck:
      state = sent.skipping(wave.plan.questions(inSectionOf: page).map { wave.questions[$0].id })
    case .next, .back, .check, .send, .change, .show: state = sent
    }
  }

  /// The same step with nothing filled in.
  func forgetting() -> FormStep {
    var step = self
    step.state = FormState()
    return step
  }

  /// Whether the page that follows leads back to the check page.
  var returnsToCheck: Bool {
    switch action {
    case .check, .change, .skipToCheck: true
    case .next, .back, .send, .skip, .show: false
    }
  }

  /// Where the step leads.
  func outcome(in wave: PreparedWave) -> Outcome {
    let answers = wave.validator.inputs(form: state.values)
    let flow = PageFlow(wave: wave, shown: Self.shown(state, in: wave))
    switch action {
    case .next, .check:
      let here = flow.questions(on: page).map { wave.questions[$0].id }
      let problems = wave.validator.problems(in: answers, for: here)
      guard problems.isEmpty else { return .correct(page: page, flow, problems) }
      // The page that warns is followed by what it warns of.
      let goesOn = action == .next || (here.isEmpty && page > 0)
      return .show(goesOn ? flow.after(page) : flow.firstUnseen(state), flow)
    case .back: return .show(flow.before(page), flow)
    case .skip: return .show(flow.afterSection(of: page), flow)
    case .skipToCheck: return .show(flow.firstUnseen(state), flow)
    case .change(let number), .show(let number): return .show(target(number, flow), flow)
    case .send:
      let kept = wave.validator.withoutHidden(answers)
      let problems = wave.validator.problems(in: kept, for: wave.questions.map(\.id))
      guard let first = problems.first else { return .send(kept) }
      let number = wave.indices[first.item].flatMap(wave.plan.number(ofQuestion:)) ?? 1
      return .correct(page: number, flow, problems)
    }
  }

  private func target(_ number: Int, _ flow: PageFlow) -> PageFlow.Target {
    if number <= 0 { return .start }
    return flow.numbers.contains(number) ? .page(number) : flow.after(number)
  }

  private static func shown(_ state: FormState, in wave: PreparedWave) -> Set<Int> {
    let answers = wave.validator.inputs(form: state.values)
    return Set(wave.validator.shownQuestions(given: answers).compactMap { wave.indices[$0.id] })
  }

  private static func action(_ value: String) -> Action {
    switch value {
    case "back": return .back
    case "check": return .check
    case "send": return .send
    case "skip": return .skip
    case "skip-check": return .skipToCheck
    default: break
    }
    let parts = value.split(separator: "-", maxSplits: 1)
    if parts.count == 2, let number = Int(parts[1]) {
      if parts[0] == "page" { return .change(number) }
      if parts[0] == "show" { return .show(number) }
    }
    return .next
  }
}
