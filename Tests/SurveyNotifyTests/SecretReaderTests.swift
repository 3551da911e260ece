import Foundation
import SurveyCore
import Testing

@testable import SurveyNotify

struct SecretReaderTests {
  struct Case: Sendable {
    let problem: SecretProblem
    let text: String
    let permissions: Int
  }

  static let cases = [
    Case(problem: .exposed, text: exampleSecret, permissions: 0o644),
    Case(problem: .exposed, text: exampleSecret, permissions: 0o640),
    Case(problem: .empty, text: " \n", permissions: 0o600),
    Case(problem: .notPrefixed, text: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", permissions: 0o600),
    Case(problem: .notBase64, text: "whsec_not base64!", permissions: 0o600),
    Case(problem: .wrongLength, text: "whsec_c2hvcnQ=", permissions: 0o600),
  ]

  /// A directory for one test.
  private func withWorkspace(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "secrets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  private func write(_ text: String, permissions: Int, to file: URL) throws {
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path())
  }

  @Test("a secret that can't be used is named, with its place and never its text", arguments: cases)
  func refuses(_ wrong: Case) throws {
    try withWorkspace { directory in
      try write(wrong.text, permissions: wrong.permissions, to: directory.appending(path: "hook.secret"))
      let error = try #require(throws: SecretError.self) {
        try SecretReader(workspace: directory.path()).webhookSecret(.file("hook.secret"))
      }
      #expect(error == SecretError(place: "hook.secret", problem: wrong.problem))
      #expect(error.description.hasPrefix("hook.secret: [secret.\(wrong.problem.rawValue)] "))
      #expect(!error.description.contains("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    }
  }

  @Test func `missing files, directories and missing variables are told apart`() throws {
    try withWorkspace { directory in
      let reader = SecretReader(workspace: directory.path()) { _ in nil }
      #expect(throws: SecretError(place: "none", problem: .missing)) { try reader.webhookSecret(.file("none")) }
      #expect(throws: SecretError(place: ".", problem: .unreadable)) { try reader.webhookSecret(.file(".")) }
      #expect(throws: SecretError(place: "environment variable NONE", problem: .missing)) {
        try reader.webhookSecret(.environment("NONE"))
      }
    }
  }

  @Test func `a file is relative to the workspace, and its line end doesn't matter`() throws {
    try withWorkspace { directory in
      let file = directory.appending(path: "hook.secret")
      try write(exampleSecret + "\n", permissions: 0o600, to: file)
      let relative = try SecretReader(workspace: directory.path()).webhookSecret(.file("hook.secret"))
      let absolute = try SecretReader(workspace: "/nonexistent").webhookSecret(.file(file.path()))
      #expect(relative.key == absolute.key)
    }
  }

  @Test func `during rotation there are two, and a subscription without one is refused`() throws {
    var subscription = Subscription.sample(to: "https://example.org/hook")
    #expect(try exampleSecrets.webhookSecrets(of: subscription).count == 1)
    subscription.nextSecret = .environment("NEXT")
    #expect(try exampleSecrets.webhookSecrets(of: subscription).count == 2)
    subscription.secret = nil
    #expect(throws: SecretError(place: "subscription leadership", problem: .none)) {
      try exampleSecrets.webhookSecrets(of: subscription)
    }
  }
}
