import ArgumentParser
import Foundation
import SurveyAudit
import SurveyCore

struct AuditAnonymityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anonymity", abstract: "Play the linking game: try to tell whose answer is whose.",
    discussion: """
      Plays waves with made-up people in temporary folders, with the very code that takes, keeps and unseals answers. An adversary then
      gets every file of desk, box, office and backups, and the true order and times in which people got passes, and guesses whose answer
      is whose: by order, by time, by place in the files. Exit status: 0 no better than guessing, 1 better.

      With --store plain-rows the answers are kept as plain rows with times, as survey products do, and the same adversary wins: that the
      game can be won shows that it is worth playing.
      """)

  @Option(help: "How many waves are played.")
  var waves = 200

  @Option(help: "How many people answer in each.")
  var people = 24

  @Option(help: "What keeps the answers: ours, or plain-rows.")
  var store = "ours"

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(waves) else { throw ValidationError("--waves must be between 1 and 10,000.") }
    guard (4...1_000).contains(people) else { throw ValidationError("--people must be between 4 and 1,000.") }
    guard SimulatedWave.Store(rawValue: store) != nil else {
      throw ValidationError("--store is ours or plain-rows, not '\(store)'.")
    }
  }

  private struct Result: Encodable {
    struct Strategy: Encodable {
      let strategy: String
      let waves, hits, limit: Int
      let expected, correlation, correlationLimit: Double
    }

    let store: String
    let waves, people: Int
    let strategies: [Strategy]
    let winners: [String]
  }

  func run() async throws {
    guard let store = SimulatedWave.Store(rawValue: store) else { return }
    let signingKey = try PassSigningKey()
    let progress = ProgressBar(title: "Playing")
    var game = LinkingGame()
    for number in 1...waves {
      let played = try await SimulatedWave(people: people, store: store, signingKey: signingKey).play()
      game.play(played.evidence, truth: played.truth)
      progress.show(number, of: waves)
    }
    progress.finish()
    if output.json {
      try printJSON(result(game))
    } else {
      print(text(game))
    }
    guard game.winners.isEmpty else {
      throw Failure.failed("The adversary links people to answers better than guessing does.")
    }
  }

  private func result(_ game: LinkingGame) -> Result {
    Result(
      store: store, waves: game.waves, people: people,
      strategies: game.scores.map {
        .init(
          strategy: $0.strategy.rawValue, waves: $0.waves, hits: $0.hits, limit: game.limit(for: $0),
          expected: $0.expected, correlation: $0.correlation, correlationLimit: game.correlationLimit)
      }, winners: game.winners.map(\.rawValue))
  }

  private func text(_ game: LinkingGame) -> String {
    var lines = ["\(game.waves) waves of \(people) people, store: \(store)", ""]
    for score in game.scores {
      let name = score.strategy.words.padding(toLength: 34, withPad: " ", startingAt: 0)
      guard score.waves > 0 else {
        lines.append("\(name) nothing to go by")
        continue
      }
      let correlation = score.correlation.formatted(.number.precision(.fractionLength(2)))
      lines.append(
        "\(name) \(score.hits) of \(game.waves * people) linked; guessing gives \(Int(score.expected.rounded())), "
          + "rarely more than \(game.limit(for: score)); order \(correlation) (guessing: within ±\(game.correlationLimit))"
      )
    }
    lines.append("")
    lines.append(
      game.winners.isEmpty
        ? "No better than guessing." : "Better than guessing: \(game.winners.map(\.words).joined(separator: ", ")).")
    return lines.joined(separator: "\n")
  }
}

extension LinkingStrategy {
  /// What the adversary goes by.
  fileprivate var words: String {
    switch self {
    case .resultOrder: "order of the results"
    case .filePosition: "place of the answers in files"
    case .pagePosition: "place of the answers in pages"
    case .time: "times beside the answers"
    case .sealedOrder: "order of the sealed answers"
    }
  }
}
