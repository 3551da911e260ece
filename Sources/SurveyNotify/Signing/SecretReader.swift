import Foundation
public import SurveyCore

/// Reads the secrets that subscriptions refer to, anew for each attempt, so that a rotated secret needs no restart.
public struct SecretReader: Sendable {
  private static let longest = 4096

  private let workspace: String
  private let environment: @Sendable (String) -> String?

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - workspace: The directory that file references are relative to.
  ///   - environment: Looks up an environment variable; the process's own by default.
  public init(
    workspace: String,
    environment: (@Sendable (String) -> String?)? = nil
  ) {
    self.workspace = workspace
    self.environment = environment ?? { ProcessInfo.processInfo.environment[$0] }
  }

  /// The secrets that sign for a subscription: the current one and, during rotation, the next one.
  ///
  /// - Throws: ``SecretError`` when one of them can't be used.
  public func webhookSecrets(of subscription: Subscription) throws(SecretError) -> [WebhookSecret] {
    guard let current = subscription.secret else {
      throw SecretError(place: "subscription \(subscription.name)", problem: .none)
    }
    var secrets = [try webhookSecret(current)]
    if let next = subscription.nextSecret { secrets.append(try webhookSecret(next)) }
    return secrets
  }

  /// The secret behind one reference.
  ///
  /// - Throws: ``SecretError`` when it can't be used.
  public func webhookSecret(_ reference: SecretReference) throws(SecretError) -> WebhookSecret {
    let place =
      switch reference {
      case .file(let path): path
      case .environment(let name): "environment variable \(name)"
      }
    do throws(SecretProblem) {
      return try WebhookSecret(try text(of: reference))
    } catch {
      throw SecretError(place: place, problem: error)
    }
  }

  private func text(of reference: SecretReference) throws(SecretProblem) -> String {
    switch reference {
    case .environment(let name):
      guard let text = environment(name) else { throw .missing }
      return text
    case .file(let path):
      return try contents(of: path.hasPrefix("/") ? path : workspace + "/" + path)
    }
  }

  /// The file is judged by what was opened, so that it can't be exchanged between check and use.
  private func contents(of path: String) throws(SecretProblem) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable }
    guard status.st_mode & 0o077 == 0 else { throw .exposed }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw .unreadable }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
