import ArgumentParser
import Foundation
import SurveyStore

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "See and verify what was released and done.",
    discussion: """
      The ledger records every release and every action of the operator, each entry chained to the one before by its hash and signed by
      the workspace's ledger key.
      """,
    subcommands: [LedgerListCommand.self, LedgerShowCommand.self, LedgerVerifyCommand.self])
}

struct LedgerListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the entries: number, time, kind, hash, subject.")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Entry: Encodable {
    let sequence: Int
    let time, kind, hash, about: String
  }

  func run() throws {
    let entries = try workspace.open().openResults().ledger().map { entry in
      Entry(
        sequence: entry.sequence, time: entry.recordedAt, kind: entry.kind, hash: entry.head,
        about: LedgerSubject.words(of: entry))
    }
    if output.json { return try printJSON(entries) }
    if entries.isEmpty { return print("The ledger is empty: nothing was opened, imported or released yet.") }
    let width = entries.map { String($0.sequence).count }.max() ?? 1
    let kindWidth = entries.map(\.kind.count).max() ?? 0
    for entry in entries {
      let number = String(repeating: " ", count: width - String(entry.sequence).count) + String(entry.sequence)
      let kind = entry.kind + String(repeating: " ", count: kindWidth - entry.kind.count)
      print("\(number)  \(entry.time)  \(kind)  \(entry.hash.prefix(12))  \(entry.about)")
    }
  }
}

struct LedgerShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an entry with all that it records.")

  @Argument(
    help: ArgumentHelp(
      "The entry's number or the beginning of its hash (default: the last release).", valueName: "RELEASE"))
  var release: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let entry = try entry(in: try workspace.open().openResults().ledger())
    let isJSON = (try? JSONSerialization.jsonObject(with: Data(entry.body.utf8), options: .fragmentsAllowed)) != nil
    // What an edit left unreadable is shown as the text that it is.
    let body = try isJSON ? entry.body : JSONLayout.string(entry.body)
    if output.json {
      let facts = [
        ("kind", entry.kind), ("time", entry.recordedAt), ("previous", entry.previous.hexadecimal),
        ("hash", entry.head),
        ("signature", entry.signature.hexadecimal),
      ]
      let members = try facts.map { "\"\($0)\":\(try JSONLayout.string($1))" }.joined(separator: ",")
      return print(JSONLayout.pretty("{\"sequence\":\(entry.sequence),\(members),\"body\":\(body)}"))
    }
    print(
      """
      number     \(entry.sequence)
      time       \(entry.recordedAt)
      kind       \(entry.kind)
      about      \(LedgerSubject.words(of: entry))
      hash       \(entry.head)
      previous   \(entry.previous.hexadecimal)
      signature  \(entry.signature.hexadecimal)
      \(JSONLayout.pretty(body))
      """)
  }

  private func entry(in ledger: [LedgerEntry]) throws -> LedgerEntry {
    guard let release else {
      guard let last = ledger.last(where: { $0.kind == "release" }) else {
        throw Failure.badInput(
          "error: Nothing was released yet. Make a report, or name another entry of 'survey-cli ledger list'.")
      }
      return last
    }
    if let number = Int(release), let entry = ledger.first(where: { $0.sequence == number }) { return entry }
    let found = ledger.filter { $0.head.hasPrefix(release.lowercased()) }
    guard release.count >= 4, let entry = found.first else {
      throw Failure.badInput(
        "error: The ledger has no entry '\(release)'. Give a number or at least 4 characters of a hash of 'survey-cli ledger list'."
      )
    }
    guard found.count == 1 else {
      throw Failure.badInput("error: \(found.count) entries have hashes that begin with '\(release)'. Give more of it.")
    }
    return entry
  }
}

struct LedgerVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify hashes, order and signatures of all entries.",
    discussion: """
      Names each entry that was edited, dropped, moved, or written without the workspace's ledger key; exit status 1 when there is any. An
      end that was cut off shows only against a head that a report printed earlier: give it with --head.
      """)

  @Option(
    help: ArgumentHelp("A hash as a report printed it, whole or at least its first 12 characters.", valueName: "HASH"))
  var head: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  private struct Result: Encodable {
    struct Problem: Encodable {
      let sequence: Int
      let problem, message: String
    }

    let entries: Int
    let head: String
    let good: Bool
    let holdsHead: Bool?
    let problems: [Problem]
  }

  func validate() throws {
    if let head, !(12...64).contains(head.count) || !head.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
      throw ValidationError(
        "--head '\(head)' is no hash. Give 12 to 64 of the characters 0–9 and a–f that a report printed.")
    }
  }

  func run() throws {
    let workspace = try workspace.open()
    let ledger = try workspace.openResults().ledger()
    let verification = try LedgerVerification(
      of: ledger, publicKey: try workspace.ledgerKey().publicKey, head: head)
    let last = ledger.last?.head ?? String(repeating: "0", count: 64)
    if output.json {
      try printJSON(
        Result(
          entries: verification.entries, head: last, good: verification.isGood, holdsHead: verification.holdsHead,
          problems: verification.findings.map {
            Result.Problem(sequence: $0.sequence, problem: $0.problem.name, message: $0.description)
          }))
    } else {
      for finding in verification.findings { print(finding) }
      if verification.findings.isEmpty {
        print("All \(verification.entries) entries are as they were written and signed.")
      }
      if verification.holdsHead == true { print("The ledger holds the entry that the report printed.") }
      if verification.isGood { print("Head: \(last)") }
      if head == nil, verification.isGood {
        print("Whether the end was cut off shows only against a report: give the hash that it prints with --head.")
      }
    }
    guard !verification.isGood else { return }
    var messages: [String] = []
    if !verification.findings.isEmpty {
      messages.append("The ledger was tampered with or damaged. Compare it with a backup of results.sqlite.")
    }
    if verification.holdsHead == false {
      messages.append(
        "The ledger doesn't hold the entry that the report printed: its end was cut off, or the report is not of this workspace."
      )
    }
    throw Failure.failed(messages.map { "error: \($0)" }.joined(separator: "\n"))
  }
}

/// What an entry is about, in a few words.
enum LedgerSubject {
  /// The wave, and what of it: the plan of a report, the survey of an opening.
  static func words(of entry: LedgerEntry) -> String {
    guard let body = try? JSONSerialization.jsonObject(with: Data(entry.body.utf8)) as? [String: Any] else {
      return "unreadable"
    }
    var words = ["wave", "plan", "survey"].compactMap { name in (body[name] as? String).map { "\(name) \($0)" } }
    if let shares = body["shares"] as? String { words.append("shares \(shares)") }
    if body["analysis"] != nil { words.append("analysis") }
    if body["format"] as? String == "survey.comments/1", let item = body["item"] as? String {
      words.append("comments on \(item)")
    }
    for name in ["answers", "respondents", "count"] {
      if let count = body[name] as? String { words.append("\(count) \(name == "count" ? "codes" : name)") }
    }
    return words.joined(separator: ", ")
  }
}

extension LedgerVerification.Problem {
  /// The problem's name in JSON.
  fileprivate var name: String {
    switch self {
    case .edited: "edited"
    case .moved, .outOfOrder, .unlinked(.some): "reordered"
    case .dropped: "dropped"
    case .unlinked(nil): "unlinked"
    case .foreign: "signature"
    }
  }
}

extension Data {
  /// The bytes as hexadecimal digits.
  fileprivate var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
