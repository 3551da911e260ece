import GRDB

import struct Foundation.URL

/// Opening SQLite files so that what was acknowledged survives a power cut.
enum DurableDatabase {
  /// Opens (or makes) a database file and brings its schema up to date.
  ///
  /// GRDB sets `synchronous = NORMAL` on WAL databases after its preparation hook ran, so FULL is set afterwards and read back.
  ///
  /// - Throws: ``StoreError/newerVersion(file:)`` when the file was written by a newer version of the engine.
  static func open(_ url: URL, migrator: DatabaseMigrator) throws -> DatabasePool {
    do { return try openPool(url, migrator: migrator) } catch let error as DatabaseError {
      throw StoreError(error, file: url.path)
    }
  }

  private static func openPool(_ url: URL, migrator: DatabaseMigrator) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    let pool = try DatabasePool(path: url.path, configuration: configuration)
    try migrate(pool, migrator, name: url.lastPathComponent)
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // Nothing of what is rewritten may reach a temporary file.
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // A checkpoint every 16 MB of log instead of 4: fewer pauses while many answer at once.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
    }
    guard try synchronous(pool) == 2 else { throw StoreError.notDurable(file: url.lastPathComponent) }
    return pool
  }

  /// Opens (or makes) a database file that keeps no log: what was written before is in no file once a transaction is over.
  ///
  /// A write-ahead log holds the pages of past transactions in their order until it is overwritten, which would tell in which order rows
  /// were changed. The rollback journal is cut to nothing at every commit, and the cut is brought to disk too.
  static func openWithoutLog(_ url: URL, migrator: DatabaseMigrator) throws -> DatabaseQueue {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.foreignKeysEnabled = true
      let queue = try DatabaseQueue(path: url.path, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = TRUNCATE")
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try db.execute(sql: "PRAGMA temp_store = MEMORY")
      }
      try migrate(queue, migrator, name: url.lastPathComponent)
      guard try synchronous(queue) == 2 else { throw StoreError.notDurable(file: url.lastPathComponent) }
      return queue
    } catch let error as DatabaseError { throw StoreError(error, file: url.path) }
  }

  /// A database in memory with the same schema, for tests and previews.
  static func inMemory(migrator: DatabaseMigrator) throws -> DatabaseQueue {
    let queue = try DatabaseQueue()
    try migrate(queue, migrator, name: "memory")
    return queue
  }

  /// What `PRAGMA synchronous` reads back on the connection that writes; 2 is FULL.
  static func synchronous(_ writer: any DatabaseWriter) throws -> Int {
    try writer.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? 0 }
  }

  private static func migrate(_ writer: any DatabaseWriter, _ migrator: DatabaseMigrator, name: String) throws {
    if try writer.read(migrator.hasBeenSuperseded) { throw StoreError.newerVersion(file: name) }
    try migrator.migrate(writer)
  }
}

extension DatabaseWriter {
  /// Writes in one transaction; SQLite's refusal is told as a ``StoreError`` about `file`.
  func commit<Value>(to file: String, _ body: (Database) throws -> Value) throws -> Value {
    do { return try write(body) } catch let error as DatabaseError { throw StoreError(error, file: file) }
  }

  /// Deletes rows and overwrites the bytes they leave in the file's pages, in one transaction.
  func erase(from file: String, _ body: (Database) throws -> Void) throws {
    try commit(to: file) { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try body(db)
    }
  }

  /// Rewrites the file without what was deleted from it, and empties the write-ahead log.
  func scrub(_ file: String) throws {
    do {
      try writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM")
        if try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" { _ = try db.checkpoint(.truncate) }
      }
    } catch let error as DatabaseError { throw StoreError(error, file: file) }
  }
}
