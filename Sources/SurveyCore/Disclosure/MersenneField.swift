/// Arithmetic modulo the prime 2^61 − 1, in which linear algebra is exact.
enum MersenneField {
  static let prime: UInt64 = 1 << 61 - 1

  @inline(__always)
  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left &+ right
    return sum >= prime ? sum &- prime : sum
  }

  @inline(__always)
  static func difference(_ left: UInt64, _ right: UInt64) -> UInt64 {
    left >= right ? left &- right : left &+ prime &- right
  }

  @inline(__always)
  static func negative(of value: UInt64) -> UInt64 { value == 0 ? 0 : prime &- value }

  @inline(__always)
  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return sum(low & prime, high << 3 | low >> 61)
  }

  /// The inverse of a value that is not 0, by Fermat's little theorem.
  static func inverse(of value: UInt64) -> UInt64 {
    if value == 1 { return 1 }
    if value == prime - 1 { return prime - 1 }
    var (result, square, exponent): (UInt64, UInt64, UInt64) = (1, value, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      exponent >>= 1
    }
    return result
  }
}
