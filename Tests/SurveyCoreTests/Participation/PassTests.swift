import Foundation
import SurveyCore
import Testing

@Suite struct PassTests {
  /// Values of Tests/SurveyCoreTests/References/make/passes.py.
  private struct Reference: Decodable {
    let signingKey, spki, keyID, modulus, nonce, blinded, blindSignature, signature: Data
    let fingerprint: String

    static let values: Reference = {
      guard let folder = Bundle.module.resourceURL,
        let data = try? Data(contentsOf: folder.appending(components: "values", "passes.json")),
        let values = try? JSONDecoder().decode(Reference.self, from: data)
      else { fatalError("values/passes.json can't be read.") }
      return values
    }()
  }

  private let reference = Reference.values

  private func publicKey() throws -> PassPublicKey { try PassPublicKey(derRepresentation: reference.spki) }

  private func pass() throws -> Pass {
    try #require(Pass(nonce: reference.nonce, signature: reference.signature))
  }

  // MARK: Against another implementation

  @Test func `a key's id and fingerprint are those that others work out`() throws {
    let key = try publicKey()
    #expect(key.id == reference.keyID)
    #expect(key.fingerprint == reference.fingerprint)
    #expect(key.printedFingerprint.filter { $0 != " " } == reference.fingerprint)
  }

  @Test func `a blinded value is signed as others sign it`() throws {
    let key = try PassSigningKey(derRepresentation: reference.signingKey)
    #expect(key.publicKey.derRepresentation == reference.spki)
    #expect(try key.sign(reference.blinded) == reference.blindSignature)
  }

  @Test func `a pass that others made is valid`() throws {
    #expect(try publicKey().isValid(try pass()))
  }

  // MARK: Our own round

  @Test func `a blinded request signed by the desk makes a valid pass, each time another`() throws {
    let key = try PassSigningKey(derRepresentation: reference.signingKey)
    let one = try PassRequest(for: key.publicKey)
    let two = try PassRequest(for: key.publicKey)
    let passes = try [one, two].map { try $0.pass(from: try key.sign($0.blinded)) }
    for pass in passes { #expect(key.publicKey.isValid(pass)) }
    #expect(passes[0].nonce != passes[1].nonce)
    #expect(one.blinded != two.blinded)
    #expect(AnsweringRight.pass(passes[0]).bytes == passes[0].nonce)
    #expect(AnsweringRight.pass(passes[0]).mode == .pass)
  }

  @Test func `a reply for somebody else's value makes no pass`() throws {
    let key = try PassSigningKey(derRepresentation: reference.signingKey)
    let mine = try PassRequest(for: key.publicKey)
    let theirs = try PassRequest(for: key.publicKey)
    #expect(throws: (any Error).self) { try mine.pass(from: try key.sign(theirs.blinded)) }
  }

  @Test func `a stored signing key signs the same`() throws {
    let key = try PassSigningKey()
    let stored = try PassSigningKey(derRepresentation: key.derRepresentation)
    #expect(stored.publicKey == key.publicKey)
    #expect(try stored.sign(reference.blinded.reduced) == (try key.sign(reference.blinded.reduced)))
  }

  // MARK: Forgeries

  @Test(arguments: [0, 31]) func `a changed number isn't valid`(place: Int) throws {
    var nonce = reference.nonce
    nonce[place] ^= 1
    #expect(!(try publicKey().isValid(try #require(Pass(nonce: nonce, signature: reference.signature)))))
  }

  @Test(arguments: [0, 128, 255]) func `a changed signature isn't valid`(place: Int) throws {
    var signature = reference.signature
    signature[place] ^= 1
    #expect(!(try publicKey().isValid(try #require(Pass(nonce: reference.nonce, signature: signature)))))
  }

  @Test func `a pass of one wave isn't valid in another`() throws {
    #expect(!(try PassSigningKey().publicKey.isValid(try pass())))
  }

  @Test func `a signature with the modulus added isn't another pass`() throws {
    let added = Data(repeating: 0xFF, count: 256)
    #expect(!(try publicKey().isValid(try #require(Pass(nonce: reference.nonce, signature: added)))))
  }

  @Test func `parts of other sizes are no pass`() {
    #expect(Pass(nonce: reference.nonce.dropLast(), signature: reference.signature) == nil)
    #expect(Pass(nonce: reference.nonce, signature: reference.signature + [0]) == nil)
    #expect(Pass(nonce: "", signature: "") == nil)
    #expect(Pass(nonce: String(repeating: "A", count: 43), signature: String(repeating: "A", count: 9_999)) == nil)
  }

  @Test func `a pass reads as forms carry it`() throws {
    let read = Pass(
      nonce: Base64URL.encode(reference.nonce), signature: Base64URL.encode(reference.signature))
    #expect(try pass() == read)
  }

  // MARK: What is signed

  @Test func `only numbers below the modulus are signed`() throws {
    let key = try PassSigningKey(derRepresentation: reference.signingKey)
    var below = reference.modulus
    below[255] -= 1
    #expect(key.publicKey.canBeBlinded(below))
    for value in [
      reference.modulus, Data(repeating: 0xFF, count: 256), Data(count: 256), Data(count: 255) + [1],
      reference.blinded.dropLast(), reference.blinded + [0], Data(),
    ] {
      #expect(!key.publicKey.canBeBlinded(value))
      #expect(throws: PassKeyError.notABlindedValue) { try key.sign(value) }
    }
  }

  @Test func `other keys are no pass keys`() throws {
    #expect(throws: PassKeyError.notAPassKey) { try PassPublicKey(derRepresentation: Data()) }
    #expect(throws: PassKeyError.notAPassKey) { try PassPublicKey(derRepresentation: reference.spki.dropLast(3)) }
    // The exponent 3 in place of 65537.
    let place = try #require(reference.spki.range(of: Data([2, 3, 1, 0, 1])))
    var small = reference.spki
    small.replaceSubrange(place, with: [2, 3, 0, 0, 3])
    #expect(throws: PassKeyError.notAPassKey) { try PassPublicKey(derRepresentation: small) }
  }
}

extension Data {
  /// The same value with its first byte 0, so that it is below any modulus of that size.
  fileprivate var reduced: Data { [0] + dropFirst() }
}
