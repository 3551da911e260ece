/// An exact fraction of 128-bit whole numbers, in lowest terms with a positive denominator.
struct Rational: Sendable, Hashable {
  /// What is above the line.
  let numerator: Int128
  /// What is below the line; positive.
  let denominator: Int128

  /// A result that 128 bits can't hold.
  struct Overflow: Error {}

  static let zero = Rational(0)
  static let one = Rational(1)

  /// A whole number.
  init(_ whole: Int) {
    numerator = Int128(whole)
    denominator = 1
  }

  private init(lowest numerator: Int128, over denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A fraction of any two numbers, the second not zero.
  init(_ numerator: Int128, over denominator: Int128) throws(Overflow) {
    precondition(denominator != 0, "a denominator isn't zero")
    guard numerator != .min, denominator != .min else { throw Overflow() }
    let sign: Int128 = denominator < 0 ? -1 : 1
    if denominator == 1 {
      self.init(lowest: numerator, over: 1)
      return
    }
    let divisor = Self.greatestCommonDivisor(abs(numerator), abs(denominator)) * sign
    self.init(lowest: numerator / divisor, over: denominator / divisor)
  }

  /// Whether this is 0.
  var isZero: Bool { numerator == 0 }

  static func + (left: Rational, right: Rational) throws(Overflow) -> Rational {
    if left.denominator == 1, right.denominator == 1 {
      return Rational(lowest: try sum(left.numerator, right.numerator), over: 1)
    }
    return try Rational(
      sum(product(left.numerator, right.denominator), product(right.numerator, left.denominator)),
      over: product(left.denominator, right.denominator))
  }

  static func * (left: Rational, right: Rational) throws(Overflow) -> Rational {
    try Rational(
      product(left.numerator, right.numerator), over: product(left.denominator, right.denominator))
  }

  static func - (left: Rational, right: Rational) throws(Overflow) -> Rational {
    try left + (right.negated())
  }

  static func / (left: Rational, right: Rational) throws(Overflow) -> Rational {
    precondition(!right.isZero, "nothing is divided by 0")
    return try Rational(
      product(left.numerator, right.denominator), over: product(left.denominator, right.numerator))
  }

  /// The number with the other sign.
  func negated() throws(Overflow) -> Rational {
    guard numerator != .min else { throw Overflow() }
    return Rational(lowest: -numerator, over: denominator)
  }

  private static func sum(_ left: Int128, _ right: Int128) throws(Overflow) -> Int128 {
    let (result, overflow) = left.addingReportingOverflow(right)
    if overflow { throw Overflow() }
    return result
  }

  private static func product(_ left: Int128, _ right: Int128) throws(Overflow) -> Int128 {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { throw Overflow() }
    return result
  }

  private static func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }
}

extension Rational: CustomStringConvertible {
  var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
