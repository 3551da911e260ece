internal import Foundation
internal import SurveyCore

/// A box of one wave that keeps nothing: what is sent is checked and sealed as in a real wave, to a key that nobody has, and dropped.
struct PreviewBox: AnswerBox {
  /// The id of the wave.
  static let wave = "preview"

  private let source: PreviewSource
  private let organisation: Organisation?
  private let mode: ParticipationMode
  private let opens: Date
  private let key = KeeperKey().publicKey

  /// - Parameters:
  ///   - source: The survey.
  ///   - organisation: The units to choose from; made up from what the survey asks where there are none.
  ///   - mode: `open`, or `code`, where any code is good.
  ///   - now: The present moment; the wave is open from then on for two weeks.
  init(source: PreviewSource, organisation: Organisation?, mode: ParticipationMode, now: Date) {
    self.source = source
    self.organisation = organisation
    self.mode = mode
    opens = now
  }

  func waves() async throws -> [ServedWave] {
    guard let survey = source.current.survey else { return [] }
    return [
      ServedWave(
        id: Self.wave, survey: survey, organisation: organisation ?? Self.units(for: survey), mode: mode,
        languages: survey.languages, opens: opens, closes: opens.addingTimeInterval(14 * 86_400),
        keeperPublicKey: key, keeperProven: true, isClosed: false)
    ]
  }

  func state(of right: AnsweringRight, in wave: String) async throws -> RightState { .unused }

  func countedList(of wave: String) async throws -> String? { nil }

  func publishedReports(of wave: String) async throws -> [PublishedReport] { [] }

  func submit(
    _ answer: SealedAnswer, under right: AnsweringRight, in wave: String
  ) async throws(AnswerBoxError) -> Acceptance { .counted }

  /// Two made-up units of every level that the survey asks for.
  private static func units(for survey: Survey) -> Organisation? {
    let levels = survey.attributes.compactMap { attribute -> String? in
      if case .unit(let level) = attribute.kind { level ?? "unit" } else { nil }
    }
    guard !levels.isEmpty else { return nil }
    var units = [Organisation.Unit(id: "all", parent: nil, level: "all", name: "Everybody", headcount: nil)]
    for level in Set(levels).sorted() {
      for number in 1...2 {
        units.append(
          Organisation.Unit(
            id: "\(level)-\(number)", parent: 0, level: level, name: "\(level.capitalized) \(number)", headcount: nil))
      }
    }
    return Organisation(units: units)
  }
}
