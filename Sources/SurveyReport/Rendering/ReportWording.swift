import FoundationEssentials
import SurveyCore
import SurveyStats

/// A report's words and numbers in one language, the same in every rendering.
struct ReportWording {
  let report: Report
  let language: Language

  var numbers: NumberFormat { NumberFormat(language: language) }
  private var dates: DateFormat { DateFormat(language: language, timeZone: report.facts.timeZone) }

  func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String> = [:]) -> String {
    phrase.text(in: language, values)
  }

  /// A name and what is said of it.
  func pair(_ name: String, _ text: String) -> String { name + (language == .fr ? "\u{A0}: " : ": ") + text }

  /// A name in quotation marks.
  func quoted(_ name: String) -> String {
    switch language {
    case .nl, .en: "“\(name)”"
    case .fr: "«\u{A0}\(name)\u{A0}»"
    case .de: "„\(name)“"
    }
  }

  // MARK: Frame

  var organisation: String { report.configuration.organisationName[language] }

  var title: String { report.plan.title[language] }

  var audience: String { self(.forAudience, ["audience": report.plan.audience[language]]) }

  /// What the people were asked about.
  var survey: String { report.survey.title[language] }

  /// When people could answer; the end is left out where it isn't known.
  var period: String {
    let opened = dates.day(report.facts.opened)
    if report.facts.isClosedEarly { return self(.periodClosedEarly, ["opened": opened]) }
    return self(.period, ["opened": opened, "closed": lastDay(before: report.facts.closed)])
  }

  func day(_ date: Date) -> String { dates.day(date) }

  /// The last day on which people could answer: a wave that closes at midnight was open on the day before.
  func lastDay(before closed: Date) -> String { dates.day(closed.addingTimeInterval(-1)) }

  // MARK: Names

  func name(of group: Group) -> String {
    if group.isTotal { return self(.everybody) }
    let order = report.survey.attributes.map(\.id)
    let values = group.values.sorted {
      (order.firstIndex(of: $0.key) ?? order.count, $0.key) < (order.firstIndex(of: $1.key) ?? order.count, $1.key)
    }
    return values.map { name(of: $0.key, value: $0.value) }.joined(separator: " · ")
  }

  /// What a group is called below the heading of a comparison.
  func name(of group: Group, in comparison: Report.Comparison) -> String {
    comparison.by.count == 1 && group.values.values.first == Group.declined ? self(.notStated) : name(of: group)
  }

  /// How far a group of units stands below the highest one that is compared; 0 for other groups.
  func level(of group: Group, in comparison: Report.Comparison) -> Int {
    guard let organisation = report.organisation, comparison.by == [report.survey.unitAttribute] else { return 0 }
    func depth(_ group: Group) -> Int? {
      group.unfolded.values.values.first.flatMap(organisation.index).map { organisation.path(from: $0).count }
    }
    guard let own = depth(group), let least = comparison.groups.compactMap(depth).min() else { return 0 }
    return own - least
  }

  private func name(of attribute: String, value: String) -> String {
    if value == Group.declined { return self(.notStatedOf, ["attribute": title(of: attribute)]) }
    let plain = Group([attribute: value]).unfolded.values[attribute] ?? value
    let label = label(of: attribute, code: plain)
    return plain == value ? label : self(.orNotStated, ["group": label])
  }

  private func label(of attribute: String, code: String) -> String {
    if let organisation = report.organisation, let unit = organisation.index(of: code),
      case .unit? = report.survey.questions.first(where: { $0.id == attribute })?.kind
    {
      return organisation.units[unit].name
    }
    guard let question = report.survey.questions.first(where: { $0.id == attribute }), let code = Int(code) else {
      return code
    }
    return label(of: question.kind, code: code)
  }

  /// The words of an option, band or number.
  func label(of kind: AnswerKind, code: Int) -> String {
    switch kind {
    case .choice(let set): set.options.first { $0.code == code }?.label[language] ?? String(code)
    case .many(let options): options.first { $0.code == code }?.label[language] ?? String(code)
    case .number(let bands) where bands.indices.contains(code - 1):
      code < bands.count
        ? self(.bandBetween, ["low": number(bands[code - 1]), "high": number(bands[code])])
        : self(.bandFrom, ["low": number(bands[code - 1])])
    default: String(code)
    }
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() ? numbers.whole(Int(value)) : numbers.decimal(value, places: 1)
  }

  /// What an item, scale or attribute is called.
  func title(of id: String) -> String {
    if let scale = report.survey.scales.first(where: { $0.id == id }) { return scale.title[language] }
    return report.survey.questions.first { $0.id == id }?.text[language] ?? id
  }

  /// The attributes of a comparison.
  func title(of by: [String]) -> String { by.map { title(of: $0) }.joined(separator: " × ") }

  // MARK: Cells that are not shown

  func reason(_ suppression: Suppression) -> String {
    switch suppression.reason {
    case .small: return self(.reasonSmall)
    case .undeclared: return self(.reasonUndeclared)
    case .difference:
      if suppression.because.isEmpty { return self(.reasonDifferenceAlone) }
      var names = suppression.because.prefix(2).map { quoted(name(of: $0)) }.joined(separator: ", ")
      if suppression.because.count > 2 { names += " " + self(.andOthers) }
      return self(.reasonDifference, ["because": names])
    }
  }

  /// One word or two for a cell that is not shown.
  func mark<Value>(_ cell: Released<Value>.Cell?) -> String {
    switch cell {
    case .banded(let band): range(of: band) ?? self(.hiddenCell)
    case .suppressed: self(.hiddenCell)
    case .empty(.nobodyAnswered): self(.nobodyAnswered)
    case .empty(.notAsked), nil: self(.notAsked)
    case .shown: self(.notComputable)
    }
  }

  /// Why a cell is not shown, in words.
  func explanation<Value>(_ cell: Released<Value>.Cell?) -> String {
    switch cell {
    case .suppressed(let suppression): pair(mark(cell), reason(suppression))
    case .banded: pair(mark(cell), self(.reasonBand))
    default: mark(cell)
    }
  }

  /// The range of the favourable share that is told of a nearly unanimous group; nil where there is none.
  private func range(of band: Band) -> String? {
    band.favourable.map {
      numbers.range(numbers.decimal($0.lowerBound * 100, places: 0), numbers.percent($0.upperBound * 100))
    }
  }

  /// What is said where a part of the report has nothing to show.
  var nothing: String { self(report.facts.respondents == 0 ? .nobodyAnsweredWave : .nothingShown) }

  /// What is said in the place of a comparison whose grouping the survey doesn't declare.
  func undeclared(_ comparison: Report.Comparison) -> String {
    self(.undeclaredComparison, ["by": "[\(comparison.by.joined(separator: ", "))]"])
  }

  // MARK: Indicators

  /// Why an indicator can't be computed.
  func explanation(_ error: StatisticsError) -> String {
    let reason =
      switch error {
      case .tooFew(_, let required, let given):
        self(.errorTooFew, ["required": numbers.whole(required), "given": numbers.whole(given)])
      case .noVariance: self(.errorNoVariance)
      case .unequalLengths, .invalid: self(.errorInvalid)
      }
    return self(.cannotBeComputed, ["reason": reason])
  }

  func measure(_ measure: Indicator.Measure) -> String {
    switch measure {
    case .mean: self(.measureMean)
    case .favourable: self(.measureFavourable)
    case .index100: self(.measureIndex)
    case .netScore: self(.measureNet)
    }
  }

  func value(_ value: Double, _ measure: Indicator.Measure) -> String {
    switch measure {
    case .mean: numbers.decimal(value, places: 2)
    case .favourable: numbers.percent(value)
    case .index100: numbers.decimal(value, places: 0)
    case .netScore: numbers.signed(value, places: 0)
    }
  }

  func interval(_ figure: IndicatorFigure) -> String {
    let low = value(figure.low, figure.measure)
    let high = value(figure.high, figure.measure)
    switch figure.measure {
    case .favourable: return numbers.range(numbers.decimal(figure.low, places: 0), high)
    case .mean, .index100: return numbers.range(low, high)
    case .netScore: return "\(low) … \(high)"
    }
  }

  /// What can be said about the target: nothing where the interval holds it.
  func targetState(_ figure: IndicatorFigure) -> String? {
    guard let target = figure.target else { return nil }
    if figure.low >= target { return self(figure.direction == .up ? .targetReached : .targetMissed) }
    if figure.high <= target { return self(figure.direction == .up ? .targetMissed : .targetReached) }
    return self(.targetOpen)
  }

  /// The change since the wave before, in numbers and words.
  func change(_ figure: IndicatorFigure) -> String {
    guard let change = figure.change else { return self(.firstTime) }
    return "\(signed(change.value, figure.measure)) (\(direction(of: change)))"
  }

  /// A difference in the unit of a measure.
  func signed(_ difference: Double, _ measure: Indicator.Measure) -> String {
    numbers.signed(difference, places: measure == .mean ? 2 : 0)
  }

  /// Whether a change goes up or down, as far as its interval tells.
  func direction(of change: IndicatorFigure.Change) -> String {
    self(change.low > 0 ? .changeUp : change.high < 0 ? .changeDown : .changeUnclear)
  }

  // MARK: Paragraphs

  /// What is said about participation, after the number of answers.
  var participation: [String] {
    let facts = report.facts
    if facts.isImported { return [self(.importedAnswers)] }
    var sentences: [String] = []
    if let headcount = facts.headcount, facts.mode == .open {
      sentences.append(self(.openHeadcount, ["headcount": numbers.whole(headcount)]))
    } else if facts.mode == .open {
      sentences.append(self(.openMode))
    } else if let rate = facts.rate, let headcount = facts.headcount {
      sentences.append(
        self(.ofHeadcount, ["rate": numbers.share(rate), "headcount": numbers.whole(headcount)]))
    }
    // A number below the minimum would tell colleagues whether somebody whose paper they saw took part.
    if facts.paperAnswers >= facts.privacy.minimumGroup {
      sentences.append(self(.onPaper, ["count": numbers.whole(facts.paperAnswers)]))
    } else if facts.paperAnswers > 0 {
      sentences.append(self(.fewOnPaper, ["minimum": numbers.whole(facts.privacy.minimumGroup)]))
    }
    if let codes = facts.codesPrinted { sentences.append(self(.codesPrinted, ["codes": numbers.whole(codes)])) }
    return sentences
  }

  /// How the figures were made and what they can't tell.
  var method: [String] {
    let source = report.survey.source
    var sentences = [self(.methodProtection), self(.methodVoluntary), self(.methodIntervals)]
    if report.indicators.cells.contains(where: {
      if case .shown(let figure, _) = $0.cell { figure.change != nil } else { false }
    }) {
      sentences.append(self(.methodChange))
    }
    sentences.append(self(.methodLimits))
    if report.facts.mode == .open, !report.facts.isImported { sentences.append(self(.openMode)) }
    if let untested { sentences.append(untested) }
    sentences.append(
      self(
        .methodSource,
        [
          "survey": "\(report.survey.id)@\(report.survey.version)", "origin": source.origin,
          "licence": source.licence,
        ]))
    return sentences
  }

  /// Which translations nobody tried out with people who speak the language; every report says so, also one without a block on method.
  var untested: String? {
    let languages = report.untestedLanguages
    return languages.isEmpty ? nil : self(.methodUntested, ["languages": list(languages.map { name(of: $0) })])
  }

  /// The same, where no block of the plan says it.
  var untestedApart: String? { report.plan.blocks.contains(.method) ? nil : untested }

  var ledger: String { self(.methodLedger, ["head": report.ledgerHead]) }

  /// The words one after another, "and" before the last.
  private func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(self(.and)) \(last)"
  }

  private func name(of language: Language) -> String {
    switch language {
    case .nl: self(.languageDutch)
    case .fr: self(.languageFrench)
    case .de: self(.languageGerman)
    case .en: self(.languageEnglish)
    }
  }
}
