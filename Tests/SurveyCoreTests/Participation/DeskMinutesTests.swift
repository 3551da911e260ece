import Foundation
import Testing

@testable import SurveyCore

@Suite struct DeskMinutesTests {
  /// Python 3, cryptography: Ed25519PrivateKey.from_private_bytes(bytes(range(32))), over
  /// json.dumps(document, sort_keys=True, separators=(",", ":")), then laid out with indent=1.
  static let signed = """
    {
     "format": "survey.desk-minutes/1",
     "key": "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1-f4CBgoM",
     "passes": 1200,
     "publicKey": "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg",
     "roster": 2600,
     "signingKeyDestroyed": true,
     "slipsHandedOut": 3,
     "slipsPrinted": 4,
     "slipsVoid": 1,
     "wave": "autumn-2026",
     "signature": "2DvSeOP-suypFNQfNDkVZSPw61Qr0-7VAm_3X1OubNkiC62gaXSnUQzR-N2pVMiKCL9ODMzMVPXmQiRu5xqdBQ"
    }
    """
  static let minutes = DeskMinutes(
    wave: "autumn-2026", keyID: Data(100..<132), roster: 2600, passes: 1200,
    slips: DeskMinutes.Slips(printed: 4, handedOut: 3, void: 1), isSigningKeyDestroyed: true)

  static func key() throws -> TextSigner { try TextSigner(rawRepresentation: Data(0..<32)) }

  @Test func `minutes signed in Python are read`() throws {
    let read = try DeskMinutes(signedText: Self.signed, publicKey: try Self.key().publicKey)
    #expect(read == Self.minutes)
    #expect(read.rights == 1202)
  }

  @Test func `our minutes are read again, by the right key only`() throws {
    let text = try Self.minutes.signedText(by: try Self.key())
    #expect(try DeskMinutes(signedText: text, publicKey: try Self.key().publicKey) == Self.minutes)
    #expect(throws: DeskMinutesError.otherDesk) {
      try DeskMinutes(signedText: text, publicKey: TextSigner().publicKey)
    }
  }

  static let changes = [
    ("\"passes\": 1200", "\"passes\": 1201"), ("\"slipsVoid\": 1", "\"slipsVoid\": 0"),
    ("autumn-2026", "autumn-2025"), ("Destroyed\": true", "Destroyed\": false"), ("ZGVm", "ZGVn"),
  ]

  @Test("a change is noticed", arguments: changes)
  func changed(_ old: String, _ new: String) throws {
    #expect(Self.signed.contains(old))
    #expect(throws: DeskMinutesError.wrongSignature) {
      try DeskMinutes(signedText: Self.signed.replacing(old, with: new), publicKey: try Self.key().publicKey)
    }
  }

  @Test(
    "what isn't minutes is refused", arguments: ["", "{}", "[1]", signed.replacing("minutes/1", with: "minutes/2")])
  func other(_ text: String) throws {
    #expect(throws: DeskMinutesError.notMinutes) {
      try DeskMinutes(signedText: text, publicKey: try Self.key().publicKey)
    }
  }
}
