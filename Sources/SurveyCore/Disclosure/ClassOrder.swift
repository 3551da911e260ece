/// Random orders and numbers drawn from a seed, the same on every machine (xorshift64*, Vigna 2016).
struct ClassOrder: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A number from 0 below the bound.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// A number of the field that isn't 0.
  mutating func fieldElement() -> UInt64 { 1 + UInt64(next().multipliedFullWidth(by: MersenneField.prime - 1).high) }
}
