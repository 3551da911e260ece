import Foundation
import SurveyCore
import SurveyStore

/// Reading and writing keepers' files.
enum KeeperFiles {
  /// Reads the files that holders brought, and puts their key together.
  ///
  /// - Parameter passphrases: What locked files are opened with; each is tried on each.
  /// - Throws: ``Failure`` that names the file, ``PresentedKeyError``.
  static func read(_ paths: [String], passphrases: [String] = []) throws -> PresentedKey {
    try PresentedKey(paths.map { (name: $0, secret: try secret($0, passphrases: passphrases)) })
  }

  /// Reads a public half.
  static func readPublic(_ path: String) throws -> KeeperPublic {
    try naming(path) { text throws(KeeperKeyError) in try KeeperPublic(fileText: text) }
  }

  /// Reads a passphrase: the file's text without the line end.
  static func passphrase(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
    else {
      throw Failure.badInput(
        "error: The passphrase file \(path) can't be read as UTF-8. Check the name and its permissions.")
    }
    let passphrase = text.trimmingCharacters(in: .newlines)
    guard !passphrase.isEmpty, !passphrase.contains(where: \.isNewline) else {
      throw Failure.badInput("error: The passphrase file \(path) should hold one line.")
    }
    return passphrase
  }

  private static func secret(_ path: String, passphrases: [String]) throws -> KeeperSecret {
    switch try naming(path, { text throws(KeeperKeyError) in try KeeperFile(text: text) }) {
    case .open(let secret): return secret
    case .locked(let locked):
      guard let last = passphrases.last else {
        throw Failure.badInput("error: \(path) is locked with a passphrase. Give it with --passphrase-file FILE.")
      }
      for passphrase in passphrases.dropLast() {
        if let secret = try? locked.unlocked(passphrase: passphrase) { return secret }
      }
      do throws(KeeperKeyError) { return try locked.unlocked(passphrase: last) } catch { throw failure(path, error) }
    }
  }

  private static func naming<Value>(
    _ path: String, _ read: (String) throws(KeeperKeyError) -> Value
  ) throws -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure.badInput("error: The keeper's file \(path) can't be read. Check the name and its permissions.")
    }
    do throws(KeeperKeyError) { return try read(String(decoding: data, as: UTF8.self)) } catch {
      throw failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: KeeperKeyError) -> Failure {
    .badInput("error: \(path): \(error)")
  }
}
