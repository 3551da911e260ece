internal import Hummingbird
internal import SurveyCore

/// The questionnaire to print and fill in with a pen, and how it comes back.
struct PaperPage {
  let site: Site
  let wave: PreparedWave
  let language: Language

  private var text: PageTexts { site.text(language) }
  private var survey: Survey { wave.served.survey }

  func response() -> Response {
    let path = WavePath(wave.served.id, language)
    let closes = DateText.end(wave.served.closes, in: language, timeZone: site.timeZone)
    return site.page(
      "paper",
      title: "\(text("paper.title")) – \(survey.title[language]) – \(site.organisation(language))", language: language,
      others: .links(site.paths(site.languages(of: wave.served)) { WavePath(wave.served.id, $0).paper }),
      wave: wave.served,
      values: [
        "survey": survey.title[language], "about": survey.about[language], "startPath": path.start,
        "privacyAddress": site.address(path.privacy),
        "how": [
          text("start.voluntary"), text("paper.how-tick"), text("paper.how-hand-in", ["date": closes]),
          text("paper.how-typed"), text("paper.how-once"),
        ],
        "sections": sections, "usesCode": wave.served.mode != .open,
      ])
  }

  private var sections: [[String: Any]] {
    var sections: [[String: Any]] = []
    for (index, question) in wave.questions.enumerated() {
      if index == 0 || wave.questions[index - 1].place != question.place {
        var section: [String: Any] = ["questions": [[String: Any]]()]
        switch question.place {
        case .section(let number):
          section["heading"] = survey.sections[number].title[language]
          if let intro = survey.sections[number].intro?[language] { section["intro"] = intro }
          section["sensitive"] = survey.sections[number].sensitive
        case .attributes:
          section["heading"] = text("page.background-heading")
          section["intro"] = text("page.background-intro")
        }
        sections.append(section)
      }
      let before = sections[sections.count - 1]["questions"] as? [[String: Any]] ?? []
      sections[sections.count - 1]["questions"] = before + [values(of: question, number: index + 1)]
    }
    return sections
  }

  private func values(of question: Question, number: Int) -> [String: Any] {
    var values: [String: Any] = ["number": number, "text": question.text[language]]
    var hints: [String] = []
    if let condition = question.showIf {
      hints.append(text("paper.only-if", ["condition": words(condition)]))
    }
    var boxes: [String] = []
    switch question.kind {
    case .choice(let set): boxes = set.options.map { $0.label[language] }
    case .many(let options):
      hints.append(text("paper.many"))
      boxes = options.map { $0.label[language] } + [text("page.many-none")]
    case .netScore: boxes = (0...10).map { QuestionView.netScoreLabel($0, text) }
    case .number: values["line"] = text("paper.number")
    case .unit:
      let units = wave.unitChoices[question.id] ?? []
      if units.count <= QuestionView.mostUnitRadios {
        boxes = units.map(\.name)
      } else {
        values["line"] = text("paper.unit")
      }
    case .comment:
      hints.append(text("page.comment-hint"))
      if let channel = site.configuration.reportingChannel {
        hints.append(text("page.report-to", ["place": channel[language]]))
      }
      values["isComment"] = true
    }
    if question.notApplicable { boxes.append(text("page.not-applicable")) }
    if question.declinable { boxes.append(text("page.decline")) }
    values["hints"] = hints
    values["hasBoxes"] = !boxes.isEmpty
    values["boxes"] = boxes
    return values
  }

  /// A condition in words, with the numbers of the questions that it speaks of.
  private func words(_ condition: Condition) -> String {
    switch condition {
    case .item(let id, let codes):
      let number = wave.indices[id].map { String($0 + 1) } ?? id
      let answers = codes.map { text("paper.answer", ["answer": label(of: $0, in: id)]) }
      return text("paper.condition-item", ["number": number, "answers": joined(answers, "or")])
    case .all(let parts): return joined(parts.map(words), "and")
    case .any(let parts): return joined(parts.map(words), "or")
    case .not(let part): return text("paper.condition-not", ["condition": words(part)])
    }
  }

  private func joined(_ parts: [String], _ word: String) -> String {
    guard let first = parts.first else { return "" }
    return parts.dropFirst().reduce(first) { text("paper.condition-\(word)", ["first": $0, "second": $1]) }
  }

  private func label(of code: Int, in id: String) -> String {
    guard let index = wave.indices[id] else { return String(code) }
    let options: [AnswerOption] =
      switch wave.questions[index].kind {
      case .choice(let set): set.options
      case .many(let options): options
      case .netScore, .number, .unit, .comment: []
      }
    return options.first { $0.code == code }?.label[language] ?? String(code)
  }
}
