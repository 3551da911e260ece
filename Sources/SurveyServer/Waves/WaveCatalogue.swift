internal import SurveyCore
internal import Synchronization

/// The waves of the box, prepared for serving and read again at most once a second.
///
/// Requests between two readings cost a lock and a look-up. Requests during a reading wait for it, so that nobody is told that a wave
/// that was opened a moment ago doesn't exist.
final class WaveCatalogue: Sendable {
  private typealias Waves = [String: PreparedWave]

  private struct State {
    var waves: Waves = [:]
    var readAt: ContinuousClock.Instant?
    var reading: Task<Waves, any Error>?
  }

  private let box: any AnswerBox
  private let interval: Duration
  /// How old a reading may be when a wave isn't in it: unknown ids cost at most ten readings a second.
  private let patience = Duration.milliseconds(100)
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
    if let known = try await waves(within: interval)[String(id)] { return known }
    return try await waves(within: min(patience, interval))[String(id)]
  }

  /// All waves, by their opening date.
  func all() async throws -> [PreparedWave] {
    try await waves(within: interval).values.sorted {
      ($0.served.opens, $0.served.id) < ($1.served.opens, $1.served.id)
    }
  }

  /// The waves as they were read within that time, or as they are read now.
  private func waves(within age: Duration) async throws -> Waves {
    enum Source {
      case known(Waves)
      case reading(Task<Waves, any Error>)
    }
    let source: Source = state.withLock { state in
      if let readAt = state.readAt, ContinuousClock.now - readAt < age { return .known(state.waves) }
      if let reading = state.reading { return .reading(reading) }
      let reading = Task { try await self.read() }
      state.reading = reading
      return .reading(reading)
    }
    switch source {
    case .known(let waves): return waves
    case .reading(let reading): return try await reading.value
    }
  }

  /// Reads the box. A wave that can't be prepared is left out; where the box can't be read, known waves go on being served.
  private func read() async throws -> Waves {
    let known = state.withLock { $0.waves }
    do {
      var waves: Waves = [:]
      for wave in try await box.waves() {
        if let prepared = known[wave.id], prepared.served == wave {
          waves[wave.id] = prepared
        } else if let prepared = try? PreparedWave(wave) {
          waves[wave.id] = prepared
        }
      }
      finish(with: waves)
      return waves
    } catch {
      finish(with: known.isEmpty ? nil : known)
      if known.isEmpty { throw error }
      return known
    }
  }

  private func finish(with waves: Waves?) {
    state.withLock { state in
      if let waves {
        state.waves = waves
        state.readAt = .now
      }
      state.reading = nil
    }
  }
}
