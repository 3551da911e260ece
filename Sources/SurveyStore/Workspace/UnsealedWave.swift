import SurveyCore

/// The answers of a wave after they were opened: shuffled, comments apart from ratings.
struct UnsealedWave: Sendable {
  /// How many people answered.
  let answers: Int
  /// How many of them were typed in from paper.
  let paper: Int
  /// One record of ratings after another, each of the layout's size, in shuffled order.
  let records: [UInt8]
  /// The comments per comment item, empty ones left out, each in shuffled order, with units that may stand beside them.
  let comments: [[CommentRecord]]
  /// The receipts of everything counted, sorted.
  let receipts: [String]
}
