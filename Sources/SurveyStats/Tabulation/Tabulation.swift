/// A scale of a ``Tabulation``: which items belong together, and how they make a score.
public struct TabulatedScale: Sendable, Hashable {
  /// The places of the scale's items among the tabulated items.
  public let items: [Int]
  /// Mean or sum.
  public let scoring: ScaleScoring
  /// The smallest number of answered items that makes a score.
  public let minimumAnswered: Int

  /// Makes a scale.
  public init(items: [Int], scoring: ScaleScoring, minimumAnswered: Int) {
    self.items = items
    self.scoring = scoring
    self.minimumAnswered = minimumAnswered
  }
}

/// Every item and scale of a survey in every cell of several groupings, from one pass over the answers.
///
/// Answers are counted once, in the finest cells: the combinations of all attributes that occur. The cells of a grouping
/// are margins, sums of finest cells. The results are those of ``CodeCounts``,
/// ``scaleScores(of:scoring:minimumAnswered:rows:)`` and ``cronbachAlpha(of:rows:level:)`` to the last bit.
public struct Tabulation: Sendable {
  /// The cells of one grouping with their counts.
  public struct Table: Sendable {
    /// The places of the attributes that the grouping divides by.
    public let attributes: [Int]
    /// The codes of each cell that somebody is in, one per attribute of the grouping, in ascending order.
    public let cells: [[UInt16]]
    /// The number of respondents of each cell.
    public let respondents: [Int]
    fileprivate var items: [ItemCounts]
    fileprivate var scales: [ScaleCounts]

    /// How often each code of an item occurs in a cell; both by their places.
    public func counts(of item: Int, in cell: Int) -> CodeCounts { items[item].counts(in: cell) }

    /// The scores of a scale in a cell; both by their places.
    public func scores(of scale: Int, in cell: Int) -> ScaleScores { scales[scale].scores(in: cell) }
  }

  /// One table per grouping, in the order given.
  public let tables: [Table]
  private let products: [CrossProducts]

  /// Tabulates answers.
  ///
  /// - Parameters:
  ///   - items: One column of one-byte codes per item, all of the same length.
  ///   - scales: The scales; an item may belong to several or none.
  ///   - attributes: Attributes of the same respondents. Every code makes a group, the kinds of missing too.
  ///   - groupings: The places of the attributes that each grouping divides by; an empty one is the total.
  ///   - threads: How many threads to use, at least 1; results don't depend on it.
  /// - Throws: ``StatisticsError`` for columns that don't fit together, a byte that an answer set doesn't have, a scale
  ///   that makes no score, or a place that doesn't exist.
  /// - Complexity: O((*k* + *a*) · *n*) for *k* items, *a* attributes and *n* respondents. Memory beyond the columns:
  ///   12 bytes per respondent, and the finest cells of one scale per thread.
  public init(
    items: [ScoredColumn], scales: [TabulatedScale], attributes: [GroupColumn], groupings: [[Int]], threads: Int = 1
  ) throws(StatisticsError) {
    let rows = items.first?.bytes.count ?? attributes.first?.count ?? 0
    try Self.check(items, scales, attributes, groupings, rows: rows, threads: threads)
    let batches = try TabulationBatch.all(items, scales)
    let used = attributes.indices.filter { attribute in groupings.contains { $0.contains(attribute) } }
    let index = CellIndex(used.map { attributes[$0] }, rows: rows, threads: threads)
    let margins = Margins(of: index, by: groupings.map { $0.map { used.firstIndex(of: $0) ?? 0 } })
    let counts = try concurrentMap(batches.count, threads: threads) { batch throws(StatisticsError) in
      try batches[batch].count(index, margins)
    }
    let pairs = Array(zip(batches, counts))
    products = pairs.compactMap(\.1.products)
    tables = groupings.indices.map { grouping in
      let margin = margins.groupings[grouping]
      let columns = pairs.flatMap { batch, counts in
        zip(batch.counted, counts.items).map { ($0, ItemCounts(counts: $1[grouping], cells: margin.sizes.count)) }
      }
      return Table(
        attributes: groupings[grouping], cells: margin.codes, respondents: margin.sizes,
        items: columns.sorted { $0.0 < $1.0 }.map(\.1),
        scales: pairs.compactMap { batch, counts in
          guard let scale = batch.scale, let layout = batch.layout else { return nil }
          return ScaleCounts(counts: counts.scores[grouping], layout: layout, scale: scales[scale])
        })
    }
  }

  /// Alpha of a scale over everybody, by the scale's place.
  ///
  /// - Throws: ``StatisticsError``, as ``cronbachAlpha(of:rows:level:)``.
  public func alpha(of scale: Int, level: Double = 0.95) throws(StatisticsError) -> AlphaEstimate {
    let items = products[scale].items
    guard items >= 2 else { throw .tooFew(what: "items", required: 2, given: items) }
    return try cronbachAlpha(products[scale], level: level)
  }

  private static func check(
    _ items: [ScoredColumn], _ scales: [TabulatedScale], _ attributes: [GroupColumn], _ groupings: [[Int]], rows: Int,
    threads: Int
  ) throws(StatisticsError) {
    guard threads >= 1 else { throw .tooFew(what: "threads", required: 1, given: threads) }
    for given in items.map(\.bytes.count) + attributes.map(\.count) where given != rows {
      throw .unequalLengths(expected: rows, given: given)
    }
    for place in scales.flatMap(\.items) where !items.indices.contains(place) {
      throw .invalid(what: "item of a scale", required: "a place below \(items.count)", given: "\(place)")
    }
    for place in groupings.joined() where !attributes.indices.contains(place) {
      throw .invalid(what: "attribute of a grouping", required: "a place below \(attributes.count)", given: "\(place)")
    }
  }
}
