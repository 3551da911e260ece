import Foundation
import SurveyCore
import Testing

@Suite struct InvitationTests {
  // python3 -c 'import hmac
  // for wave, row in (b"autumn", 0), (b"autumn", 258):
  //   number = int.from_bytes(hmac.digest(bytes(range(32)), wave + b"\0" + row.to_bytes(4, "big"), "sha256")[:10], "big")
  //   print("".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * place & 31] for place in range(15, -1, -1)))'
  @Test func `an invitation follows from key, wave and row`() throws {
    let key = try #require(InvitationKey(rawRepresentation: Data(0..<32)))
    #expect(Invitation(row: 0, wave: "autumn", key: key).characters == "3KG7GETHE20QDZ7Q")
    #expect(Invitation(row: 258, wave: "autumn", key: key).characters == "SY0KP0T3EBMP1YY8")
    #expect(Invitation(row: 0, wave: "spring", key: key) != Invitation(row: 0, wave: "autumn", key: key))
    #expect(Invitation(row: 0, wave: "autumn", key: InvitationKey()) != Invitation(row: 0, wave: "autumn", key: key))
  }

  @Test func `an invitation reads however it is typed`() throws {
    let invitation = Invitation(row: 7, wave: "autumn", key: InvitationKey())
    #expect(Invitation(invitation.printed) == invitation)
    #expect(Invitation(invitation.printed.lowercased().replacing("-", with: " ")) == invitation)
    #expect(invitation.printed.count == 19)
    #expect(Invitation(String(invitation.characters.dropLast())) == nil)
    #expect(Invitation("") == nil)
    #expect(Invitation(String(repeating: "0", count: 100)) == nil)
  }

  @Test func `a key of another size is none`() {
    #expect(InvitationKey(rawRepresentation: Data(count: 31)) == nil)
    let key = InvitationKey()
    #expect(InvitationKey(rawRepresentation: key.rawRepresentation)?.rawRepresentation == key.rawRepresentation)
  }
}
