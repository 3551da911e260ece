import Testing

@testable import SurveyCore

@Suite struct SecretSharingTests {
  private let references = KeeperReferences.read

  @Test func `products and inverses are those of logarithm tables`() {
    for product in references.products {
      #expect(SecretSharing.multiply(product[0], product[1]) == product[2])
    }
    for value in UInt8.min...UInt8.max {
      #expect(SecretSharing.inverse(of: value) == references.inverses[Int(value)])
    }
  }

  // FIPS 197, sections 4.2 and 4.2.1.
  @Test func `the field is that of AES`() {
    #expect(SecretSharing.multiply(0x57, 0x83) == 0xC1)
    #expect(SecretSharing.multiply(0x57, 0x13) == 0xFE)
  }

  @Test func `shares made by another program give its secret`() {
    for split in references.splits {
      let points = split.numbers.map { SecretSharing.Point(x: UInt8($0), values: bytes(split.shares[$0 - 1])) }
      #expect(SecretSharing.combine(points) == bytes(split.secret))
      #expect(SecretSharing.combine(points.reversed()) == bytes(split.secret))
      #expect(SecretSharing.combine(Array(points.dropFirst())) == bytes(split.tooFew))
      for number in 1...split.count {
        #expect(SecretSharing.value(of: points, at: UInt8(number)) == bytes(split.shares[number - 1]))
      }
    }
  }

  @Test(arguments: [(2, 2), (3, 2), (5, 3), (6, 6), (255, 3)])
  func `any shares that are enough give the secret, and one less doesn't`(_ count: Int, _ needed: Int) {
    var generator = SystemRandomNumberGenerator()
    let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    let points = SecretSharing.split(secret, count: count, needed: needed, using: &generator)
    #expect(points.map { Int($0.x) } == Array(1...count))
    for _ in 0..<50 {
      let some = Array(points.shuffled().prefix(needed))
      #expect(SecretSharing.combine(some) == secret)
      #expect(SecretSharing.combine(Array(some.dropFirst())) != secret)
    }
  }

  @Test func `one share less leaves every value of a byte equally possible`() {
    var generator = SystemRandomNumberGenerator()
    let points = SecretSharing.split([42], count: 3, needed: 3, using: &generator)
    // Each value that the third share could have gives another secret, so two shares exclude none.
    let secrets = (UInt8.min...UInt8.max).map { value in
      SecretSharing.combine([points[0], points[1], SecretSharing.Point(x: 3, values: [value])])[0]
    }
    #expect(Set(secrets).count == 256)
  }

  @Test func `the same secret is split anew each time`() {
    var generator = SystemRandomNumberGenerator()
    let secret = [UInt8](repeating: 0, count: 32)
    let first = SecretSharing.split(secret, count: 2, needed: 2, using: &generator)
    #expect(first != SecretSharing.split(secret, count: 2, needed: 2, using: &generator))
    #expect(first[0].values != secret)
  }
}
