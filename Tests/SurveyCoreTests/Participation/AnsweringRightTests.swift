import Foundation
import SurveyCore
import Testing

@Suite struct AnsweringRightTests {
  private static let nonce = AnsweringRight.nonce(Data(0..<16))

  private static func code() throws -> AnsweringRight {
    .code(try #require(AccessCode("0123-4567-89AB-CDEF")))
  }

  // The formula of the receipt, base32(SHA-256("survey-pass/v1 receipt" ‖ right))[0..<20], in Python:
  //
  //   python3 -c 'import hashlib
  //   for right in b"0123456789ABCDEF", bytes(range(16)):
  //     number = int.from_bytes(hashlib.sha256(b"survey-pass/v1 receipt" + right).digest(), "big") >> 156
  //     print("".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * place & 31] for place in range(19, -1, -1)))'
  @Test func `receipts follow the published formula`() throws {
    #expect(try Self.code().receipt == "84FJWHM17KZKF6W74D2F")
    #expect(Self.nonce.receipt == "CP3DFHG53HDKDMS1BX6M")
  }

  // python3 -c 'import hashlib; print(hashlib.sha256(b"0123456789ABCDEF").hexdigest())'
  // python3 -c 'import hashlib; print(hashlib.sha256(bytes(range(16))).hexdigest())'
  @Test func `spent rights are listed by the SHA-256 of their bytes`() throws {
    func hex(_ data: Data) -> String { data.map { String(format: "%02x", $0) }.joined() }
    #expect(
      hex(try Self.code().digest) == "2125b2c332b1113aae9bfc5e9f7e3b4c91d828cb942c2df1eeb02502eccae9e9")
    #expect(hex(Self.nonce.digest) == "be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991")
  }

  @Test func `a code's stored digest is that of its right`() throws {
    let code = try #require(AccessCode("0123-4567-89AB-CDEF"))
    #expect(AnsweringRight.code(code).digest == code.digest)
  }

  @Test func `however a code is typed, the receipt is the same`() throws {
    let typed = try #require(AccessCode("oi23 4567 89ab cdef"))
    #expect(AnsweringRight.code(typed).receipt == (try Self.code().receipt))
  }

  @Test func `each right counts in one mode`() throws {
    #expect(try Self.code().mode == .code)
    #expect(Self.nonce.mode == .open)
  }

  @Test(arguments: [(ParticipationMode.code, "code"), (.open, "open")])
  func `modes are written as in the commands`(_ mode: ParticipationMode, _ text: String) {
    #expect(mode.rawValue == text)
    #expect(ParticipationMode(rawValue: text) == mode)
  }

  @Test func `unlike rights have unlike receipts`() {
    let receipts = Set((UInt8(0)...255).map { AnsweringRight.nonce(Data(repeating: $0, count: 16)).receipt })
    #expect(receipts.count == 256)
    #expect(receipts.allSatisfy { $0.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{20}/) != nil })
  }
}
