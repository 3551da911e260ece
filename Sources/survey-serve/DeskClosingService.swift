import Logging
import ServiceLifecycle
import SurveyStore

/// Closes waves at the desk by itself once their closing date has passed: the signing key is destroyed without anybody's help.
struct DeskClosingService: Service {
  let desk: DeskStore
  let logger: Logger

  private static let pause = Duration.seconds(10)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try desk.closeExpired() } catch {
          logger.warning("A closed wave's signing key can't be destroyed for the moment; trying again.")
        }
        try? await Task.sleep(for: Self.pause)
      }
    }
  }
}
