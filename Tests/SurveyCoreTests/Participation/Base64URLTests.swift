import Foundation
import SurveyCore
import Testing

@Suite struct Base64URLTests {
  // RFC 4648, section 10, without the padding.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"),
  ])
  func `bytes and text are those of RFC 4648`(_ plain: String, _ text: String) {
    #expect(Base64URL.encode(plain.utf8) == text)
    #expect(Base64URL.decode(text) == Data(plain.utf8))
  }

  @Test func `the alphabet is that of table 2`() {
    // RFC 4648, section 5. Six bits each, 0 to 63: 48 bytes.
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    let bytes = stride(from: 0, to: 64, by: 4).flatMap { first -> [UInt8] in
      let bits = (first..<first + 4).reduce(0) { $0 << 6 | $1 }
      return [UInt8(bits >> 16), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
    }
    #expect(Base64URL.encode(bytes) == alphabet)
    #expect(Base64URL.decode(alphabet) == Data(bytes))
  }

  // python3 -c 'import base64; print(base64.urlsafe_b64encode(bytes.fromhex("fbefbeff")))'
  @Test func `the two characters that differ from base64 are those of URLs`() {
    #expect(Base64URL.encode([0xFB, 0xEF, 0xBE, 0xFF]) == "----_w")
    #expect(Base64URL.decode("----_w") == Data([0xFB, 0xEF, 0xBE, 0xFF]))
  }

  @Test(arguments: [
    "+A", "/A", "Zm9+", "Zm9/", "Zm 9", "Zm9v\n", " Zm9v", "Zm9v.", "Zm9*", "Zmé", "Zm9\u{0}", "\u{FF21}A", "=Zg",
    "Zg=v",
  ])
  func `what is not of the alphabet is refused`(_ text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test("no number of bytes takes 4 n + 1 characters", arguments: ["A", "Zm9vA", "Zm9vYmFyA"])
  func refusesLengths(_ text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test func `every length reads back`() {
    var generator = SystemRandomNumberGenerator()
    for length in 0..<100 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = Base64URL.encode(bytes)
      #expect(text.wholeMatch(of: /[A-Za-z0-9_-]*/) != nil)
      #expect(Base64URL.decode(text) == Data(bytes))
    }
  }
}
