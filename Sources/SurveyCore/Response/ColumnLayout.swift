/// The columns of a survey's answers: one byte per answer and column (two for units), in the order of the questions.
///
/// A respondent's ratings are the columns' bytes one after another, so every record of a survey has the same size whatever was
/// answered. Comments have no column; they are kept apart.
public struct ColumnLayout: Sendable, Hashable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// The id of the item or attribute.
    public let variable: String
    /// The option's code, for a column of a `many` item.
    public let option: Int?
    /// Bytes per answer: 1, or 2 for units (little-endian).
    public let width: Int
    /// Where the column's bytes begin in a record.
    public let offset: Int
  }

  /// The columns in order.
  public let columns: [Column]
  /// The size of a record in bytes.
  public let recordSize: Int
  /// The ids of the comment items, in order.
  public let commentItems: [String]

  /// The layout of a survey's answers.
  public init(_ survey: Survey) {
    var columns: [Column] = []
    var comments: [String] = []
    var offset = 0
    func append(_ variable: String, option: Int? = nil, width: Int = 1) {
      columns.append(Column(variable: variable, option: option, width: width, offset: offset))
      offset += width
    }
    for question in survey.questions {
      switch question.kind {
      case .comment: comments.append(question.id)
      case .unit: append(question.id, width: 2)
      case .many(let options): for option in options { append(question.id, option: option.code) }
      case .choice, .netScore, .number: append(question.id)
      }
    }
    self.columns = columns
    self.recordSize = offset
    self.commentItems = comments
  }

  /// The columns of one variable, in the order of its options.
  public func columns(of variable: String) -> [Column] {
    columns.filter { $0.variable == variable }
  }
}
