import ServiceLifecycle
import SurveyNotify

/// Delivers what the outbox holds as long as the server runs.
struct NotificationService: Service {
  let dispatcher: Dispatcher

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await dispatcher.run() }
  }
}
