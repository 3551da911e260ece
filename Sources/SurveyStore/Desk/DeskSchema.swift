import GRDB

/// The tables of `desk.sqlite`: waves, and the roster of each with what was handed out. There is no column for time, and handing out
/// changes no size: a row is filled from the start with a blinded value that nobody sent, so its bytes stay where they are.
enum DeskSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      // 0 and 1 take the same room in a row: none.
      try db.execute(
        sql: """
          CREATE TABLE wave (
            id TEXT NOT NULL PRIMARY KEY,
            title TEXT NOT NULL,
            languages TEXT NOT NULL,
            opens REAL NOT NULL,
            closes REAL NOT NULL CHECK (closes > opens),
            passKey BLOB NOT NULL,
            people INTEGER NOT NULL CHECK (people > 0),
            closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
            reminders INTEGER NOT NULL DEFAULT 0,
            slipsPrinted INTEGER NOT NULL DEFAULT 0,
            slipsHandedOut INTEGER NOT NULL DEFAULT 0 CHECK (slipsHandedOut <= slipsPrinted),
            slipsVoid INTEGER NOT NULL DEFAULT 0 CHECK (slipsVoid <= slipsHandedOut),
            handedOutWhenErased INTEGER
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE roster (
            id INTEGER NOT NULL PRIMARY KEY,
            wave TEXT NOT NULL REFERENCES wave,
            row INTEGER NOT NULL,
            person BLOB NOT NULL,
            blinded BLOB NOT NULL CHECK (length(blinded) = 256),
            handedOut INTEGER NOT NULL DEFAULT 0 CHECK (handedOut IN (0, 1)),
            UNIQUE (wave, row)
          ) STRICT;
          """)
    }
    return migrator
  }
}
