/// The answers of a closed wave (or of a file): one column of bytes per item, no order, no link to comments.
public struct ResponseTable: Sendable {
  /// The survey that was answered.
  public let survey: Survey
  /// Where each column belongs.
  public let layout: ColumnLayout
  /// The units that unit codes point into: a tree frozen with the wave, or the units met in a file.
  public let organisation: Organisation?
  /// How many people answered.
  public let respondents: Int
  /// The bytes of each column of the layout: `respondents × width` each.
  public let columns: [[UInt8]]
  /// What the file that was read leaves open; nothing for a wave.
  public let gaps: AnswerGaps

  /// Makes a table; every column must hold `respondents × width` bytes.
  public init(
    survey: Survey, organisation: Organisation?, respondents: Int, columns: [[UInt8]], gaps: AnswerGaps = AnswerGaps()
  ) {
    let layout = ColumnLayout(survey)
    precondition(columns.count == layout.columns.count, "one array of bytes per column of the layout")
    for (column, bytes) in zip(layout.columns, columns) {
      precondition(bytes.count == respondents * column.width, "every column holds all respondents")
    }
    self.survey = survey
    self.layout = layout
    self.organisation = organisation
    self.respondents = respondents
    self.columns = columns
    self.gaps = gaps
  }

  /// Makes a table from records that follow the survey's layout, one after another.
  ///
  /// - Parameter records: `respondents × recordSize` bytes.
  public init(survey: Survey, organisation: Organisation?, records: [UInt8]) {
    let layout = ColumnLayout(survey)
    let size = max(layout.recordSize, 1)
    let count = records.count / size
    let columns = layout.columns.map { column in
      var bytes = [UInt8]()
      bytes.reserveCapacity(count * column.width)
      for row in 0..<count {
        let start = row * size + column.offset
        bytes.append(contentsOf: records[start..<start + column.width])
      }
      return bytes
    }
    self.init(survey: survey, organisation: organisation, respondents: count, columns: columns)
  }

  /// The bytes of a single-column variable (`choice`, net score, number), or of one option of a `many` item.
  ///
  /// - Returns: One byte per respondent, or nil where the survey has no such column.
  public func bytes(of variable: String, option: Int? = nil) -> [UInt8]? {
    layout.columns.firstIndex { $0.variable == variable && $0.option == option && $0.width == 1 }.map { columns[$0] }
  }

  /// The unit codes of a unit attribute, one per respondent, or nil where the survey has no such attribute.
  public func units(of attribute: String) -> [UInt16]? {
    guard let index = layout.columns.firstIndex(where: { $0.variable == attribute && $0.width == 2 }) else {
      return nil
    }
    let bytes = columns[index]
    return (0..<respondents).map { UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8 }
  }
}
