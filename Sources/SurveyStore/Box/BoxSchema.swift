import GRDB

/// The tables of `box.sqlite`: what the box needs to take answers, and what it took. No table has a column for time, address or order of
/// arrival; identifiers of sealed records are random.
enum BoxSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE wave (
            id TEXT NOT NULL PRIMARY KEY,
            survey TEXT NOT NULL,
            organisation TEXT,
            mode TEXT NOT NULL CHECK (mode IN ('pass', 'code', 'open')),
            languages TEXT NOT NULL,
            opens REAL NOT NULL,
            closes REAL NOT NULL CHECK (closes > opens),
            keeperPublicKey BLOB NOT NULL CHECK (length(keeperPublicKey) = 32),
            keeperProven INTEGER NOT NULL DEFAULT 0 CHECK (keeperProven IN (0, 1)),
            closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
            countedList TEXT
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE code (
            wave TEXT NOT NULL REFERENCES wave,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            PRIMARY KEY (wave, digest)
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE spent (
            wave TEXT NOT NULL REFERENCES wave,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            receipt TEXT NOT NULL,
            PRIMARY KEY (wave, digest)
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE sealedRecord (
            id INTEGER NOT NULL PRIMARY KEY,
            wave TEXT NOT NULL REFERENCES wave,
            part INTEGER NOT NULL CHECK (part >= 0),
            bytes BLOB NOT NULL
          ) STRICT;
          """)
    }
    migrator.registerMigration("2 passes") { db in
      // The key with which passes are verified, and the passes themselves, which are verified once more when the wave is unsealed.
      try db.execute(
        sql: """
          ALTER TABLE wave ADD COLUMN passKey BLOB CHECK ((mode = 'pass') = (passKey IS NOT NULL));
          ALTER TABLE spent ADD COLUMN nonce BLOB CHECK (length(nonce) = 32);
          ALTER TABLE spent ADD COLUMN signature BLOB CHECK ((signature IS NULL) = (nonce IS NULL) AND length(signature) = 256);
          """)
    }
    migrator.registerMigration("keepers", migrate: KeeperColumns.migrate)
    migrator.registerMigration("paper and published reports") { db in
      // Which codes are for sheets of paper that the office types in, and what was published for everybody to read.
      try db.execute(
        sql: """
          ALTER TABLE code ADD COLUMN paper INTEGER NOT NULL DEFAULT 0 CHECK (paper IN (0, 1));

          CREATE TABLE publishedReport (
            wave TEXT NOT NULL REFERENCES wave,
            plan TEXT NOT NULL,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            html TEXT NOT NULL,
            PRIMARY KEY (wave, plan, language)
          ) STRICT, WITHOUT ROWID;
          """)
    }
    return migrator
  }
}
