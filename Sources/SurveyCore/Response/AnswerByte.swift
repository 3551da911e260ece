/// The one-byte codes in which answers are stored: 0 not shown, 1–250 the option's position, then the kinds of missing answers.
public enum AnswerByte {
  /// The question was not shown.
  public static let notShown: UInt8 = 0
  /// The highest position of an option.
  public static let maximumPosition: UInt8 = 250
  /// "Doesn't apply to me."
  public static let notApplicable: UInt8 = 253
  /// Shown and left open.
  public static let skipped: UInt8 = 254
  /// "I'd rather not say."
  public static let declined: UInt8 = 255
  /// A ticked option of a `many` item.
  public static let ticked: UInt8 = 1
  /// An option of a `many` item that was not ticked.
  public static let notTicked: UInt8 = 2
}

/// The two-byte codes of units: the unit's position in the organisation tree from 1, or a kind of missing answer.
public enum UnitCode {
  /// The question was not shown.
  public static let notShown: UInt16 = 0
  /// The highest position of a unit.
  public static let maximumPosition: UInt16 = 65_000
  /// Shown and left open.
  public static let skipped: UInt16 = 65_534
  /// "I'd rather not say."
  public static let declined: UInt16 = 65_535
}
