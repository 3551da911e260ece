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
  ///   - now: The time of the entry, where one is written.
  /// - Throws: ``StoreError`` when the wave has no answers (yet, or any more), or the ledger can't be read or written.
  public func gate(
    of wave: String, admitting requests: [GroupRequest] = [], at now: Date = Date()
  ) throws -> DisclosureGate {
    let responses = try responses(of: wave)
    let known = DisclosureGate(
      responses: responses, records: try database.read { try Decisions.records(of: wave, $0) }, admitting: requests)
    if known.newDecisions == nil { return known }
    return try database.commit(to: "results.sqlite") { db in
      let gate = DisclosureGate(
        responses: responses, records: try Decisions.records(of: wave, db), admitting: requests)
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
