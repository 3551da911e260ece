import GRDB
import SurveyCore

import struct Foundation.Data

/// How the keeper's key was split and which shares were proven, as the box and the office both write it down.
enum KeeperColumns {
  /// Adds the columns, and a trigger that refuses to change what is frozen when a wave opens.
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE wave ADD COLUMN keeperShares INTEGER CHECK (keeperShares BETWEEN 2 AND 255);
        ALTER TABLE wave ADD COLUMN keeperNeeded INTEGER CHECK (keeperNeeded BETWEEN 2 AND keeperShares);
        ALTER TABLE wave ADD COLUMN keeperSet BLOB CHECK (length(keeperSet) = 7);
        ALTER TABLE wave ADD COLUMN sharesProven TEXT NOT NULL DEFAULT '';

        CREATE TRIGGER waveIsFrozen BEFORE UPDATE OF
          id, survey, organisation, mode, languages, opens, closes, passKey, keeperPublicKey,
          keeperShares, keeperNeeded, keeperSet ON wave
        BEGIN SELECT RAISE(ABORT, 'this is frozen when a wave opens'); END;
        """)
  }

  /// How the key was split; nil for a whole key.
  static func sharing(_ row: Row) -> KeySharing? {
    guard let count = row["keeperShares"] as Int?, let needed = row["keeperNeeded"] as Int?,
      let set = row["keeperSet"] as Data?
    else { return nil }
    return KeySharing(count: count, needed: needed, set: set)
  }

  /// The numbers of the proven shares.
  static func proven(_ row: Row) -> [Int] {
    (row["sharesProven"] as String).split(separator: ",").compactMap { Int($0) }
  }

  /// Notes that a key was shown, inside a transaction; the wave is proven once all shares of a split key were.
  ///
  /// - Returns: The shares that were not noted before; nil where nothing is new.
  static func note(_ presented: PresentedKey, of wave: String, _ db: Database) throws -> [Int]? {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM wave WHERE id = ? AND keeperPublicKey = ?", arguments: [wave, presented.key.publicKey])
    guard let row else { throw StoreError.wrongKey(wave: wave) }
    guard sharing(row) == presented.sharing else {
      throw StoreError.otherSharing(wave: wave, split: sharing(row) != nil)
    }
    let before = proven(row)
    let added = presented.shares.filter { !before.contains($0) }
    if row["keeperProven"] || (presented.sharing != nil && added.isEmpty) { return nil }
    let now = (before + added).sorted()
    try db.execute(
      sql: "UPDATE wave SET sharesProven = ?, keeperProven = ? WHERE id = ?",
      arguments: [
        now.map(String.init).joined(separator: ","), presented.sharing.map { now.count == $0.count } ?? true, wave,
      ])
    return added
  }
}
