internal import SurveyCore
internal import Synchronization

/// The waves of the box, prepared for serving and read again at most once a second.
///
/// Requests between two readings cost a lock and a look-up. While one request reads, the others go on with what is known.
final class WaveCatalogue: Sendable {
  private struct State {
    var waves: [String: PreparedWave] = [:]
    var readAt: ContinuousClock.Instant?
    var isReading = false
  }

  private let box: any AnswerBox
  private let interval: Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - box: Where the waves are read.
  ///   - interval: How long a reading counts.
  init(box: any AnswerBox, interval: Duration = .seconds(1)) {
    self.box = box
    self.interval = interval
  }

  /// The wave with that id, or nil where the box has none.
  func wave(_ id: some StringProtocol) async throws -> PreparedWave? {
    try await refresh()
    return state.withLock { $0.waves[String(id)] }
  }

  /// All waves, by their opening date.
  func all() async throws -> [PreparedWave] {
    try await refresh()
    return state.withLock { state in
      state.waves.values.sorted { ($0.served.opens, $0.served.id) < ($1.served.opens, $1.served.id) }
    }
  }

  private func refresh() async throws {
    let now = ContinuousClock.now
    let known: [String: PreparedWave]? = state.withLock { state in
      if let readAt = state.readAt, state.isReading || now - readAt < interval { return nil }
      state.isReading = true
      return state.waves
    }
    guard let known else { return }
    do {
      let waves = try await box.waves().map { wave in
        if let prepared = known[wave.id], prepared.served == wave { return prepared }
        return try PreparedWave(wave)
      }
      state.withLock { state in
        state.waves = Dictionary(waves.map { ($0.served.id, $0) }, uniquingKeysWith: { first, _ in first })
        state.readAt = now
        state.isReading = false
      }
    } catch {
      state.withLock { state in
        // Known waves go on being served when the box can't be read for a moment; the next attempt is a whole interval away.
        if state.readAt != nil { state.readAt = now }
        state.isReading = false
      }
      if known.isEmpty { throw error }
    }
  }
}
