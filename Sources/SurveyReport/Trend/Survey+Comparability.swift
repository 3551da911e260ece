import SurveyCore

extension Survey {
  /// Whether an indicator of this survey can be held against the one of the same id in another version.
  ///
  /// Both must measure the same of the same items, by id or concept, answered with the same codes and scored in the same way. Wording
  /// is the author's care: an item that is worded anew gets an id of its own.
  func isComparable(_ indicator: Indicator, with other: Survey) -> Bool {
    guard let earlier = other.indicators.first(where: { $0.id == indicator.id }), earlier.measure == indicator.measure
    else { return false }
    let scale = scales.first { $0.id == indicator.of }
    let earlierScale = other.scales.first { $0.id == earlier.of }
    if scale?.score != earlierScale?.score || scale?.minimumAnswered != earlierScale?.minimumAnswered
      || scale?.favourableFrom != earlierScale?.favourableFrom
    {
      return false
    }
    let mine = items(of: indicator.of).compactMap { id in items.first { $0.id == id } }
    let theirs = other.items(of: earlier.of).compactMap { id in other.items.first { $0.id == id } }
    return mine.count == theirs.count && mine.allSatisfy { item in theirs.contains { item.asksTheSame(as: $0) } }
  }
}

extension Item {
  fileprivate func asksTheSame(as other: Item) -> Bool {
    (id == other.id || concept != nil && concept == other.concept) && kind.codes == other.kind.codes
      && favourableCodes == other.favourableCodes && unfavourableCodes == other.unfavourableCodes
      && reverse == other.reverse
  }
}
