import Foundation
import SurveyCore

/// Makes up staff who answer a survey, with planted differences: the same seed gives the same answers.
///
/// Each person has a disposition (standard normal) that moves all of their answers. Planted: the first unit-attribute's later units
/// answer lower (up to 0.6 standard deviations over the tree), people who pick the first option of a sensitive attribute 0.7 lower, and
/// each other attribute 0.2 from its first to its last option. Answers skip 3 % of items and decline 2 %; 4 % decline an attribute.
struct SyntheticStaff {
  private let survey: Survey
  private let validator: AnswerValidator
  private let organisation: Organisation?
  private var generator: SeededGenerator

  init(survey: Survey, organisation: Organisation?, seed: UInt64) {
    self.survey = survey
    self.organisation = organisation
    self.validator = AnswerValidator(survey: survey, organisation: organisation)
    self.generator = SeededGenerator(seed: seed)
  }

  /// One more person's answers, ready to be sent.
  mutating func next() -> [String: AnswerInput] {
    var disposition = normal()
    var answers: [String: AnswerInput] = [:]
    for attribute in survey.attributes {
      if chance(0.04) {
        answers[attribute.id] = .declined
        continue
      }
      disposition += answer(attribute, into: &answers)
    }
    for question in survey.questions {
      guard case .section = question.place else { continue }
      guard question.required || !chance(0.03) else { continue }
      if question.declinable, chance(0.02) {
        answers[question.id] = .declined
      } else if question.notApplicable, chance(0.1) {
        answers[question.id] = .notApplicable
      } else if let answer = answer(question, disposition: disposition) {
        answers[question.id] = answer
      }
    }
    return validator.withoutHidden(answers)
  }

  /// Picks a value of an attribute.
  ///
  /// - Returns: How much the group answers higher or lower.
  private mutating func answer(_ attribute: Attribute, into answers: inout [String: AnswerInput]) -> Double {
    switch attribute.kind {
    case .unit(let level):
      guard let organisation, case let choices = organisation.choices(at: level), !choices.isEmpty else { return 0 }
      let weights = choices.map { Double(organisation.units[$0].headcount ?? 1) }
      let picked = pick(weights)
      answers[attribute.id] = .text(organisation.units[choices[picked]].id)
      return -0.6 * Double(picked) / Double(max(choices.count - 1, 1))
    case .choice(let set):
      // The first options are the largest groups, except that minorities stay minorities.
      let weights = set.options.indices.map { attribute.sensitive ? Double($0 == 0 ? 1 : 5) : 3 / Double($0 + 1) }
      let picked = pick(weights)
      answers[attribute.id] = .number(Double(set.options[picked].code))
      if attribute.sensitive { return picked == 0 ? -0.7 : 0 }
      return 0.2 * (Double(picked) / Double(max(set.options.count - 1, 1)) - 0.5)
    case .many, .netScore, .number, .comment: return 0
    }
  }

  private mutating func answer(_ question: Question, disposition: Double) -> AnswerInput? {
    switch question.kind {
    case .choice(let set):
      // Most people answer a little better than neutral, whichever end of the set is the good one.
      let leaning = disposition * 0.7 + 0.25
      let isTurned = isReversed(question.id) != set.favoursLow
      let level = (isTurned ? -leaning : leaning) + normal() * 0.7
      return .number(Double(set.options[position(of: level, among: set.options.count)].code))
    case .netScore: return .number(Double(position(of: disposition * 0.7 + normal() * 0.7 + 0.3, among: 11)))
    case .many(let options): return .codes(options.map(\.code).filter { _ in chance(0.25) })
    case .number(let bands): return .number(bands[Int.random(in: 0..<bands.count, using: &generator)].rounded(.up))
    case .comment:
      return chance(0.1) ? .text("A made-up comment, number \(Int.random(in: 1...999, using: &generator)).") : nil
    case .unit: return nil
    }
  }

  private func isReversed(_ item: String) -> Bool { survey.items.first { $0.id == item }?.reverse ?? false }

  /// The option at a level, the options being equally wide steps over ±1.5 standard deviations.
  private func position(of level: Double, among count: Int) -> Int {
    min(max(Int(((level + 1.5) / 3 * Double(count)).rounded(.down)), 0), count - 1)
  }

  private mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < probability
  }

  private mutating func pick(_ weights: [Double]) -> Int {
    var rest = Double.random(in: 0..<max(weights.reduce(0, +), .leastNonzeroMagnitude), using: &generator)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  /// A standard normal number (Box–Muller).
  private mutating func normal() -> Double {
    let radius = (-2 * Foundation.log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot()
    return radius * Foundation.cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
  }
}

extension AnswerSet {
  /// Whether its favourable codes lie, on the whole, below all others; false where it has none.
  fileprivate var favoursLow: Bool {
    let others = options.map(\.code).filter { !favourable.contains($0) }
    guard !favourable.isEmpty, !others.isEmpty else { return false }
    return favourable.reduce(0, +) * others.count < others.reduce(0, +) * favourable.count
  }
}
