/// The meaning of one byte in a column of answers.
///
/// A column holds one byte per respondent: 1…250 is the position (from 1) of the chosen option in its answer set;
/// everything else is one of four kinds of missing, and none of them is ever an answer. 251 and 252 are not used.
public enum AnswerCode {
  /// The item was not shown to the respondent.
  public static let notShown: UInt8 = 0
  /// The last position an answer set can have.
  public static let maximumPosition: UInt8 = 250
  /// The respondent said that the item does not apply.
  public static let notApplicable: UInt8 = 253
  /// The respondent saw the item and left it empty.
  public static let skipped: UInt8 = 254
  /// The respondent declined to answer.
  public static let declined: UInt8 = 255

  /// Whether the byte is one of the four kinds of missing.
  static func isMissing(_ code: UInt8) -> Bool {
    code == notShown || code >= notApplicable
  }
}
