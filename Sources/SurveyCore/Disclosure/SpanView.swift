/// What follows from shown groups as somebody sees it to whom some classes of people don't matter, because nobody in them answered.
///
/// It can be searched, but has no way to add or take out a group: of the classes that were dropped it doesn't know any more which groups
/// they tell apart.
struct SpanView: Sendable {
  private var span: GroupSpan
  /// The classes that don't matter.
  private let ignored: Set<Int>

  /// - Parameters:
  ///   - span: The row space without the classes that don't matter.
  ///   - ignored: These classes.
  init(of span: GroupSpan, ignored: Set<Int>) {
    self.span = span
    self.ignored = ignored
  }

  /// The dimension of the row space.
  var rank: Int { span.rank }

  /// The classes that a row doesn't cancel, as long as their weights together stay below a limit; nil otherwise.
  func support(of row: Int, weights: [Int], below limit: Int) -> [Int]? {
    span.support(of: row, weights: weights, below: limit)
  }

  /// The groups that a vector of the row space combines, ascending; the vector is given by where it isn't zero.
  ///
  /// - Returns: Nil where no vector with just that support is in the row space.
  func groups(ofVectorWithin support: [Int]) -> [Int]? { span.groups(ofVectorWithin: support) }

  /// Vectors that every group's row is orthogonal to, drawn at random: a few values per class, zeros for those that don't matter.
  ///
  /// Classes on which some vector of the row space lives alone have linearly dependent values.
  func kernelSamples(_ count: Int, random: inout ClassOrder) -> [[UInt64]] {
    span.kernelSamples(count, ignoring: ignored, random: &random)
  }

  /// A class, drawn at random, for which a row's basic class can be exchanged.
  func randomClass(in row: Int, random: inout ClassOrder) -> Int? { span.randomClass(in: row, random: &random) }

  /// Moves the row space to another set of basic classes by exchanging one for another.
  ///
  /// - Returns: The rows that changed.
  mutating func exchange(basicRow row: Int, forClass people: Int) -> [Int] {
    span.exchange(basicRow: row, forClass: people)
  }
}
