import GRDB

/// The tables of `results.sqlite`: waves, the columns of unsealed answers, comments apart, the ledger and the outbox.
enum ResultsSchema {
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
            codesPrinted INTEGER NOT NULL DEFAULT 0,
            respondents INTEGER,
            shownCount INTEGER NOT NULL DEFAULT 0,
            shownAt REAL NOT NULL DEFAULT 0,
            boxEmptied INTEGER NOT NULL DEFAULT 0 CHECK (boxEmptied IN (0, 1)),
            deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE resultColumn (
            wave TEXT NOT NULL REFERENCES wave,
            position INTEGER NOT NULL,
            variable TEXT NOT NULL,
            option INTEGER,
            bytes BLOB NOT NULL,
            PRIMARY KEY (wave, position)
          ) STRICT;

          CREATE TABLE comment (
            wave TEXT NOT NULL REFERENCES wave,
            item TEXT NOT NULL,
            number INTEGER NOT NULL,
            unit INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (wave, item, number)
          ) STRICT;

          CREATE TABLE countedReceipt (
            wave TEXT NOT NULL REFERENCES wave,
            receipt TEXT NOT NULL,
            PRIMARY KEY (wave, receipt)
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE ledgerEntry (
            sequence INTEGER NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            recordedAt TEXT NOT NULL,
            body TEXT NOT NULL,
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            signature BLOB NOT NULL CHECK (length(signature) = 64)
          ) STRICT;

          CREATE TABLE outboxMessage (
            sequence INTEGER NOT NULL PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            event TEXT NOT NULL,
            subscription TEXT NOT NULL,
            body BLOB NOT NULL,
            occurredAt REAL NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead', 'disabled')),
            attempts INTEGER NOT NULL DEFAULT 0,
            dueAt REAL NOT NULL,
            leasedUntil REAL NOT NULL DEFAULT 0,
            outcome TEXT NOT NULL DEFAULT ''
          ) STRICT;
          CREATE INDEX outboxMessageDue ON outboxMessage (dueAt) WHERE state = 'pending';
          """)
    }
    migrator.registerMigration("2") { db in
      try db.execute(
        sql: "ALTER TABLE wave ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1))")
    }
    migrator.registerMigration("3 passes") { db in
      try db.execute(
        sql: "ALTER TABLE wave ADD COLUMN passKey BLOB CHECK ((mode = 'pass') = (passKey IS NOT NULL))")
    }
    migrator.registerMigration("4 roles and series") { db in
      // Whether desk and box are on machines of their own, and the series that the wave is part of.
      try db.execute(
        sql: """
          ALTER TABLE wave ADD COLUMN apart INTEGER NOT NULL DEFAULT 0 CHECK (apart IN (0, 1));
          ALTER TABLE wave ADD COLUMN series TEXT;
          """)
    }
    migrator.registerMigration("keepers", migrate: KeeperColumns.migrate)
    migrator.registerMigration("paper") { db in
      // How many of the answers were typed in from paper.
      try db.execute(sql: "ALTER TABLE wave ADD COLUMN paperAnswers INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("comments", migrate: CommentColumns.migrate)
    return migrator
  }
}
