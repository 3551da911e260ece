import GRDB
public import SurveyCore

import struct Foundation.Data
import struct Foundation.Date
import class Foundation.JSONEncoder

/// Preparing and closing waves at the desk, and what it states about them.
extension DeskStore {
  /// Takes a wave on, with a row for every person, in shuffled order. Repeating it changes nothing.
  ///
  /// A wave of that id of which nothing was handed out is replaced, where its key is another: an interrupted command left it.
  ///
  /// - Parameter slipsPrinted: How many slips were printed together with the wave.
  /// - Throws: ``StoreError/waveExists(_:)`` where passes of another wave of that id were handed out, or it is closed.
  public func prepare(_ wave: DeskWave, roster: Roster, slipsPrinted: Int = 0) throws {
    let title = Dictionary(uniqueKeysWithValues: wave.title.texts.map { ($0.rawValue, $1) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let titleText = String(decoding: try encoder.encode(title), as: UTF8.self)
    let records = try RosterRecord.records(of: roster.people.shuffled())
    _ = try keys.invitationKey()
    try database.commit(to: "desk.sqlite") { db in
      if let known = try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [wave.id]) {
        if known["passKey"] as Data == wave.passKey.derRepresentation, known["people"] == records.count { return }
        let handedOut = try Int.fetchOne(
          db, sql: "SELECT count(*) FROM roster WHERE wave = ? AND handedOut = 1", arguments: [wave.id])
        guard handedOut == 0, !(known["closed"] as Bool), known["handedOutWhenErased"] as Int? == nil else {
          throw StoreError.waveExists(wave.id)
        }
        try db.execute(sql: "DELETE FROM roster WHERE wave = ?", arguments: [wave.id])
        try db.execute(sql: "DELETE FROM wave WHERE id = ?", arguments: [wave.id])
      }
      try db.execute(
        sql: """
          INSERT INTO wave (id, title, languages, opens, closes, passKey, people, slipsPrinted)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          wave.id, titleText, wave.languages.map(\.rawValue).joined(separator: ","),
          wave.opens.timeIntervalSince1970, wave.closes.timeIntervalSince1970, wave.passKey.derRepresentation,
          records.count, slipsPrinted,
        ])
      let insert = try db.makeStatement(
        sql: "INSERT INTO roster (wave, row, person, blinded) VALUES (?, ?, ?, randomblob(256))")
      for (row, record) in records.enumerated() { try insert.execute(arguments: [wave.id, row, record]) }
    }
    forget(wave.id)
  }

  /// Closes a wave: no pass is handed out after it, and its signing key is destroyed. Safe to repeat.
  ///
  /// - Throws: ``StoreError/unknownWave(_:known:)``.
  public func close(_ wave: String) throws {
    _ = try self.wave(wave)
    try database.commit(to: "desk.sqlite") { db in
      try db.execute(sql: "UPDATE wave SET closed = 1 WHERE id = ? AND closed = 0", arguments: [wave])
    }
    forget(wave)
    try keys.destroySigningKey(of: wave)
  }

  /// Closes the waves whose closing date has passed, and destroys keys that an interrupted closing left.
  public func closeExpired() throws {
    for wave in try allWaves() where wave.isClosed {
      if try isMarkedClosed(wave.id), !keys.hasSigningKey(of: wave.id) { continue }
      try close(wave.id)
    }
  }

  private func isMarkedClosed(_ wave: String) throws -> Bool {
    try database.read { db in
      try Bool.fetchOne(db, sql: "SELECT closed FROM wave WHERE id = ?", arguments: [wave]) ?? false
    }
  }

  /// What the desk states about a closed wave.
  ///
  /// - Throws: ``StoreError/wrongState(wave:why:)`` while the wave is open: exact numbers would tell who came when.
  public func minutes(of wave: String) throws -> DeskMinutes {
    let known = try self.wave(wave)
    guard known.isClosed else {
      throw StoreError.wrongState(
        wave: wave,
        why: "it isn't closed yet, and exact numbers would tell who came when. Ask for the minutes after closing.")
    }
    return try database.read { db in
      let row = try Row.fetchOne(db, sql: "SELECT * FROM wave WHERE id = ?", arguments: [wave])
      guard let row else { throw StoreError.unknownWave(wave, known: []) }
      let counted = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM roster WHERE wave = ? AND handedOut = 1", arguments: [wave])
      let handedOut: Int = row["handedOutWhenErased"] ?? counted ?? 0
      let slips = DeskMinutes.Slips(
        printed: row["slipsPrinted"], handedOut: row["slipsHandedOut"], void: row["slipsVoid"])
      return DeskMinutes(
        wave: wave, keyID: known.passKey.id, roster: row["people"], passes: handedOut - slips.handedOut, slips: slips,
        isSigningKeyDestroyed: !keys.hasSigningKey(of: wave))
    }
  }

  /// The minutes as the desk signs them; whatever remains of the signing key is destroyed before.
  public func signedMinutes(of wave: String) throws -> String {
    if try self.wave(wave).isClosed { try close(wave) }
    return try minutes(of: wave).signedText(by: keys.deskKey())
  }

  /// Erases the roster of a wave, with what is left of it in the file; the numbers for the minutes stay.
  ///
  /// With the last roster the invitation key goes too.
  public func eraseRoster(of wave: String) throws {
    try close(wave)
    try database.erase(from: "desk.sqlite") { db in
      try db.execute(
        sql: """
          UPDATE wave SET handedOutWhenErased =
            coalesce(handedOutWhenErased, (SELECT count(*) FROM roster WHERE wave = :wave AND handedOut = 1))
          WHERE id = :wave
          """, arguments: ["wave": wave])
      try db.execute(sql: "DELETE FROM roster WHERE wave = ?", arguments: [wave])
    }
    try database.scrub("desk.sqlite")
    let isAnyLeft = try database.read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM roster)") }
    if isAnyLeft == false { try keys.destroyInvitationKey() }
  }
}
