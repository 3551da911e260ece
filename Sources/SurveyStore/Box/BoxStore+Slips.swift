import GRDB
import SurveyCore

extension BoxStore {
  /// Removes a code that wasn't used.
  ///
  /// - Returns: Where the code stood; it is gone only where it was unused.
  func withdraw(_ code: AccessCode, from wave: String) throws -> RightState {
    try database.commit(to: "box.sqlite") { db in
      let state = try GroupCommit.state(of: SpendableRight(.code(code)), in: wave, db)
      if state == .unused {
        try db.execute(sql: "DELETE FROM code WHERE wave = ? AND digest = ?", arguments: [wave, code.digest])
      }
      return state
    }
  }
}
