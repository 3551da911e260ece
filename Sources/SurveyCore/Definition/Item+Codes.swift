extension Item {
  /// The codes that count as favourable for this item, mirrored where it is reversed.
  public var favourableCodes: [Int] { reverse ? kind.favourable.map(mirrored).sorted() : kind.favourable }

  /// The codes that count as unfavourable for this item, mirrored where it is reversed.
  public var unfavourableCodes: [Int] { reverse ? kind.unfavourable.map(mirrored).sorted() : kind.unfavourable }

  /// What each option counts within a scale, by its position: minimum plus maximum minus the code where the item is reversed.
  var keyedValues: [Int] { reverse ? kind.codes.map(mirrored) : kind.codes }

  private func mirrored(_ code: Int) -> Int { (kind.codes.min() ?? 0) + (kind.codes.max() ?? 0) - code }
}
