import Logging
import ServiceLifecycle
import SurveyNotify

/// Delivers what the outbox holds as long as the server runs.
///
/// Trouble with the outbox (a full disk, a locked file) must not stop the server that takes answers: it is told and tried again.
struct NotificationService: Service {
  let dispatcher: Dispatcher
  let logger: Logger

  private static let pause = Duration.seconds(5)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await dispatcher.run() } catch {
          logger.warning("Notifications can't be read or noted for the moment; trying again.")
          try? await Task.sleep(for: Self.pause)
        }
      }
    }
  }
}
