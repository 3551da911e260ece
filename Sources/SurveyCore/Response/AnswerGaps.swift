/// What a file of answers leaves open. The answers of a wave have no gaps.
public struct AnswerGaps: Sendable, Hashable {
  /// The ids of the questions that the file has no column for, in the order of the survey; comments left out.
  public var questions: [String] = []
  /// Whether units are known from the answers only, so that a unit in which nobody answered isn't known.
  public var unitsAreThoseMet = false
  /// What the analyst should know about the columns that were to be ignored, in full sentences.
  public var ignoringRemarks: [String] = []

  /// Makes no gaps.
  public init() {}
}
