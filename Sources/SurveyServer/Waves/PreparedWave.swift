internal import SurveyCore
internal import Synchronization

internal import struct Foundation.Data

/// A wave with everything that answering needs worked out once: the questions, their pages, the checks and the seal.
final class PreparedWave: Sendable {
  /// A unit that respondents can choose.
  struct UnitChoice: Sendable, Hashable {
    let id: String
    let name: String
    /// The name of the unit above, if it isn't the whole organisation.
    let parent: String?
  }

  let served: ServedWave
  let questions: [Question]
  let indices: [String: Int]
  let plan: PagePlan
  let validator: AnswerValidator
  private let sealer: Sealer
  private let comments: CommentSealing
  private let definitions = Mutex<[Language?: Data]>([:])
  /// The units to choose from, grouped by the unit above, by unit question.
  let unitChoices: [String: [UnitChoice]]
  /// About how long answering takes.
  let minutes: Int
  /// To what length the script pads every posted form, in bytes.
  let formSize: Int

  init(_ wave: ServedWave) throws {
    served = wave
    questions = wave.survey.questions
    indices = Dictionary(questions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    plan = PagePlan(wave.survey)
    validator = AnswerValidator(survey: wave.survey, organisation: wave.organisation)
    comments = CommentSealing(wave.survey, organisation: wave.organisation)
    sealer = try Sealer(publicKey: wave.keeperPublicKey, wave: wave.id)
    unitChoices = Dictionary(
      questions.compactMap { question in
        guard case .unit(let level) = question.kind, let organisation = wave.organisation else { return nil }
        return (question.id, Self.choices(of: organisation, level: level))
      }, uniquingKeysWith: { first, _ in first })
    minutes = Self.minutes(for: questions)
    formSize = FormSize.bytes(for: questions, units: unitChoices)
  }

  /// Seals a validated answer: fixed-size ciphertexts, one for the ratings and one per comment item.
  func seal(_ answer: ValidatedAnswer) throws -> SealedAnswer {
    try sealer.seal(record: Data(answer.record), comments: try comments.records(of: answer))
  }

  /// The survey as other clients get it, in one language or in all.
  func definition(in language: Language?) -> Data {
    definitions.withLock { definitions in
      if let known = definitions[language] { return known }
      let data = DefinitionJSON.data(of: served.survey, language: language)
      definitions[language] = data
      return data
    }
  }

  private static func choices(of organisation: Organisation, level: String?) -> [UnitChoice] {
    let choices = organisation.choices(at: level).map { index -> UnitChoice in
      let unit = organisation.units[index]
      let parent = unit.parent.map { organisation.units[$0] }
      return UnitChoice(id: unit.id, name: unit.name, parent: parent?.parent == nil ? nil : parent?.name)
    }
    // Units of one parent together, in the order in which the parents first appear.
    var order: [String?] = []
    for choice in choices where !order.contains(choice.parent) { order.append(choice.parent) }
    return order.flatMap { parent in choices.filter { $0.parent == parent } }
  }

  /// Ten seconds for a closed question, half of that where it is asked of some only, a minute for a comment, and half a minute to begin.
  private static func minutes(for questions: [Question]) -> Int {
    let seconds = questions.reduce(30) { seconds, question in
      let whole = if case .comment = question.kind { 60 } else { 10 }
      return seconds + (question.showIf == nil ? whole : whole / 2)
    }
    return max(1, (seconds + 59) / 60)
  }
}
