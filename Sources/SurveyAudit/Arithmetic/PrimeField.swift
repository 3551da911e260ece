/// Arithmetic modulo a prime below 2³¹.
struct PrimeField: Sendable, Hashable {
  /// The prime.
  let prime: UInt64

  /// Modulo 2³¹ − 1.
  static let first = PrimeField(prime: 2_147_483_647)
  /// Modulo 2³¹ − 19.
  static let second = PrimeField(prime: 2_147_483_629)

  /// The residue of a whole number.
  func residue(_ whole: Int) -> UInt64 {
    let rest = whole % Int(prime)
    return UInt64(rest < 0 ? rest + Int(prime) : rest)
  }

  /// The residue of a fraction, or nil where its denominator is a multiple of the prime.
  func residue(_ fraction: Rational) -> UInt64? {
    func residue(_ whole: Int128) -> UInt64 { self.residue(Int(whole % Int128(prime))) }
    let below = residue(fraction.denominator)
    return below == 0 ? nil : product(residue(fraction.numerator), inverse(below))
  }

  /// left · right.
  func product(_ left: UInt64, _ right: UInt64) -> UInt64 { left &* right % prime }

  /// left − right.
  func difference(_ left: UInt64, _ right: UInt64) -> UInt64 { left >= right ? left &- right : left &+ prime &- right }

  /// The number with the other sign.
  func negated(_ value: UInt64) -> UInt64 { value == 0 ? 0 : prime &- value }

  /// The number that gives 1 when multiplied with `value`, which isn't 0.
  func inverse(_ value: UInt64) -> UInt64 {
    var (result, base, exponent): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      exponent >>= 1
    }
    return result
  }

  /// The small whole number, of either sign, that a residue stands for.
  func signed(_ value: UInt64) -> Int { value > prime / 2 ? Int(value) - Int(prime) : Int(value) }
}
