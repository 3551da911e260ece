import Foundation
import SurveyCore
import Testing

@Suite struct TextSignerTests {
  /// The secret key of RFC 8032, section 7.1, test 1.
  static let secret = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
  /// Its public key there.
  static let publicKey = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

  private static func hex(_ text: String) -> Data {
    let digits = Array(text)
    return Data(stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) })
  }

  // python3 -c 'import base64
  // from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
  // key = Ed25519PrivateKey.from_private_bytes(
  //   bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
  // print(key.public_key().public_bytes_raw().hex())
  // for text in "", "counted", "geteld: één\n": print(base64.urlsafe_b64encode(key.sign(text.encode())).rstrip(b"="))'
  //
  // The first is also the signature that RFC 8032 gives for test 1.
  @Test(arguments: [
    ("", "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw"),
    ("counted", "gtFKDvrR6T_9lsWI9nPGdiOOn3r7O1ksEpLK9Wyr3RPsm9f1nbSKISLNbxyogcCgrLw1kuS-jXxWRni6dVKdDw"),
    ("geteld: één\n", "7SeVKt8awpVgw_CquIgscQwXFm1t6SZOjjehBgC7E7VOZnq7XFiYIixMGVOmi9jsr61Tyf9ksFf6IE1zG55OCQ"),
  ])
  func `signatures made elsewhere are verified`(_ text: String, _ signature: String) {
    #expect(TextSigner.isValid(signature, of: text, publicKey: Self.publicKey))
    #expect(!TextSigner.isValid(signature, of: text + " ", publicKey: Self.publicKey))
    #expect(!TextSigner.isValid(signature, of: text, publicKey: TextSigner().publicKey))
  }

  @Test func `a stored key is the same key`() throws {
    let signer = try TextSigner(rawRepresentation: Self.secret)
    #expect(signer.publicKey == Self.publicKey)
    #expect(signer.rawRepresentation == Self.secret)
    #expect(TextSigner.isValid(try signer.sign("counted"), of: "counted", publicKey: Self.publicKey))
  }

  @Test func `a new key signs what it can verify`() throws {
    let signer = TextSigner()
    let signature = try signer.sign("counted")
    #expect(signature.wholeMatch(of: /[A-Za-z0-9_-]{86}/) != nil)
    #expect(TextSigner.isValid(signature, of: "counted", publicKey: signer.publicKey))
    #expect(signer.publicKey != TextSigner().publicKey)
  }

  @Test func `a change of any byte of a signature is noticed`() throws {
    let signer = TextSigner()
    let signature = try #require(Base64URL.decode(try signer.sign("counted")))
    for position in signature.indices {
      var changed = signature
      changed[position] ^= 0x10
      #expect(!TextSigner.isValid(Base64URL.encode(changed), of: "counted", publicKey: signer.publicKey))
    }
  }

  @Test(
    "what is no signature is not valid", arguments: ["", "AAAA", "not base64url!", String(repeating: "A", count: 86)])
  func refuses(_ signature: String) {
    #expect(!TextSigner.isValid(signature, of: "counted", publicKey: Self.publicKey))
  }

  @Test("a key has 32 bytes", arguments: [0, 31, 33])
  func keySize(_ size: Int) throws {
    #expect(throws: (any Error).self) { try TextSigner(rawRepresentation: Data(count: size)) }
    let signature = try TextSigner().sign("counted")
    #expect(!TextSigner.isValid(signature, of: "counted", publicKey: Data(count: size)))
  }
}
