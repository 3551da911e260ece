import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

/// Why a command ends without doing what was asked, with its exit status.
struct Failure: Error {
  /// The exit statuses that are promised.
  enum Status: Int32 {
    case failed = 1
    case badInput = 2
    case refused = 3
  }

  let status: Status
  let message: String

  /// Bad input or usage.
  static func badInput(_ message: String) -> Failure { Failure(status: .badInput, message: message) }

  /// Refused by disclosure or privacy policy.
  static func refused(_ message: String) -> Failure { Failure(status: .refused, message: message) }

  /// Something went wrong on our side.
  static func failed(_ message: String) -> Failure { Failure(status: .failed, message: message) }

  /// Ends the process: help and version to standard output, everything else to standard error.
  static func exit(with error: any Error, of root: any ParsableCommand.Type) -> Never {
    switch error {
    case let failure as Failure: leave(failure.status, failure.message)
    case let problems as DiagnosticsError: leave(.badInput, problems.description)
    case let error as StoreError: leave(status(of: error), "error: \(error)")
    case let error as CommentError: leave(error.isPolicy ? .refused : .badInput, "error: \(error)")
    case let error as KeeperKeyError: leave(.badInput, "error: \(error)")
    case let error as PresentedKeyError: leave(.badInput, "error: \(error)")
    case let error as UnreadableFile: leave(.badInput, "error: \(error)")
    case let error as CocoaError: leave(.failed, "error: \(error.localizedDescription)")
    default:
      switch root.exitCode(for: error) {
      case .success:
        print(root.fullMessage(for: error))
        do { try StandardOutput.flush() } catch { exit(with: error, of: root) }
        Foundation.exit(0)
      case .validationFailure: leave(.badInput, root.fullMessage(for: error))
      default: leave(.failed, "error: \(error)")
      }
    }
  }

  private static func leave(_ status: Status, _ message: String) -> Never {
    if !message.isEmpty { Diagnostics.print(message) }
    Foundation.exit(status.rawValue)
  }

  private static func status(of error: StoreError) -> Status {
    switch error {
    case .cannotOpen(let problems): problems.contains(where: \.isPolicy) ? .refused : .badInput
    case .noWorkspace, .workspaceExists, .unusableFile, .unknownWave, .waveExists, .cannotImport, .wrongKey,
      .otherSharing,
      .newerVersion:
      .badInput
    case .notDurable, .notWritten, .wrongState, .countsDiffer, .damagedRecord: .failed
    }
  }
}

/// What goes to standard error.
enum Diagnostics {
  /// Prints a line to standard error.
  static func print(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}
