import Crypto
import GRDB
import SurveyCore

import struct Foundation.Data
import class Foundation.JSONEncoder

/// Comments as `results.sqlite` keeps them: the text as it was written, what the review came to, and what stands in its place.
enum CommentColumns {
  /// Adds the review and the releases.
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE comment ADD COLUMN standing TEXT NOT NULL DEFAULT 'unread'
          CHECK (standing IN ('unread', 'kept', 'redacted', 'withheld'));
        ALTER TABLE comment ADD COLUMN redaction TEXT CHECK ((standing = 'redacted') = (redaction IS NOT NULL));

        CREATE TABLE commentRelease (
          wave TEXT NOT NULL REFERENCES wave,
          item TEXT NOT NULL,
          salt BLOB NOT NULL CHECK (length(salt) = 32),
          PRIMARY KEY (wave, item)
        ) STRICT, WITHOUT ROWID;
        """)
  }

  /// The comments on an item, by number.
  static func read(of wave: String, on item: String, _ db: Database) throws -> [(number: Int, ReviewedComment)] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM comment WHERE wave = ? AND item = ? ORDER BY number", arguments: [wave, item])
    return try rows.map { row in
      let standing: ReviewedComment.Standing =
        switch row["standing"] as String {
        case "kept": .kept
        case "redacted": .redacted(row["redaction"])
        case "withheld": .withheld
        case "unread": .unread
        default: throw StoreError.unusableFile(path: "results.sqlite", why: "it is damaged. Restore it from a backup.")
        }
      return (row["number"], ReviewedComment(unit: row["unit"], text: row["text"], standing: standing))
    }
  }

  /// Writes down what the review of a comment came to.
  static func write(
    _ standing: ReviewedComment.Standing, of wave: String, on item: String, number: Int, _ db: Database
  ) throws {
    let redaction: String? = if case .redacted(let text) = standing { text } else { nil }
    try db.execute(
      sql: "UPDATE comment SET standing = ?, redaction = ? WHERE wave = ? AND item = ? AND number = ?",
      arguments: [standing.name, redaction, wave, item, number])
  }

  /// The salt under which comments on an item were released; nil where they weren't.
  static func salt(of wave: String, on item: String, _ db: Database) throws -> Data? {
    try Data.fetchOne(
      db, sql: "SELECT salt FROM commentRelease WHERE wave = ? AND item = ?", arguments: [wave, item])
  }

  private struct Body: Encodable {
    struct Part: Encodable {
      let unit: String?
      let comments: Int
    }

    let format = "survey.comments/1"
    let wave, survey, item: String
    let minimumComments: Int
    let parts: [Part]
    let digest: String
  }

  /// What the ledger keeps of a release: how many texts of which unit, and a digest of them. The ledger outlives the wave, so no text
  /// stands in it; and once the salt is deleted with the wave, nobody can try texts against the digest.
  static func body(_ released: ReleasedComments, of wave: ServedWave, salt: Data) throws -> String {
    var hasher = SHA256()
    hasher.update(data: salt)
    for part in released.parts {
      for text in [part.unit ?? "", String(part.texts.count)] + part.texts.sorted() {
        hasher.update(data: Data("\(text.utf8.count):\(text)".utf8))
      }
    }
    let body = Body(
      wave: wave.id, survey: "\(wave.survey.id)@\(wave.survey.version)", item: released.item,
      minimumComments: released.minimum,
      parts: released.parts.map { Body.Part(unit: $0.unit, comments: $0.texts.count) },
      digest: Base64URL.encode(Data(hasher.finalize())))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(body), as: UTF8.self)
  }
}
