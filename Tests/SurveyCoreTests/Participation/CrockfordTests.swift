import SurveyCore
import Testing

@Suite struct CrockfordTests {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  // RFC 4648, section 10: BASE32-HEX, without the padding. Its alphabet, 0–9 and A–V, has the same order of values as
  // Crockford's, so each character is put at its place in Crockford's (https://www.crockford.com/base32.html).
  private static let published = [
    ("", ""), ("f", "CO"), ("fo", "CPNG"), ("foo", "CPNMU"), ("foob", "CPNMUOG"), ("fooba", "CPNMUOJ1"),
    ("foobar", "CPNMUOJ1E8"),
  ]

  @Test(arguments: published)
  func `bytes and text are those published`(_ plain: String, _ extendedHex: String) throws {
    let text = String(try extendedHex.map { Self.alphabet[try #require(Int(String($0), radix: 32))] })
    #expect(Crockford.encode(Array(plain.utf8)) == text)
    #expect(Crockford.decode(text) == Array(plain.utf8))
  }

  @Test func `the alphabet is Crockford's, in its order`() {
    // Five bits each, 0 to 31: 20 bytes.
    let bits = (0..<32).map { String($0 + 32, radix: 2).dropFirst() }.joined()
    let bytes = stride(from: 0, to: 160, by: 8).compactMap {
      UInt8(Array(bits)[$0..<$0 + 8].map(String.init).joined(), radix: 2)
    }
    #expect(Crockford.encode(bytes) == String(Self.alphabet))
    #expect(Crockford.decode(String(Self.alphabet)) == bytes)
  }

  @Test func `every length reads back`() {
    var generator = SystemRandomNumberGenerator()
    for length in 0..<100 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = Crockford.encode(bytes)
      #expect(text.count == (length * 8 + 4) / 5)
      #expect(Crockford.decode(text) == bytes)
      #expect(Crockford.decode(text.lowercased()) == bytes)
    }
  }

  @Test(arguments: [
    ("O", "0"), ("o", "0"), ("I", "1"), ("i", "1"), ("L", "1"), ("l", "1"), ("a-b C", "ABC"), ("- -", ""),
  ])
  func `letters that look like digits are read as digits`(_ typed: String, _ meant: String) {
    #expect(Crockford.normalise(typed) == meant)
    if !typed.contains("-") { #expect(Crockford.decode("0000000" + typed) == Crockford.decode("0000000" + meant)) }
  }

  @Test(arguments: ["U", "u", "*", "~", "$", "=", "é", "\u{0}", "[", "@", "`", "{", "/", ":", "_", "\t", "\u{FF10}"])
  func `what is not of the alphabet is refused`(_ character: String) {
    #expect(Crockford.decode("AB" + character) == nil)
    #expect(Crockford.normalise("AB" + character) == nil)
  }

  @Test func `bytes are read without dashes and spaces only`() {
    #expect(Crockford.decode("AB-CD") == nil)
    #expect(Crockford.decode("AB CD") == nil)
  }

  // python3 -c 'for b in b"", b"\xff", b"foobar", bytes(range(5)), b"\xde\xad\xbe\xef", b"\xff" * 10, b"\x04\xd2":
  //   print(b.hex(), "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[int.from_bytes(b, "big") % 37])'
  @Test(
    arguments: [
      ([], "0"), ([0xFF], "~"), (Array("foobar".utf8), "6"), ([0, 1, 2, 3, 4], "Q"), ([0xDE, 0xAD, 0xBE, 0xEF], "5"),
      (Array(repeating: 0xFF, count: 10), "~"), ([0x04, 0xD2], "D"),
    ] as [([UInt8], Character)])
  func `check characters are the number modulo 37`(_ bytes: [UInt8], _ check: Character) {
    #expect(Crockford.checkCharacter(of: bytes) == check)
  }

  @Test func `the five additional check characters stand for 32 to 36`() {
    // https://www.crockford.com/base32.html, the table of symbols.
    let symbols = Self.alphabet + Array("*~$=U")
    for value in 0..<37 { #expect(Crockford.checkCharacter(of: [UInt8(value)]) == symbols[value]) }
    #expect(Crockford.checkCharacter(of: [37]) == "0")
  }
}
