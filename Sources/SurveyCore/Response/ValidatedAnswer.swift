/// A person's answers in the form in which they are sealed.
public struct ValidatedAnswer: Sendable, Hashable {
  /// The bytes of the survey's ``ColumnLayout``, always of the same size.
  public let record: [UInt8]
  /// One text per comment item of the layout, empty where nothing was written.
  public let comments: [String]

  /// Makes answers from bytes that follow the survey's layout.
  public init(record: [UInt8], comments: [String]) {
    self.record = record
    self.comments = comments
  }
}
