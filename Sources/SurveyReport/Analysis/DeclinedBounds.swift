import SurveyCore

/// What the favourable share of a sensitive item would be if all, or none, of those who declined had answered favourably.
///
/// People who decline a sensitive item are not like the others; the bounds hold whatever they would have said.
public struct DeclinedBounds: Sendable, Hashable {
  /// The share of those who were asked and answered or declined that declined.
  public let declinedShare: Double
  /// The favourable share if none of them were favourable.
  public let ifNone: Double
  /// The favourable share if all of them were.
  public let ifAll: Double

  /// - Returns: Nil where nobody declined or answered.
  init?(favourable: Int, answered: Int, declined: Int) {
    guard declined > 0, answered > 0 else { return nil }
    let all = Double(answered + declined)
    declinedShare = Double(declined) / all
    ifNone = Double(favourable) / all
    ifAll = Double(favourable + declined) / all
  }
}

extension SurveyAnalysis.ItemAnalysis {
  /// The bounds of a sensitive item; nil for others, and where the declined aren't shown.
  var declinedBounds: DeclinedBounds? {
    guard isSensitive, let statistics = statistics.value?.success, let favourable = statistics.favourableCount,
      let declined = missing.value?.declined
    else { return nil }
    return DeclinedBounds(favourable: favourable, answered: statistics.n, declined: declined)
  }
}
