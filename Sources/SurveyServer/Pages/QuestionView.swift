internal import SurveyCore

/// One question as the template of question pages sees it.
struct QuestionView {
  /// From this many units on they are offered as a list to choose from instead of one below the other.
  static let mostUnitRadios = 12

  let wave: PreparedWave
  let site: Site
  let language: Language

  /// The values of a question's part of a page.
  ///
  /// - Parameters:
  ///   - question: The question.
  ///   - number: Its number among the questions that are shown.
  ///   - chosen: The values that were filled in.
  ///   - problem: What is wrong with them, in words.
  func values(of question: Question, number: Int, chosen: [String], problem: String?) -> [String: Any] {
    let text = site.text(language)
    var hints: [String] = []
    if question.required { hints.append(text("page.required-hint")) }
    var values: [String: Any] = [
      "id": question.id, "first": Self.firstControl(of: question.id), "number": number, "text": question.text[language],
      "isGroup": false, "isSelect": false, "isNumber": false, "isComment": false, "value": chosen.first ?? "",
    ]
    switch question.kind {
    case .choice(let set):
      values["isGroup"] = true
      values["options"] = options(
        of: question, set.options.map { (String($0.code), $0.label[language]) }, chosen: chosen, type: "radio")
    case .many(let options):
      hints.append(text("page.many-hint"))
      values["isGroup"] = true
      values["options"] = self.options(
        of: question, options.map { (String($0.code), $0.label[language]) }, chosen: chosen, type: "checkbox",
        noneLabel: text("page.many-none"))
    case .netScore:
      values["isGroup"] = true
      values["options"] = options(
        of: question, (0...10).map { (String($0), Self.netScoreLabel($0, text)) }, chosen: chosen, type: "radio")
    case .number:
      hints.append(text("page.number-hint"))
      values["isNumber"] = true
    case .comment(let maximum):
      hints.append(text("page.comment-hint"))
      if let channel = site.configuration.reportingChannel {
        hints.append(text("page.report-to", ["place": channel[language]]))
      }
      hints.append(text("page.comment-limit", ["maximum": String(maximum)]))
      values["isComment"] = true
    case .unit:
      let units = wave.unitChoices[question.id] ?? []
      if units.count <= Self.mostUnitRadios {
        values["isGroup"] = true
        values["options"] = options(
          of: question, units.map { ($0.id, $0.name) }, groups: Self.groupStarts(units), chosen: chosen, type: "radio")
      } else {
        values["isSelect"] = true
        values["groups"] = Self.groups(units, chosen: chosen)
        values["declined"] = chosen == [AnswerWord.declined]
      }
    }
    values["hints"] = hints.enumerated().map { ["id": "\(question.id)-hint-\($0)", "text": $1] }
    var described = hints.indices.map { "\(question.id)-hint-\($0)" }
    if let problem {
      values["problem"] = problem
      described.insert("\(question.id)-error", at: 0)
    }
    if !described.isEmpty { values["describedBy"] = described.joined(separator: " ") }
    return values
  }

  /// The id of a question's first input, to which the error summary links.
  static func firstControl(of question: String) -> String { "\(question)-1" }

  /// The label of a net score's option: its number, and at the ends what it means.
  static func netScoreLabel(_ score: Int, _ text: PageTexts) -> String {
    switch score {
    case 0: "0 – \(text("page.net-score-low"))"
    case 10: "10 – \(text("page.net-score-high"))"
    default: String(score)
    }
  }

  private func options(
    of question: Question, _ choices: [(value: String, label: String)], groups: [Int: String] = [:], chosen: [String],
    type: String, noneLabel: String? = nil
  ) -> [[String: Any]] {
    let text = site.text(language)
    var all = choices.map { (value: $0.value, label: $0.label, isApart: false) }
    if let noneLabel { all.append((AnswerWord.none, noneLabel, true)) }
    if question.notApplicable { all.append((AnswerWord.notApplicable, text("page.not-applicable"), true)) }
    if question.declinable {
      // Only the first of the answers that are no answer is set apart by a line.
      all.append((AnswerWord.declined, text("page.decline"), !question.notApplicable && noneLabel == nil))
    }
    return all.enumerated().map { index, option in
      var values: [String: Any] = [
        "id": "\(question.id)-\(index + 1)", "name": question.id, "value": option.value, "label": option.label,
        "checked": chosen.contains(option.value), "apart": option.isApart, "type": type,
      ]
      if let group = groups[index] { values["group"] = group }
      return values
    }
  }

  /// The names of the units above, at the first unit of each; empty where all have the same.
  private static func groupStarts(_ units: [PreparedWave.UnitChoice]) -> [Int: String] {
    guard Set(units.map(\.parent)).count > 1 else { return [:] }
    var starts: [Int: String] = [:]
    for (index, unit) in units.enumerated() where index == 0 || units[index - 1].parent != unit.parent {
      starts[index] = unit.parent
    }
    return starts
  }

  private static func groups(_ units: [PreparedWave.UnitChoice], chosen: [String]) -> [[String: Any]] {
    var groups: [(label: String?, options: [[String: Any]])] = []
    for unit in units {
      if groups.isEmpty || groups[groups.count - 1].label != unit.parent { groups.append((unit.parent, [])) }
      groups[groups.count - 1].options.append([
        "value": unit.id, "label": unit.name, "checked": chosen == [unit.id],
      ])
    }
    return groups.map { group in
      var values: [String: Any] = ["options": group.options]
      if let label = group.label { values["label"] = label }
      return values
    }
  }
}

/// The words that stand for answers that choose no option, in forms as in files.
enum AnswerWord {
  static let declined = "declined"
  static let notApplicable = "n/a"
  static let none = "none"
}
