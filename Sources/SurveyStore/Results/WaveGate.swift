public import Foundation
import GRDB
public import SurveyCore

extension ResultsStore {
  /// The disclosure gate of an unsealed wave: what was decided is looked up in the ledger, and what is asked for beside is decided on top of
  /// it and recorded, in one transaction.
  ///
  /// - Parameters:
  ///   - wave: The wave's id.
  ///   - requests: What is asked for beside the groupings that the survey declares.
  ///   - joint: The statistics of how several variables go together that are asked for.
  ///   - now: The time of the entry, where one is written.
  ///   - progress: Told how much of all that is to be decided is done.
  /// - Throws: ``StoreError`` when the wave has no answers (yet, or any more), or the ledger can't be read or written.
  public func gate(
    of wave: String, admitting requests: [GroupRequest] = [], joint: [JointRequest] = [], at now: Date = Date(),
    progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> DisclosureGate {
    let responses = try responses(of: wave)
    let records = try database.read { try Decisions.records(of: wave, $0) }
    let first = DisclosureGate(
      responses: responses, records: records, admitting: requests, joint: joint, progress: progress)
    if first.newDecisions == nil { return first }
    return try database.commit(to: "results.sqlite") { db in
      // Somebody else may have decided in the meantime; then it is decided again on top of that.
      let current = try Decisions.records(of: wave, db)
      let gate =
        current == records
        ? first : DisclosureGate(responses: responses, records: current, admitting: requests, joint: joint)
      try Decisions.append(gate, of: wave, at: now, key: key, db)
      return gate
    }
  }
}

/// The ledger's entries of kind `decisions`: what may be shown of a wave.
enum Decisions {
  private static let kind = "decisions"

  private struct Body: Codable {
    let wave: String
    let decisions: DecisionRecord
  }

  /// Records what a gate decided for the first time, inside the transaction in which its answers are written or shown.
  static func append(_ gate: DisclosureGate, of wave: String, at now: Date, key: LedgerKey, _ db: Database) throws {
    guard let decisions = gate.newDecisions else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(Body(wave: wave, decisions: decisions))
    try Ledger.append(kind: kind, body: String(decoding: body, as: UTF8.self), at: now, key: key, db)
  }

  /// What was decided about a wave, in that order.
  static func records(of wave: String, _ db: Database) throws -> [DecisionRecord] {
    try String.fetchAll(
      db, sql: "SELECT body FROM ledgerEntry WHERE kind = ? AND body ->> '$.wave' = ? ORDER BY sequence",
      arguments: [kind, wave]
    ).map { try JSONDecoder().decode(Body.self, from: Data($0.utf8)).decisions }
  }
}
