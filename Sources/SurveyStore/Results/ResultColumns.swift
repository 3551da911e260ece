import GRDB
import SurveyCore

import struct Foundation.Data

/// The answers of a wave in `results.sqlite`: one BLOB per column.
enum ResultColumns {
  /// Writes a table's columns, inside the transaction of what made them. The rows must be shuffled.
  static func write(_ table: ResponseTable, of wave: String, _ db: Database) throws {
    for (position, (column, bytes)) in zip(table.layout.columns, table.columns).enumerated() {
      try db.execute(
        sql: "INSERT INTO resultColumn (wave, position, variable, option, bytes) VALUES (?, ?, ?, ?, ?)",
        arguments: [wave, position, column.variable, column.option, Data(bytes)])
    }
  }
}
