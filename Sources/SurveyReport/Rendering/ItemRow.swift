import SurveyCore
import SurveyStats

/// The answers to one item as a diverging bar and its numbers; percentages are whole and add up to 100.
struct ItemRow {
  let item: Item
  let n: Int
  let unfavourable: Int
  let neutral: Int
  let favourable: Int
  let interval: IntervalEstimate
  let mean: Double?

  /// The row of an item, or nil where it is not shown or its answers are neither favourable nor unfavourable.
  init?(_ item: Item, in report: Report) {
    guard case .shown(.success(let statistics), _)? = report.statistics[item.id],
      case .success(let favourable)? = statistics.favourable
    else { return nil }
    func count(_ codes: [Int]) -> Int { statistics.counts.reduce(0) { codes.contains($1.code) ? $0 + $1.count : $0 } }
    let high = count(item.favourableCodes)
    let low = count(item.unfavourableCodes)
    self.item = item
    n = statistics.n
    (unfavourable, neutral, self.favourable) = Self.percentages(low, n - low - high, high)
    interval = favourable
    mean = statistics.mean?.success
  }

  /// Counts as whole percentages that add up to 100; zeros where nobody answered.
  ///
  /// The favourable share is rounded as wherever else it stands, such as among the indicators; the other two share what is left by largest
  /// remainder.
  static func percentages(_ unfavourable: Int, _ neutral: Int, _ favourable: Int) -> (Int, Int, Int) {
    let n = unfavourable + neutral + favourable
    guard n > 0 else { return (0, 0, 0) }
    let share = Int((Double(favourable) / Double(n) * 100).rounded())
    let others = try? largestRemainder([unfavourable, neutral], total: 100 - share)
    return (others?[0] ?? 0, others?[1] ?? 0, share)
  }
}

extension Report {
  /// The items of an `items` block, in order.
  func items(of section: String?) -> [Item] {
    let items = survey.sections.filter { section == nil || $0.id == section }.flatMap(\.items)
    let closed = Set(survey.closedItems.map(\.id))
    return items.filter { closed.contains($0.id) }
  }

  /// Whether the answers to any of the items are shown.
  func showsAny(of items: [Item]) -> Bool {
    items.contains { if case .shown? = statistics[$0.id] { true } else { false } }
  }

  /// The rows that stand out: the most and the least favourable ones, at most `count` of each and none twice.
  func standingOut(_ rows: [ItemRow], count: Int) -> (most: [ItemRow], least: [ItemRow]) {
    let sorted = rows.enumerated().sorted {
      ($0.element.interval.value, $1.offset) > ($1.element.interval.value, $0.offset)
    }.map(\.element)
    let size = min(count, sorted.count / 2)
    return (Array(sorted.prefix(size)), Array(sorted.suffix(size).reversed()))
  }
}
