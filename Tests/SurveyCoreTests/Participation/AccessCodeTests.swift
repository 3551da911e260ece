import Foundation
import SurveyCore
import Testing

@Suite struct AccessCodeTests {
  /// Gives the bytes of a counter, so that a drawn code is known beforehand.
  private struct Counter: RandomNumberGenerator {
    var value: UInt64 = 0
    mutating func next() -> UInt64 {
      value += 1
      return value
    }
  }

  @Test(
    "a code is read as people type it",
    arguments: [
      "0123-4567-89AB-CDEF", "0123456789ABCDEF", "0123456789abcdef", "0123 4567 89ab cdef", "o123-4567-89aB-cdEF",
      "OI23-4567-89AB-CDEF", "0l23-4567-89AB-CDEF", " 01-2345-6789-ABC DEF ", "0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F",
    ])
  func reads(_ typed: String) throws {
    let code = try #require(AccessCode(typed))
    #expect(code.characters == "0123456789ABCDEF")
    #expect(code.printed == "0123-4567-89AB-CDEF")
  }

  @Test(
    "what can't be a code is none",
    arguments: [
      "", "-", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEF-0", "0123-4567-89AB-CDEU", "0123-4567-89AB-CDE*",
      "0123_4567_89AB_CDEF", "0123-4567-89AB-CDÉF", "0123\u{2013}4567\u{2013}89AB\u{2013}CDEF", "0123-4567-89AB-CDEF\n",
      "0123-4567-89AB-CDEF" + String(repeating: " ", count: 46), String(repeating: "0", count: 10_000),
    ])
  func refuses(_ typed: String) {
    #expect(AccessCode(typed) == nil)
  }

  @Test func `a code may be up to 64 bytes as typed`() {
    #expect(AccessCode("0123-4567-89AB-CDEF" + String(repeating: " ", count: 45)) != nil)
  }

  @Test func `a drawn code is printed so that it reads back`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<1_000 {
      let code = AccessCode(using: &generator)
      #expect(code.characters.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{16}/) != nil)
      #expect(code.printed.wholeMatch(of: /(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/) != nil)
      #expect(AccessCode(code.printed) == code)
    }
  }

  @Test func `every character of a drawn code varies, and no code is drawn twice`() {
    var generator = SystemRandomNumberGenerator()
    let codes = (0..<2_000).map { _ in AccessCode(using: &generator).characters }
    #expect(Set(codes).count == codes.count)
    for position in 0..<AccessCode.length {
      // The chance that one of 32 characters is missing at one of 16 places after 2,000 draws is below 10⁻²⁴.
      #expect(Set(codes.map { Array($0)[position] }).count == 32)
    }
  }

  @Test func `the same random numbers draw the same code`() {
    var first = Counter()
    var second = Counter()
    #expect(AccessCode(using: &first) == AccessCode(using: &second))
    #expect(AccessCode(using: &first) != AccessCode(using: &first))
  }

  // python3 -c 'import hashlib; print(hashlib.sha256(b"0123456789ABCDEF").hexdigest())'
  @Test(arguments: ["0123-4567-89AB-CDEF", "oi23456789abcdef"])
  func `what is stored is the SHA-256 of the characters`(_ typed: String) throws {
    let digest = try #require(AccessCode(typed)).digest.map { String(format: "%02x", $0) }.joined()
    #expect(digest == "2125b2c332b1113aae9bfc5e9f7e3b4c91d828cb942c2df1eeb02502eccae9e9")
  }
}
