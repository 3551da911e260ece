internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The pages of one wave in one language, made from what the form carries.
struct WavePages {
  let site: Site
  let wave: PreparedWave
  let language: Language
  /// The right to answer as it was typed or made, carried from page to page.
  let right: CarriedRight

  private var survey: Survey { wave.served.survey }
  private var text: PageTexts { site.text(language) }
  private var path: WavePath { WavePath(wave.served.id, language) }
  private var organisation: String { site.organisation(language) }
  private var titleEnd: String { "\(survey.title[language]) – \(organisation)" }

  // MARK: Start

  /// The start page.
  ///
  /// - Parameters:
  ///   - state: What was filled in before somebody came back to this page.
  ///   - owner: Whose answers these are; those of the right that is carried where it isn't given.
  ///   - problem: What is wrong with the code or the pass.
  func start(
    state: FormState = FormState(), of owner: String? = nil, problem: String? = nil, status: HTTPResponse.Status = .ok
  ) -> Response {
    var carried = state.hidden(wave.questions, except: [])
    if !state.isEmpty { carried.append(["name": CarriedRight.ownerField, "value": owner ?? right.owner]) }
    var values: [String: Any] = [
      "survey": survey.title[language], "about": survey.about[language],
      "duration": wave.minutes == 1
        ? text("start.duration-one") : text("start.duration", ["minutes": String(wave.minutes)]),
      "closes": text("home.closes", ["date": DateText.end(wave.served.closes, in: language, timeZone: site.timeZone)]),
      "voluntary": wave.questions.contains(where: \.required)
        ? text("start.voluntary-required") : text("start.voluntary"),
      "privacyPath": path.privacy, "action": path.answers, "scriptHashes": site.scriptHashes(text),
      "savedExplained": wave.served.mode == .pass ? text("save.found-pass") : text("save.found-code"),
    ]
    values.merge(formValues) { own, _ in own }
    if !site.isKiosk { values["paperPath"] = path.paper }
    switch wave.served.mode {
    case .pass:
      values["mode"] = text("start.mode-pass")
      values["howToCheck"] = text("start.how-to-check-pass")
      values["fingerprint"] = wave.served.passKey?.printedFingerprint ?? ""
      values["passAddress"] = site.deskAddress(path.pass)
      values["askPass"] = true
      values["askCode"] = true
      values["codeLabel"] = text("start.slip-label")
      switch right {
      case .code(let code): values["code"] = code
      case .pass(let n, let s) where !n.isEmpty: values["pass"] = s.isEmpty ? n : "\(n).\(s)"
      case .pass, .nonce: break
      }
    case .code:
      values["mode"] = text("start.mode-code")
      values["howToCheck"] = text("start.how-to-check-code")
      values["askCode"] = true
      values["codeLabel"] = text("start.code-label")
      if case .code(let code) = right { values["code"] = code }
    case .open:
      values["mode"] = text("start.mode-open")
      values["howToCheck"] = text("start.how-to-check-open")
      values["askCode"] = false
      carried += right.fields
    }
    values["carried"] = carried
    if let problem {
      let isPass = if case .pass = right { true } else { false }
      values[isPass ? "passProblem" : "codeProblem"] = problem
      values["problems"] = problems([(target: isPass ? "n" : "code", message: problem)])
    } else {
      values["problems"] = problems([])
    }
    return site.page(
      "start", title: prefixed(titleEnd, isError: problem != nil), language: language,
      others: state.isEmpty ? .links(paths { $0.start }) : .buttons(paths { $0.answers }, value: "show-0"),
      wave: wave.served, status: status, script: .survey, values: values)
  }

  // MARK: Questions

  /// A page of questions, or the page that warns before a sensitive section.
  ///
  /// - Parameters:
  ///   - number: The page's number in the plan.
  ///   - flow: Which pages and questions are shown.
  ///   - state: What was filled in so far.
  ///   - problems: What is wrong with answers on the page, in words, by question.
  ///   - returnsToCheck: Whether Continue leads back to the check page.
  func page(
    _ number: Int, flow: PageFlow, state: FormState, problems: [String: String] = [:], returnsToCheck: Bool = false,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let page = wave.plan.pages[number - 1]
    let here = flow.questions(on: number).map { wave.questions[$0] }
    let (heading, intro) = headings(of: page)
    let numbers = flow.numbers
    let isFirstOfPlace = numbers.first { wave.plan.pages[$0 - 1].place == page.place } == number
    var values: [String: Any] = [
      "heading": heading, "action": path.answers, "page": number,
      "forward": returnsToCheck ? "check" : "next",
      "back": returnsToCheck ? "show-\(wave.plan.checkNumber)" : "back",
      "skip": returnsToCheck ? "skip-check" : "skip",
      "progress": text(
        "page.progress",
        [
          "page": String((numbers.firstIndex(of: number) ?? 0) + 1), "pages": String(numbers.count), "section": heading,
        ]),
      "carried": carried(state, except: Set(here.map(\.id))),
    ]
    values.merge(formValues) { own, _ in own }
    if isFirstOfPlace, let intro { values["intro"] = intro }
    // No page says that everything may be skipped where something may not.
    let concerned = here.isEmpty ? wave.plan.questions(inSectionOf: number).map { wave.questions[$0] } : here
    values["optional"] = !concerned.contains(where: \.required)
    let others = Site.OtherLanguages.buttons(
      paths { $0.answers }, value: "\(returnsToCheck ? "page" : "show")-\(number)")
    guard let span = flow.span(of: number) else {
      return site.page(
        "notice", title: "\(heading) – \(titleEnd)", language: language, others: others, wave: wave.served,
        script: .survey, values: values)
    }
    let view = QuestionView(wave: wave, site: site, language: language)
    values["questions"] = here.enumerated().map { index, question in
      view.values(
        of: question, number: span.first + index, chosen: state[question.id], problem: problems[question.id])
    }
    values["supportBeside"] = here.contains(where: \.sensitive) && !site.configuration.support.isEmpty
    values["problems"] = self.problems(
      here.compactMap { question in
        problems[question.id].map { (target: QuestionView.firstControl(of: question.id), message: $0) }
      })
    return site.page(
      "questions", title: prefixed(title(of: span, total: flow.shown.count), isError: !problems.isEmpty),
      language: language, others: others, wave: wave.served, status: status, script: .survey, values: values)
  }

  private func title(of span: (first: Int, last: Int), total: Int) -> String {
    let values: KeyValuePairs = [
      "number": String(span.first), "last": String(span.last), "total": String(total),
      "survey": survey.title[language], "organisation": organisation,
    ]
    return text(span.first == span.last ? "page.title" : "page.title-range", values)
  }

  private func headings(of page: PagePlan.Page) -> (heading: String, intro: String?) {
    switch page.place {
    case .section(let index): (survey.sections[index].title[language], survey.sections[index].intro?[language])
    case .attributes: (text("page.background-heading"), text("page.background-intro"))
    }
  }

  // MARK: Check and done

  /// All answers, each with a way to change it, before they are sent.
  func check(flow: PageFlow, state: FormState) -> Response {
    let view = AnswerText(wave: wave, text: text)
    var sections: [[String: Any]] = []
    for number in flow.numbers where !wave.plan.pages[number - 1].isNotice {
      let page = wave.plan.pages[number - 1]
      let rows = flow.questions(on: number).map { index -> [String: Any] in
        let question = wave.questions[index]
        let answer = view.answer(to: question, state[question.id])
        return [
          "text": question.text[language], "answer": answer ?? text("check.not-answered"), "isOpen": answer == nil,
          "page": number, "change": text("check.change-hidden", ["item": question.text[language]]),
        ]
      }
      let heading = headings(of: page).heading
      if let last = sections.last, last["heading"] as? String == heading, let before = last["rows"] as? [[String: Any]]
      {
        sections[sections.count - 1]["rows"] = before + rows
      } else {
        sections.append(["heading": heading, "rows": rows])
      }
    }
    let rows = sections.compactMap { $0["rows"] as? [[String: Any]] }.joined()
    let values: [String: Any] = [
      "action": path.answers, "page": wave.plan.checkNumber, "sections": sections,
      "isEmpty": rows.allSatisfy { $0["isOpen"] as? Bool == true },
      "carried": carried(state, except: []), "problems": problems([]),
      "sensitive": flow.shown.contains { wave.questions[$0].sensitive },
    ]
    return site.page(
      "check", title: "\(text("check.title")) – \(titleEnd)", language: language,
      others: .buttons(paths { $0.answers }, value: "show-\(wave.plan.checkNumber)"), wave: wave.served,
      script: .survey, values: values.merging(formValues) { own, _ in own })
  }

  /// The page that says that an answer is counted.
  ///
  /// - Parameters:
  ///   - counted: The sentence that says so.
  ///   - isClosed: Whether the wave takes no more answers, so that nothing is to be said of its end.
  func done(_ receipt: Receipt, counted: String, isClosed: Bool = false) -> Response {
    let list = path.counted
    var values: [String: Any] = [
      "heading": text(receipt.repeated ? "done.already-heading" : "done.heading"), "counted": counted,
      "receipt": receipt.text, "listPath": list, "listAddress": site.address(list),
    ]
    if !isClosed {
      let closes = DateText.end(wave.served.closes, in: language, timeZone: site.timeZone)
      values["next"] = text("done.what-next", ["date": closes])
    }
    return site.forgetting(
      site.page(
        "done", title: "\(text("done.title")) – \(titleEnd)", language: language, others: .none, wave: wave.served,
        script: .survey, values: values))
  }

  // MARK: Parts

  /// What every page with the form says about the form and about saving it on the device, which takes a secret to encrypt it with, and a
  /// device that isn't shared.
  private var formValues: [String: Any] {
    let isSavable = !site.isKiosk && wave.served.mode != .open
    let usesPass = if case .pass = right { true } else { false }
    let leaving =
      site.isKiosk
      ? text("site.leave-now-explained-kiosk")
      : isSavable ? text("site.leave-now-explained-saved") : text("site.leave-now-explained")
    return [
      "size": wave.formSize, "waveID": wave.served.id, "until": wave.served.closes.formatted(.iso8601),
      "save": isSavable, "saveExplained": usesPass ? text("save.explained-pass") : text("save.explained-code"),
      "leaveExplained": leaving,
    ]
  }

  private func carried(_ state: FormState, except shown: Set<String>) -> [[String: Any]] {
    right.fields + state.hidden(wave.questions, except: shown)
  }

  private func problems(_ list: [(target: String, message: String)]) -> [String: Any] {
    ["any": !list.isEmpty, "list": list.map { ["target": $0.target, "message": $0.message] }]
  }

  private func prefixed(_ title: String, isError: Bool) -> String {
    isError ? text("site.error-prefix") + title : title
  }

  private func paths(_ path: (WavePath) -> String) -> [Language: String] {
    site.paths(site.languages(of: wave.served)) { path(WavePath(wave.served.id, $0)) }
  }
}
