import Foundation
import SurveyCore
import SurveyTestSupport
import Testing

@Suite struct ServedWaveTests {
  private static let opens = Date(timeIntervalSince1970: 1_000_000)
  private static let closes = Date(timeIntervalSince1970: 2_000_000)

  private static func wave(proven: Bool = true, closed: Bool = false, opens: Date = opens, closes: Date = closes)
    -> ServedWave
  {
    ServedWave(
      id: "w1", survey: SampleSurvey.survey, organisation: SampleSurvey.organisation, mode: .code, languages: [],
      opens: opens,
      closes: closes, keeperPublicKey: Data(count: 32), keeperProven: proven, isClosed: closed)
  }

  /// Moments before, at and after each border; opening and closing take effect by themselves.
  private static let moments: [(Double, ServedWave.Availability)] = [
    (0, .notYet), (999_999.999, .notYet), (1_000_000, .open), (1_500_000, .open), (1_999_999.999, .open),
    (2_000_000, .closed),
    (9_000_000, .closed),
  ]

  @Test(arguments: moments)
  func `a wave opens and closes by itself, to the moment`(_ seconds: Double, _ expected: ServedWave.Availability) {
    #expect(Self.wave().availability(at: Date(timeIntervalSince1970: seconds)) == expected)
  }

  @Test("without proof that somebody holds the key, a wave never opens", arguments: moments)
  func unproven(_ seconds: Double, _ proven: ServedWave.Availability) {
    let expected = proven == .open ? .notYet : proven
    #expect(Self.wave(proven: false).availability(at: Date(timeIntervalSince1970: seconds)) == expected)
  }

  @Test("a wave closed by command is closed whatever the date, and proven or not", arguments: moments)
  func closedByCommand(_ seconds: Double, _: ServedWave.Availability) {
    let now = Date(timeIntervalSince1970: seconds)
    #expect(Self.wave(closed: true).availability(at: now) == .closed)
    #expect(Self.wave(proven: false, closed: true).availability(at: now) == .closed)
  }

  @Test func `a wave that closes when it opens never opens`() {
    let wave = Self.wave(closes: Self.opens)
    #expect(wave.availability(at: Self.opens) == .closed)
    #expect(wave.availability(at: Self.opens.addingTimeInterval(-1)) == .notYet)
  }
}
