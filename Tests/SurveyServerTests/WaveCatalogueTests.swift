import Foundation
import SurveyCore
import SurveyTestSupport
import Synchronization
import Testing

@testable import SurveyServer

@Suite struct WaveCatalogueTests {
  /// A box whose waves can be changed and that takes its time to read them.
  private final class SlowBox: AnswerBox {
    private let served: Mutex<[ServedWave]>
    let readings = Mutex(0)

    init(_ waves: [ServedWave]) { served = Mutex(waves) }

    func add(_ wave: ServedWave) { served.withLock { $0.append(wave) } }

    func waves() async throws -> [ServedWave] {
      readings.withLock { $0 += 1 }
      let waves = served.withLock { $0 }
      try await Task.sleep(for: .milliseconds(30))
      return waves
    }

    func state(of right: AnsweringRight, in wave: String) -> RightState { .unused }

    func submit(
      _ answer: SealedAnswer, under right: AnsweringRight, in wave: String
    ) async throws(AnswerBoxError) -> Acceptance { .counted }

    func countedList(of wave: String) -> String? { nil }
    func publishedReports(of wave: String) -> [PublishedReport] { [] }
  }

  private func wave(_ id: String, key: Data = KeeperKey().publicKey) -> ServedWave {
    ServedWave(
      id: id, survey: SampleSurvey.survey, organisation: SampleSurvey.organisation, mode: .open, languages: [.nl, .en],
      opens: .distantPast, closes: .distantFuture, keeperPublicKey: key, keeperProven: true, isClosed: false)
  }

  @Test func `requests that arrive together all find the wave, with one reading`() async throws {
    let box = SlowBox([wave("w1")])
    let catalogue = WaveCatalogue(box: box)
    let found = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 { group.addTask { try await catalogue.wave("w1") != nil } }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(found == 50)
    #expect(box.readings.withLock { $0 } == 1)
  }

  @Test func `a wave that was just opened is found though the last reading still counts`() async throws {
    let box = SlowBox([wave("w1")])
    let catalogue = WaveCatalogue(box: box, interval: .seconds(3_600))
    _ = try await catalogue.wave("w1")
    box.add(wave("w2"))
    try await Task.sleep(for: .milliseconds(120))
    #expect(try await catalogue.wave("w2") != nil)
  }

  @Test func `a wave that can't be prepared doesn't keep the others from being served`() async throws {
    let catalogue = WaveCatalogue(box: SlowBox([wave("w1"), wave("broken", key: Data([1]))]))
    #expect(try await catalogue.wave("w1") != nil)
    #expect(try await catalogue.wave("broken") == nil)
  }
}
