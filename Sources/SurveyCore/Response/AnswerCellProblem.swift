/// Why a cell of an answer file can't be taken.
enum AnswerCellProblem {
  case unknownCode, notOffered, notANumber, belowBands, unknownUnit, unitID, tooManyUnits, notShown

  /// The rule, what is wrong and what to do; never the cell itself, which is an answer.
  func words(about question: Question) -> (code: String, message: String, advice: String) {
    let id = question.id
    switch self {
    case .unknownCode:
      let codes = question.kind.codes.map(String.init).joined(separator: ", ")
      return ("csv.unknown-code", "The item '\(id)' has no option with this code.", "Its codes are \(codes).")
    case .notOffered:
      return ("csv.not-offered", "The item '\(id)' doesn't offer this kind of missing answer.", "Leave the cell empty.")
    case .notANumber:
      return ("csv.not-a-number", "The item '\(id)' needs a number here.", "Write digits.")
    case .belowBands:
      return (
        "csv.below-bands", "The number lies below the first band of '\(id)'.", "Correct it, or leave the cell empty."
      )
    case .unknownUnit:
      return (
        "csv.unknown-unit", "There is no such unit to choose for '\(id)'.",
        "Name a unit of the organisation at the level that the survey asks for."
      )
    case .unitID:
      return ("csv.unit-id", "This can't be a unit's id.", IDPattern.unit.advice)
    case .tooManyUnits:
      return ("csv.too-many-units", "There are more than \(UnitCode.maximumPosition) units.", "Use fewer units.")
    case .notShown:
      return (
        "csv.not-shown", "The item '\(id)' isn't asked after the other answers of this line.", "Leave the cell empty."
      )
    }
  }
}
