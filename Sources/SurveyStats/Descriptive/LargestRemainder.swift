/// Rounds the shares of counts to whole numbers that add up to a total, by the method of largest remainders (Hamilton).
///
/// Every share is rounded down; what is then missing goes, one each, to the largest remainders. Equal remainders go to
/// the larger count, then to the earlier one. The arithmetic is exact.
///
/// - Parameters:
///   - counts: Counts of the categories, none negative.
///   - total: What the result adds up to: 100 for percentages, 1000 for percentages with one decimal.
/// - Returns: One whole number per count; its distance from the exact share is less than 1.
/// - Throws: ``StatisticsError`` when there is nothing to divide or an argument is negative.
///
/// Reference: Balinski & Young (2001), *Fair Representation*, 2nd ed., ch. 2 and appendix A.
public func largestRemainder(_ counts: [Int], total: Int = 100) throws(StatisticsError) -> [Int] {
  guard total >= 0 else { throw .invalid(what: "total", required: "0 or more", given: "\(total)") }
  if let negative = counts.first(where: { $0 < 0 }) {
    throw .invalid(what: "count", required: "0 or more", given: "\(negative)")
  }
  let n = counts.reduce(0, +)
  guard n > 0 else { throw .tooFew(what: "observations", required: 1, given: 0) }
  let parts = counts.map { n.dividingFullWidth($0.multipliedFullWidth(by: total)) }
  var rounded = parts.map(\.quotient)
  let missing = total - rounded.reduce(0, +)
  let byRemainder = parts.indices.sorted {
    (parts[$0].remainder, counts[$0], $1) > (parts[$1].remainder, counts[$1], $0)
  }
  for place in byRemainder.prefix(missing) { rounded[place] += 1 }
  return rounded
}
