import Foundation

/// A receiver of webhooks: Tests/Python/webhooks/receiver.py on a free port, ended with the value.
final class Receiver: Sendable {
  /// A request as it arrived.
  struct Request: Decodable {
    let path: String
    let headers: [String: String]
    let body: Data

    /// The id that all attempts share.
    var id: String? { headers["webhook-id"] }
  }

  static let scripts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Python/webhooks")
  static let python = ProcessInfo.processInfo.environment["SURVEY_PYTHON"] ?? "python3"

  let port: Int
  let log: URL
  private let process: Process

  init(arguments: [String] = []) throws {
    log = FileManager.default.temporaryDirectory.appending(path: "receiver-\(UUID().uuidString).jsonl")
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [Self.python, Self.scripts.appending(path: "receiver.py").path(), log.path(), "--with-parent"] + arguments
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      line += more
    }
    guard let port = Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.fileReadUnknown)
    }
    self.port = port
  }

  deinit {
    // Threads of the test process block signals, and a child inherits that: only this one always arrives.
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(at: log)
  }

  /// Runs a program quietly to its end.
  ///
  /// - Returns: Its exit code.
  static func run(_ arguments: [String]) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  /// A URL of the receiver.
  func url(_ path: String, scheme: String = "http", host: String = "127.0.0.1") -> String {
    "\(scheme)://\(host):\(port)\(path)"
  }

  /// What has arrived so far.
  var requests: [Request] {
    get throws {
      let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
      return try lines.map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
    }
  }
}
