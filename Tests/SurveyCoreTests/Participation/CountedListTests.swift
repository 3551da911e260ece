import Foundation
import SurveyCore
import Testing

@Suite struct CountedListTests {
  private static let receipts = ["ZZZZZZZZZZZZZZZZZZZZ", "00000000000000000000", "7M6PWPVQS5JYN3HBQA9E"]

  // Signed with the key of RFC 8032, section 7.1, test 1, in Python:
  //
  //   python3 -c 'import base64
  //   from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
  //   key = Ed25519PrivateKey.from_private_bytes(
  //     bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
  //   body = "survey-pass/v1 counted w1 3\n" + "0" * 20 + "\n7M6PWPVQS5JYN3HBQA9E\n" + "Z" * 20 + "\n"
  //   print(body + base64.urlsafe_b64encode(key.sign(body.encode())).decode().rstrip("="))'
  private static let lines = [
    "survey-pass/v1 counted w1 3", "00000000000000000000", "7M6PWPVQS5JYN3HBQA9E", "ZZZZZZZZZZZZZZZZZZZZ",
    "yVfqAkC77JNc6wVhkdj83bToEMS4u4yNTQK7KloafcpnjrgK6m_nLjK1rRQPQp4aGebqZMp80B6-6A21qRwBCg",
  ]

  private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func isValid(_ lines: [String]) -> Bool {
    CountedList.isValid(Self.text(lines), publicKey: TextSignerTests.publicKey)
  }

  @Test func `a list signed elsewhere is valid`() {
    #expect(isValid(Self.lines))
  }

  @Test func `a list has a heading, the receipts in order, and a signature`() throws {
    let signer = try TextSigner(rawRepresentation: TextSignerTests.secret)
    let text = try CountedList.text(wave: "w1", receipts: Self.receipts, signer: signer)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.count == 6 && lines.last == "")
    #expect(lines.prefix(4) == Self.lines.prefix(4))
    #expect(CountedList.isValid(text, publicKey: signer.publicKey))
  }

  @Test func `the order in which receipts came doesn't show`() throws {
    let signer = TextSigner()
    let forth = try CountedList.text(wave: "w1", receipts: Self.receipts, signer: signer)
    let back = try CountedList.text(wave: "w1", receipts: Self.receipts.reversed(), signer: signer)
    #expect(forth.split(separator: "\n").dropLast() == back.split(separator: "\n").dropLast())
  }

  @Test func `a wave without answers has a list too`() throws {
    let signer = TextSigner()
    let text = try CountedList.text(wave: "w1", receipts: [], signer: signer)
    #expect(text.hasPrefix("survey-pass/v1 counted w1 0\n"))
    #expect(CountedList.isValid(text, publicKey: signer.publicKey))
  }

  @Test(arguments: 0..<4)
  func `a line removed is noticed`(_ line: Int) {
    var lines = Self.lines
    lines.remove(at: line)
    #expect(!isValid(lines))
  }

  @Test(arguments: [(0, 1), (1, 2), (1, 3), (2, 3), (3, 4)])
  func `lines in another order are noticed`(_ first: Int, _ second: Int) {
    var lines = Self.lines
    lines.swapAt(first, second)
    #expect(!isValid(lines))
  }

  @Test(arguments: 0..<5)
  func `a receipt put in is noticed`(_ place: Int) {
    var lines = Self.lines
    lines.insert("AAAAAAAAAAAAAAAAAAAA", at: place)
    #expect(!isValid(lines))
  }

  @Test func `a change of any character before the signature is noticed`() {
    let text = Array(Self.text(Self.lines).utf8)
    for position in 0..<text.count - 88 {
      var changed = text
      changed[position] ^= 1
      let list = String(decoding: changed, as: UTF8.self)
      #expect(!CountedList.isValid(list, publicKey: TextSignerTests.publicKey), "character \(position)")
    }
  }

  @Test func `the list of another wave or another number isn't signed`() {
    #expect(!isValid(["survey-pass/v1 counted w2 3"] + Self.lines.dropFirst()))
    #expect(!isValid(["survey-pass/v1 counted w1 2"] + Self.lines.dropFirst()))
  }

  @Test func `another key's list isn't valid`() throws {
    #expect(!CountedList.isValid(Self.text(Self.lines), publicKey: TextSigner().publicKey))
    let other = try CountedList.text(wave: "w1", receipts: Self.receipts, signer: TextSigner())
    #expect(!CountedList.isValid(other, publicKey: TextSignerTests.publicKey))
  }

  @Test(
    "a text cut off is not valid",
    arguments: [
      "", "\n", "\n\n", "\n\n\n", "survey-pass/v1 counted w1 0\n", text(lines.dropLast()),
      String(text(lines).dropLast()),
    ])
  func cutOff(_ text: String) {
    #expect(!CountedList.isValid(text, publicKey: TextSignerTests.publicKey))
  }

  @Test func `line ends of another system are noticed`() {
    let text = Self.text(Self.lines).replacing("\n", with: "\r\n")
    #expect(!CountedList.isValid(text, publicKey: TextSignerTests.publicKey))
  }
}
