import Foundation
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct DeskKeysTests {
  private let keys = DeskKeys(
    folder: FileManager.default.temporaryDirectory.appending(path: "desk-keys-\(UUID().uuidString)"))

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: keys.folder.appending(path: name).path)[.posixPermissions] as? Int
  }

  @Test func `keys are made when first needed, for their owner only, and stay`() throws {
    defer { try? FileManager.default.removeItem(at: keys.folder) }
    let desk = try keys.deskKey()
    let invitation = try keys.invitationKey()
    #expect(try keys.deskKey().publicKey == desk.publicKey)
    #expect(try keys.invitationKey().rawRepresentation == invitation.rawRepresentation)
    #expect(try mode("desk.key") == 0o600)
    #expect(try mode("invitation.key") == 0o600)
    #expect(try mode("") == 0o700)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: keys.folder.path).sorted() == ["desk.key", "invitation.key"])
  }

  @Test func `an interrupted opening finds its signing key again`() throws {
    defer { try? FileManager.default.removeItem(at: keys.folder) }
    #expect(try keys.signingKey(of: "w1") == nil)
    let made = try keys.openingKey(of: "w1")
    #expect(try keys.openingKey(of: "w1").publicKey == made.publicKey)
    #expect(try keys.openingKey(of: "w2").publicKey != made.publicKey)
  }

  @Test func `a destroyed key is overwritten before its name goes`() throws {
    defer { try? FileManager.default.removeItem(at: keys.folder) }
    let der = try keys.openingKey(of: "w1").derRepresentation
    let file = keys.folder.appending(path: "w1.signing")
    // A second name shows what became of the bytes.
    let second = keys.folder.appending(path: "second")
    try FileManager.default.linkItem(at: file, to: second)
    try keys.destroySigningKey(of: "w1")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let left = try Data(contentsOf: second)
    #expect(left.count == der.count)
    #expect(zip(left, der).count { $0 == $1 } < der.count / 10)
    try keys.destroySigningKey(of: "w1")
  }

  @Test func `a desk keeps its own key`() throws {
    defer { try? FileManager.default.removeItem(at: keys.folder) }
    let own = TextSigner()
    try keys.install(deskKey: own)
    try keys.install(deskKey: own)
    #expect(throws: StoreError.self) { try keys.install(deskKey: TextSigner()) }
    #expect(try keys.deskKey().publicKey == own.publicKey)
  }

  @Test func `a key that others may read is refused`() throws {
    defer { try? FileManager.default.removeItem(at: keys.folder) }
    _ = try keys.openingKey(of: "w1")
    chmod(keys.folder.appending(path: "w1.signing").path, 0o640)
    #expect(throws: StoreError.self) { try keys.signingKey(of: "w1") }
  }
}
