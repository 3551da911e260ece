import ArgumentParser
import Foundation
import SurveyCore
import SurveyNotify
import SurveyStore

struct NotifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify", abstract: "See and send what subscribers are told.",
    subcommands: [Status.self, Show.self, Flush.self, Run.self, Retry.self])

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show where deliveries stand, newest first.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    private struct Delivery: Encodable {
      let id, event, subscription, state, outcome: String
      let attempts: Int
      let occurredAt: Date
      let dueAt: Date?

      init(_ status: OutboxStatus) {
        id = status.message.id
        event = status.message.event
        subscription = status.message.subscription
        state = status.state.rawValue
        outcome = status.outcome
        attempts = status.attempts
        occurredAt = status.message.occurredAt
        dueAt = status.state == .pending ? status.dueAt : nil
      }
    }

    func run() throws {
      let deliveries = try SQLiteOutbox(try workspace.open().openResults()).statuses().map(Delivery.init)
      if output.json { return try printJSON(deliveries) }
      if deliveries.isEmpty { return print("The outbox is empty.") }
      for delivery in deliveries {
        let due = delivery.dueAt.map { ", due \(WaveDate.words($0))" } ?? ""
        let outcome = delivery.outcome.isEmpty ? "" : " (\(delivery.outcome))"
        print(
          "\(delivery.id)  \(delivery.event)  \(delivery.subscription)  \(delivery.state)\(outcome), "
            + "\(delivery.attempts) attempts\(due)")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the body of a message, exactly the bytes that are signed.")

    @Argument(help: "The message's id, as 'notify status' prints it.")
    var id: String

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let statuses = try SQLiteOutbox(try workspace.open().openResults()).statuses()
      guard let status = statuses.first(where: { $0.message.id == id }) else {
        throw Failure.badInput("error: There is no message '\(id)'. See 'survey-cli notify status'.")
      }
      print(String(decoding: status.message.body, as: UTF8.self))
    }
  }

  struct Flush: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Attempt everything that is due, once (for cron).")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
      let delivered, retried, dead, disabled: Int
    }

    func run() async throws {
      let summary = try await dispatcher(of: try workspace.open()).flush()
      let result = Result(
        delivered: summary.delivered, retried: summary.retried, dead: summary.dead, disabled: summary.disabled)
      if output.json { return try printJSON(result) }
      print(
        "\(result.delivered) delivered, \(result.retried) to be tried again, \(result.dead) given up, \(result.disabled) disabled."
      )
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Attempt everything as it becomes due, until interrupted.")

    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
      let dispatcher = try dispatcher(of: try workspace.open())
      let running = Task { try await dispatcher.run() }
      // Interrupted, it finishes what it was sending and leaves nothing leased.
      let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { running.cancel() }
        source.resume()
        return source
      }
      try await running.value
      for source in sources { source.cancel() }
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put messages that were given up, or whose receiver was gone, back in the queue.")

    @Argument(help: "The message's id; all of them where it is left out.")
    var id: String?

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let count = try SQLiteOutbox(try workspace.open().openResults()).retry(id: id, at: Date())
      if let id, count == 0 {
        throw Failure.badInput("error: No message '\(id)' was given up. See 'survey-cli notify status'.")
      }
      print("\(count) messages are due again.")
    }
  }
}

/// A dispatcher over a workspace's outbox.
private func dispatcher(of workspace: Workspace) throws -> Dispatcher {
  do {
    return try Dispatcher(
      outbox: SQLiteOutbox(try workspace.openResults()), configuration: workspace.configuration,
      workspace: workspace.folder.path)
  } catch let error as MalformedNetwork {
    throw Failure.badInput("error: \(error)")
  }
}
