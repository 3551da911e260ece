import Foundation
import Testing

@testable import SurveyAudit

@Suite struct LinkingGameTests {
  private static let people = 20

  private static func answer(_ generator: inout SplitMix64) -> [UInt8] {
    (0..<24).map { _ in .random(in: 1...5, using: &generator) }
  }

  /// Plays 30 waves whose evidence a store makes from the answers in order of issue.
  private static func game(
    _ store: ([[UInt8]], inout SplitMix64) -> LinkingEvidence
  ) -> LinkingGame {
    var generator = SplitMix64(state: 7)
    var game = LinkingGame()
    for _ in 0..<30 {
      let answers = (0..<people).map { _ in answer(&generator) }
      let evidence = store(answers, &generator)
      game.play(evidence, truth: answers.map { evidence.results.firstIndex(of: $0) })
    }
    return game
  }

  private static let issued = (0..<people).map { 1_800_000_000 + 60 * Double($0) }

  @Test func `shuffled results and files without answers are no better than guessing`() {
    let game = Self.game { answers, generator in
      LinkingEvidence(
        issued: Self.issued, files: ["box": Data((0..<9_000).map { _ in .random(in: 0...255, using: &generator) })],
        results: answers.shuffled(using: &generator))
    }
    #expect(game.winners == [])
    #expect(game.waves == 30)
    #expect(game.scores.first { $0.strategy == .filePosition }?.waves == 0)
  }

  @Test func `results in the order of issue are linked`() {
    let game = Self.game { answers, _ in LinkingEvidence(issued: Self.issued, files: [:], results: answers) }
    #expect(game.winners == [.resultOrder])
    #expect(game.scores[0].hits == 30 * Self.people)
  }

  @Test func `results that are shuffled only a little are linked`() {
    let game = Self.game { answers, generator in
      let keys = answers.indices.map { Double($0) + Double.random(in: 0...30, using: &generator) }
      return LinkingEvidence(
        issued: Self.issued, files: [:], results: zip(keys, answers).sorted { $0.0 < $1.0 }.map(\.1))
    }
    #expect(game.winners == [.resultOrder])
  }

  @Test func `rows in a file in order of arrival are linked`() {
    let game = Self.game { answers, generator in
      LinkingEvidence(
        issued: Self.issued, files: ["rows": Data(answers.joined(separator: [0, 0]))],
        results: answers.shuffled(using: &generator))
    }
    #expect(game.winners.contains(.filePosition))
    #expect(!game.winners.contains(.resultOrder))
  }

  @Test func `rows in a page filled from its end are linked`() {
    let game = Self.game { answers, generator in
      var page = Data(count: 4_096)
      for (number, answer) in answers.enumerated() {
        let end = 4_096 - 40 * number
        page.replaceSubrange(end - answer.count..<end, with: answer)
      }
      return LinkingEvidence(issued: Self.issued, files: ["page": page], results: answers.shuffled(using: &generator))
    }
    #expect(game.scores.first { $0.strategy == .pagePosition }?.hits == 30 * Self.people)
  }

  @Test func `times beside shuffled rows are linked`() {
    let game = Self.game { answers, generator in
      let rows = zip(answers, Self.issued).map { answer, time in
        Data(answer) + withUnsafeBytes(of: (time + 300).bitPattern.bigEndian) { Data($0) } + Data(count: 120)
      }
      return LinkingEvidence(
        issued: Self.issued, files: ["rows": Data(rows.shuffled(using: &generator).joined())],
        results: answers.shuffled(using: &generator))
    }
    #expect(game.winners == [.time])
  }

  @Test func `sealed answers opened in the order of their table are linked by their place`() {
    let game = Self.game { answers, generator in
      // Each answer's sealed form lies in the file by arrival; the table gives them in another order, and the results keep that one.
      let sealed = answers.map { _ in Data((0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }) }
      let table = answers.indices.shuffled(using: &generator)
      return LinkingEvidence(
        issued: Self.issued, files: ["box": Data(sealed.reversed().joined())], results: table.map { answers[$0] },
        sealed: table.map { sealed[$0] })
    }
    #expect(game.winners == [.sealedOrder])
  }

  // scipy.stats.poisson.ppf([1 - 0.05 / 10] * 3, [1, 30, 200]) gives 4, 45, 237.
  @Test func `the limit of hits is that of a guesser`() {
    for (expected, limit) in [(1.0, 4), (30, 45), (200, 237)] {
      var score = LinkingGame.Score(strategy: .resultOrder)
      score.expected = expected
      #expect(LinkingGame().limit(for: score) == limit)
    }
  }
}
