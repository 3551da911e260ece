import GRDB
public import SurveyCore

public import struct Foundation.Data
public import struct Foundation.Date

/// A comment as the office reviews it.
public struct NumberedComment: Sendable, Hashable {
  /// Its number among the comments on the item, which were shuffled when the wave was unsealed.
  public let number: Int
  /// The name of the unit sealed with it, if one was.
  public let unit: String?
  /// The comment.
  public let comment: ReviewedComment
}

/// Reviewing and releasing comments.
extension ResultsStore {
  /// The comment items of an unsealed wave, or the one that is named.
  ///
  /// - Throws: ``StoreError`` when the wave has no answers (yet, or any more), ``CommentError/unknownItem(_:known:)``.
  public func commentItems(of wave: String, named item: String? = nil) throws -> [String] {
    let known = try responses(of: wave).layout.commentItems
    guard let item else { return known }
    guard known.contains(item) else { throw CommentError.unknownItem(item, known: known) }
    return [item]
  }

  /// The comments on an item for the office's review.
  ///
  /// - Throws: ``CommentError/refused(_:item:)`` where too few people commented for anybody to read them.
  public func comments(of wave: String, on item: String) throws -> [NumberedComment] {
    _ = try commentItems(of: wave, named: item)
    let served = try self.wave(wave).served
    let units = served.organisation?.units ?? []
    return try database.read { db in try readable(of: served, on: item, db) }.map { number, comment in
      let place = Int(comment.unit) - 1
      return NumberedComment(
        number: number, unit: units.indices.contains(place) ? units[place].name : nil, comment: comment)
    }
  }

  /// Decides about comments.
  ///
  /// - Parameter numbers: Which comments; all unread ones where nil.
  /// - Returns: How many were decided about.
  /// - Throws: ``CommentError``; nothing is changed then.
  @discardableResult
  public func review(
    _ standing: ReviewedComment.Standing, of wave: String, on item: String, numbers: [Int]?
  ) throws -> Int {
    _ = try commentItems(of: wave, named: item)
    let served = try self.wave(wave).served
    if case .redacted(let text) = standing, text.allSatisfy(\.isWhitespace) { throw CommentError.emptyRedaction }
    return try database.commit(to: "results.sqlite") { db in
      let comments = try reviewable(of: served, on: item, db)
      let chosen = numbers.map { Set($0).sorted() } ?? comments.filter { $1.standing == .unread }.map(\.number)
      try write(chosen.map { ($0, standing) }, of: wave, on: item, among: comments, db)
      return chosen.count
    }
  }

  /// Takes over what was decided in a table, all of it or nothing.
  ///
  /// - Throws: ``CommentError``; nothing is changed then.
  public func review(_ decisions: [CommentTable.Decision], of wave: String) throws {
    let served = try self.wave(wave).served
    try database.commit(to: "results.sqlite") { db in
      for (item, decisions) in Dictionary(grouping: decisions, by: \.item) {
        let comments = try reviewable(of: served, on: item, db)
        try write(decisions.map { ($0.number, $0.standing) }, of: wave, on: item, among: comments, db)
      }
    }
  }

  /// Releases the comments on an item, and records it in the ledger in the same transaction.
  ///
  /// The review is final from then on: a repeated release gives the same texts in another order, and no further entry.
  ///
  /// - Returns: The comments, and the ledger head that they print.
  /// - Throws: ``CommentError/refused(_:item:)``; ``StoreError/wrongState(wave:why:)`` when the comments aren't those of the first release.
  public func releaseComments(
    of wave: String, on item: String, at now: Date = Date()
  ) throws -> (comments: ReleasedComments, head: String) {
    _ = try commentItems(of: wave, named: item)
    let served = try self.wave(wave).served
    let gate = try gate(of: wave, at: now)
    return try database.commit(to: "results.sqlite") { db in
      var generator = SystemRandomNumberGenerator()
      let released: ReleasedComments
      let written = try CommentColumns.read(of: wave, on: item, db).map(\.1)
      do throws(CommentRefusal) { released = try gate.comments(on: item, written, using: &generator) } catch {
        throw CommentError.refused(error, item: item)
      }
      if let salt = try CommentColumns.salt(of: wave, on: item, db) {
        guard let entry = try Ledger.release(body: try CommentColumns.body(released, of: served, salt: salt), db) else {
          throw StoreError.wrongState(
            wave: wave,
            why: "its comments on '\(item)' aren't those that were released. Restore results.sqlite from a backup.")
        }
        return (released, entry.head)
      }
      let salt = Data((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
      try db.execute(
        sql: "INSERT INTO commentRelease (wave, item, salt) VALUES (?, ?, ?)", arguments: [wave, item, salt])
      let body = try CommentColumns.body(released, of: served, salt: salt)
      return (released, try Ledger.append(kind: "release", body: body, at: now, key: key, db).head)
    }
  }

  /// The comments on an item, where they can be read and aren't released yet.
  private func reviewable(
    of wave: ServedWave, on item: String, _ db: Database
  ) throws -> [(number: Int, ReviewedComment)] {
    let comments = try readable(of: wave, on: item, db)
    guard try CommentColumns.salt(of: wave.id, on: item, db) == nil else { throw CommentError.released(item: item) }
    return comments
  }

  /// Writes down what was decided about comments on an item, all of which must be among those there are.
  private func write(
    _ decisions: [(number: Int, standing: ReviewedComment.Standing)], of wave: String, on item: String,
    among comments: [(number: Int, ReviewedComment)], _ db: Database
  ) throws {
    let unknown = Set(decisions.map(\.number)).subtracting(comments.map(\.number))
    guard unknown.isEmpty else { throw CommentError.unknownNumbers(unknown.sorted(), item: item) }
    for (number, standing) in decisions {
      try CommentColumns.write(standing, of: wave, on: item, number: number, db)
    }
  }

  /// The comments on an item, where enough people commented for the office to read them.
  private func readable(
    of wave: ServedWave, on item: String, _ db: Database
  ) throws -> [(number: Int, ReviewedComment)] {
    let comments = try CommentColumns.read(of: wave.id, on: item, db)
    if let refusal = DisclosureGate.refusal(people: comments.count, on: item, in: wave.survey) {
      throw CommentError.refused(refusal, item: item)
    }
    return comments
  }
}
