import Foundation

/// The linking game: over many waves an adversary who has everything that is kept guesses which answer is whose, and is held against
/// somebody who only guesses.
///
/// Each strategy is scored in two ways: by its hits, which a guesser gets as often as a random permutation has fixed points (a Poisson
/// number of mean 1 a wave), and by the rank correlation of the guessed with the true order, which finds a link too weak for hits.
public struct LinkingGame: Sendable {
  /// What a strategy achieved over all waves.
  public struct Score: Sendable, Hashable, Codable {
    /// The strategy.
    public let strategy: LinkingStrategy
    /// In how many waves the evidence gave it anything to go by.
    public var waves = 0
    /// How many people it linked to their answer.
    public var hits = 0
    /// How many hits a guesser is expected to have with as many guesses.
    public var expected = 0.0
    /// The rank correlation of the guessed and the true order over all waves, as a standard normal number under guessing.
    public var correlation = 0.0
    fileprivate var sum = 0.0
    fileprivate var variance = 0.0

    private enum CodingKeys: CodingKey { case strategy, waves, hits, expected, correlation }

    init(strategy: LinkingStrategy) { self.strategy = strategy }
  }

  /// The scores, one for each strategy.
  public private(set) var scores: [Score]
  /// How many waves were played.
  public private(set) var waves = 0

  /// Makes a game without waves.
  public init() {
    scores = LinkingStrategy.allCases.map(Score.init)
  }

  /// Plays a wave.
  ///
  /// - Parameters:
  ///   - evidence: What the adversary has.
  ///   - truth: For each person, by order of issue, the number of the person's answer in the results; nil where the person didn't answer.
  public mutating func play(_ evidence: LinkingEvidence, truth: [Int?]) {
    waves += 1
    let answered = truth.compactMap(\.self)
    for index in scores.indices {
      guard let order = scores[index].strategy.order(in: evidence), order.count > 1 else { continue }
      scores[index].add(order, truth: answered)
    }
  }

  /// Hits that a guesser stays below in 95 of 100 games, over all strategies together.
  public func limit(for score: Score) -> Int {
    let level = 1 - 0.05 / Double(2 * scores.count)
    var probability = exp(-score.expected)
    var sum = probability
    var hits = 0
    while sum < level {
      hits += 1
      probability *= score.expected / Double(hits)
      sum += probability
    }
    return hits
  }

  /// The correlation (as a standard normal number) that a guesser stays within in 95 of 100 games, over all strategies together.
  public var correlationLimit: Double {
    // The two-sided quantile at 0.05 over twice the number of strategies, for the five there are: P(|Z| > 2.81) = 0.005.
    2.81
  }

  /// The strategies that did better than guessing.
  public var winners: [LinkingStrategy] {
    scores.filter { $0.waves > 0 && ($0.hits > limit(for: $0) || abs($0.correlation) > correlationLimit) }.map(
      \.strategy)
  }
}

extension LinkingGame.Score {
  /// - Parameters:
  ///   - order: Answers in the order in which they are thought to have come.
  ///   - truth: The answers in the order in which their people got passes.
  fileprivate mutating func add(_ order: [Int], truth: [Int]) {
    waves += 1
    let place = Dictionary(truth.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let trueRanks = order.map { place[$0] ?? 0 }
    hits += zip(order, truth).count { $0 == $1 }
    expected += Double(order.count) / Double(truth.count)
    // Spearman's coefficient has the variance 1 / (n − 1) under guessing.
    let count = Double(order.count)
    guard count > 2 else { return }
    let ranks = trueRanks.enumerated().sorted { $0.element < $1.element }.enumerated()
      .reduce(into: [Double](repeating: 0, count: order.count)) { $0[$1.element.offset] = Double($1.offset) }
    let squares = ranks.enumerated().reduce(0.0) {
      $0 + ($1.element - Double($1.offset)) * ($1.element - Double($1.offset))
    }
    sum += 1 - 6 * squares / (count * (count * count - 1))
    variance += 1 / (count - 1)
    correlation = sum / variance.squareRoot()
  }
}
