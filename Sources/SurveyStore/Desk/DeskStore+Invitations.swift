import GRDB
public import SurveyCore

import struct Foundation.Data

/// Somebody on the roster with the invitation that leads to their row.
public struct InvitedPerson: Sendable, Hashable {
  /// The person.
  public let person: Roster.Person
  /// What stands on the person's letter.
  public let invitation: Invitation
  /// Whether a pass or a slip was handed out.
  public let hasPass: Bool
}

/// Writing letters and handing out slips.
extension DeskStore {
  /// The most reminders that a wave gets.
  public static let maximumReminders = 2

  /// Everybody on the roster of a wave, by unit and identifier.
  public func invited(to wave: String) throws -> [InvitedPerson] {
    _ = try self.wave(wave)
    let key = try keys.invitationKey()
    let rows = try database.read { db in
      try Row.fetchAll(db, sql: "SELECT row, person, handedOut FROM roster WHERE wave = ?", arguments: [wave])
    }
    let people = try rows.map { row in
      InvitedPerson(
        person: try RosterRecord.person(row["person"]),
        invitation: Invitation(row: UInt32(row["row"] as Int64), wave: wave, key: key), hasPass: row["handedOut"])
    }
    return people.sorted { ($0.person.unit, $0.person.identifier) < ($1.person.unit, $1.person.identifier) }
  }

  /// Counts a reminder.
  ///
  /// - Throws: ``StoreError/wrongState(wave:why:)`` where there were two.
  public func noteReminder(of wave: String) throws {
    try refuseClosed(wave)
    try database.commit(to: "desk.sqlite") { db in
      try db.execute(
        sql: "UPDATE wave SET reminders = reminders + 1 WHERE id = ? AND reminders < ?",
        arguments: [wave, Self.maximumReminders])
      guard db.changesCount == 1 else {
        throw StoreError.wrongState(
          wave: wave, why: "people were reminded twice already. More would be pressure: answering is voluntary.")
      }
    }
  }

  /// Counts a slip as printed, for somebody who has no pass yet.
  ///
  /// - Throws: ``StoreError/wrongState(wave:why:)`` where the person isn't on the roster or has a pass.
  func notePrintedSlip(for identifier: String, in wave: String) throws {
    try refuseClosed(wave)
    let id = try row(of: identifier, in: wave)
    try database.commit(to: "desk.sqlite") { db in
      let hasPass = try Bool.fetchOne(db, sql: "SELECT handedOut FROM roster WHERE id = ?", arguments: [id])
      if hasPass != false { throw Self.handedOut(wave) }
      try db.execute(sql: "UPDATE wave SET slipsPrinted = slipsPrinted + 1 WHERE id = ?", arguments: [wave])
    }
  }

  /// Marks a person's pass as handed out, because they get a slip. Which slip is written nowhere.
  ///
  /// - Returns: False where the person got a pass in the meantime.
  func handOutSlip(to identifier: String, in wave: String) throws -> Bool {
    let id = try row(of: identifier, in: wave)
    return try database.commit(to: "desk.sqlite") { db in
      // The blinded value stays the one that nobody sent, so no pass can be had for the row.
      try db.execute(sql: "UPDATE roster SET handedOut = 1 WHERE id = ? AND handedOut = 0", arguments: [id])
      guard db.changesCount == 1 else { return false }
      try db.execute(sql: "UPDATE wave SET slipsHandedOut = slipsHandedOut + 1 WHERE id = ?", arguments: [wave])
      return true
    }
  }

  /// Marks a person's pass as handed out, because they draw one of the slips that were printed when the wave was prepared.
  ///
  /// - Throws: ``StoreError/wrongState(wave:why:)`` where the person has a pass, or no slip is left.
  public func handOutPrintedSlip(to identifier: String, in wave: String) throws {
    try refuseClosed(wave)
    let isLeft = try database.read { db in
      try Bool.fetchOne(db, sql: "SELECT slipsHandedOut < slipsPrinted FROM wave WHERE id = ?", arguments: [wave])
    }
    guard isLeft == true else {
      throw StoreError.wrongState(
        wave: wave,
        why:
          "no printed slip is left. Print enough of them when a wave is opened: 'wave open … --packages DIR --slips N'."
      )
    }
    guard try handOutSlip(to: identifier, in: wave) else { throw Self.handedOut(wave) }
  }

  /// Counts a slip as void.
  func noteVoidSlip(in wave: String) throws {
    try database.commit(to: "desk.sqlite") { db in
      try db.execute(
        sql: "UPDATE wave SET slipsVoid = slipsVoid + 1 WHERE id = ? AND slipsVoid < slipsHandedOut", arguments: [wave])
    }
  }

  /// The error of somebody who has a pass already.
  static func handedOut(_ wave: String) -> StoreError {
    .wrongState(
      wave: wave,
      why:
        "this person's pass was handed out already, so a slip would be a second right to answer. The pass can be repeated with the resume code."
    )
  }

  private func refuseClosed(_ wave: String) throws {
    if try self.wave(wave).isClosed {
      throw StoreError.wrongState(wave: wave, why: "it is closed, so nobody can answer any more.")
    }
  }

  private func row(of identifier: String, in wave: String) throws -> Int64 {
    let rows = try database.read { db in
      try Row.fetchAll(db, sql: "SELECT id, person FROM roster WHERE wave = ?", arguments: [wave])
    }
    for row in rows where try RosterRecord.person(row["person"]).identifier == identifier { return row["id"] }
    throw StoreError.wrongState(
      wave: wave, why: "nobody on its roster has the identifier '\(identifier)'. Write it as it stands in the roster.")
  }
}
