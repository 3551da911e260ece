/// Random numbers of one replicate of a bootstrap or simulation.
///
/// Every replicate has a stream of its own, made from the seed and its number, so that a result doesn't depend on how
/// replicates are spread over threads. The generator is SplitMix64, written out because a stored seed must give the
/// same numbers for ever.
///
/// Reference: Steele, Lea & Flood (2014), *OOPSLA* 453–472.
struct ReplicateGenerator {
  private var state: UInt64

  init(seed: UInt64, replicate: Int) {
    state = Self.mixed(Self.mixed(seed) ^ UInt64(replicate))
  }

  /// A number from 0 to below the bound.
  mutating func index(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number between 0 and 1, neither of them included.
  mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
