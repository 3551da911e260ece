/// Where sealed answers are collected while a wave is open.
///
/// An implementation keeps the spent right and the sealed answer in one durable transaction, and keeps nothing that tells who answered
/// or when.
public protocol AnswerBox: Sendable {
  /// The waves that the box serves, whatever their state.
  func waves() async throws -> [ServedWave]

  /// Where a right stands, before anything is validated or sealed.
  func state(of right: AnsweringRight, in wave: String) async throws -> RightState

  /// The signed list of everything counted in a wave (`survey-pass/v1 counted`), or nil until the wave is unsealed.
  func countedList(of wave: String) async throws -> String?

  /// The reports that were published of a wave, in every language; none until somebody publishes one.
  func publishedReports(of wave: String) async throws -> [PublishedReport]

  /// Spends the right and keeps the sealed answer, durable when this returns.
  ///
  /// A repeat under the same right keeps the first answer and says so.
  ///
  /// - Throws: ``AnswerBoxError``.
  func submit(_ answer: SealedAnswer, under right: AnsweringRight, in wave: String) async throws(AnswerBoxError)
    -> Acceptance
}

/// Where a right to answer stands.
public enum RightState: Sendable, Hashable {
  /// It can be used.
  case unused
  /// It was used: the answer is counted.
  case spent
  /// There is no such right in this wave.
  case unknown
}

/// What became of a submission.
public enum Acceptance: Sendable, Hashable {
  /// The answer is counted now.
  case counted
  /// An answer under the same right was counted before; this one was not kept.
  case repeated
}

/// Why a submission was not kept.
public enum AnswerBoxError: Error, Sendable, Hashable {
  /// No such wave.
  case unknownWave
  /// No such right in this wave.
  case unknownRight
  /// The wave doesn't take answers yet.
  case notOpen
  /// The wave takes no more answers.
  case closed
  /// The queue is full; try again in a moment.
  case busy
  /// Nothing could be written (a full disk, for example); nothing of the answer was kept.
  case notWritten
}
