/// Shamir's secret sharing over GF(256), byte by byte: any `needed` of the shares give the secret, fewer tell nothing about it.
///
/// The field is that of AES (polynomial 0x11b). Each byte of the secret is the value at 0 of a random polynomial of degree `needed − 1`;
/// share *x* holds the values at *x*. Multiplication and inversion use neither tables nor branches on the bytes.
///
/// Reference: Shamir (1979), *How to share a secret*, Communications of the ACM 22, 612–613.
public enum SecretSharing {
  /// One point per byte of the secret.
  public struct Point: Sendable, Hashable {
    /// Where the polynomials were evaluated, from 1.
    public let x: UInt8
    /// The value of each byte's polynomial at `x`.
    public let values: [UInt8]

    /// Makes a share.
    public init(x: UInt8, values: [UInt8]) {
      self.x = x
      self.values = values
    }
  }

  /// Splits a secret.
  ///
  /// - Parameters:
  ///   - count: How many shares are made, at most 255.
  ///   - needed: How many give the secret, from 1 to `count`.
  /// - Returns: The shares at 1 … `count`.
  /// - Complexity: O(`count` · `needed` · bytes).
  public static func split(
    _ secret: [UInt8], count: Int, needed: Int, using generator: inout some RandomNumberGenerator
  ) -> [Point] {
    precondition((1...255).contains(count) && (1...count).contains(needed), "1 ≤ needed ≤ count ≤ 255")
    let coefficients = secret.map { byte in
      [byte] + (1..<needed).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
    return (1...count).map { x in
      Point(x: UInt8(x), values: coefficients.map { evaluate($0, at: UInt8(x)) })
    }
  }

  /// The secret of shares with different `x` and equally many values; with fewer shares than were needed, bytes that mean nothing.
  ///
  /// - Complexity: O(shares² + shares · bytes).
  public static func combine(_ points: [Point]) -> [UInt8] {
    value(of: points, at: 0)
  }

  /// What the polynomials through some shares are at `x`.
  ///
  /// It tells whether a further share belongs to the same polynomials.
  static func value(of points: [Point], at x: UInt8) -> [UInt8] {
    precondition(Set(points.map(\.x)).count == points.count, "no share twice")
    var result = [UInt8](repeating: 0, count: points.first?.values.count ?? 0)
    for (index, point) in points.enumerated() {
      // The Lagrange polynomial that is 1 at this share and 0 at all others; subtraction is exclusive or.
      var weight: UInt8 = 1
      for (other, another) in points.enumerated() where other != index {
        weight = multiply(weight, multiply(x ^ another.x, inverse(of: point.x ^ another.x)))
      }
      for place in result.indices { result[place] ^= multiply(weight, point.values[place]) }
    }
    return result
  }

  /// A polynomial's value, by Horner's rule; the coefficients begin with the constant one.
  private static func evaluate(_ coefficients: [UInt8], at x: UInt8) -> UInt8 {
    coefficients.reversed().reduce(0) { multiply($0, x) ^ $1 }
  }

  /// The product in GF(256), in eight steps whatever the factors are.
  static func multiply(_ first: UInt8, _ second: UInt8) -> UInt8 {
    var product: UInt8 = 0
    var shifted = first
    for bit in 0..<8 {
      product ^= shifted & (0 &- (second >> UInt8(bit) & 1))
      shifted = shifted << 1 ^ (0x1B & (0 &- (shifted >> 7)))
    }
    return product
  }

  /// The inverse in GF(256), as the 254th power; 0 for 0.
  static func inverse(of value: UInt8) -> UInt8 {
    // 254 = 2 + 4 + 8 + 16 + 32 + 64 + 128.
    var power = value
    var result: UInt8 = 1
    for _ in 1..<8 {
      power = multiply(power, power)
      result = multiply(result, power)
    }
    return result
  }
}
