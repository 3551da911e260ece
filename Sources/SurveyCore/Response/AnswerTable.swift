/// Answers in CSV files: the form in which analysts bring answers from elsewhere, and in which simulated ones are
/// written.
///
/// The header names items and attributes. Cells hold option codes, unit ids for unit attributes, several codes
/// separated by spaces for `many` (`none` = nothing ticked), 0–10 for net scores and raw numbers, which are banded at
/// once. An empty cell is skipped (behind an unmet `show-if`: not shown); `declined`, `n/a` and `not-shown` say so. A
/// question without a column was shown to nobody; a condition that names a question without a column can't be checked,
/// and then an empty cell is skipped.
public enum AnswerTable {
  /// The word for a question that was not shown.
  public static let notShownWord = "not-shown"

  /// After how many problems reading stops.
  public static let maximumProblems = 50

  /// Reads a file, whatever its size, into columns of bytes.
  ///
  /// - Parameters:
  ///   - path: The CSV file.
  ///   - survey: The survey that was answered.
  ///   - organisation: The tree whose units can be chosen. With nil, the units met in the file become a flat
  ///     organisation in the order of their ids.
  ///   - ignored: Columns that are passed over.
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` with up to ``maximumProblems`` located problems.
  /// - Complexity: O(file size) time; memory for the columns alone.
  public static func read(
    path: String, survey: Survey, organisation: Organisation?, ignoring ignored: [String] = []
  ) throws -> ResponseTable {
    try read(CSVReader(path: path), file: path, survey: survey, organisation: organisation, ignoring: ignored)
  }

  /// Reads CSV text in memory; otherwise as ``read(path:survey:organisation:ignoring:)``.
  public static func read(
    text: String, file: String, survey: Survey, organisation: Organisation?, ignoring ignored: [String] = []
  ) throws -> ResponseTable {
    try read(
      CSVReader(bytes: Array(text.utf8)), file: file, survey: survey, organisation: organisation, ignoring: ignored)
  }

  private static func read(
    _ reader: consuming CSVReader, file: String, survey: Survey, organisation: Organisation?, ignoring ignored: [String]
  ) throws -> ResponseTable {
    var reading = AnswerTableReading(file: file, survey: survey, organisation: organisation, ignored: Set(ignored))
    var row = CSVReader.Row()
    do {
      guard try reader.next(into: &row) else {
        throw DiagnosticsError([
          Diagnostic(
            file: file, line: 1, column: 1, code: "csv.empty", message: "The file is empty.",
            advice: "Begin with a line that names the items.")
        ])
      }
      reading.begin(row)
      while reading.goesOn, try reader.next(into: &row) { reading.add(row) }
    } catch let error as CSVReader.SyntaxError {
      reading.report(error.code, line: error.line, column: error.column, error.message, error.advice)
    }
    return try reading.finish()
  }
}
