import Foundation
import Testing

@testable import SurveyNotify

struct WebhookSignatureTests {
  struct Reference: Sendable {
    let source: String
    let secrets: [String]
    let id: String
    let timestamp: Int
    let body: String
    let signature: String
  }

  static let references = [
    Reference(
      source: "Standard Webhooks, libraries' shared test (sign function)",
      secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1_614_265_330, body: #"{"test": 2432232314}"#,
      signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    // printf '%s' 'msg_1.1772355600.{"wave":"spring"}' | openssl dgst -sha256 -mac HMAC \
    //   -macopt hexkey:$(printf '%s' MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | base64 -d | xxd -p -c 99) -binary | base64
    // and the same with the key C2FVsBQIhrscChlQIMV+b5sSYspob7oD
    Reference(
      source: "openssl dgst, two secrets during rotation",
      secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"], id: "msg_1",
      timestamp: 1_772_355_600, body: #"{"wave":"spring"}"#,
      signature: "v1,Dz9xFdLZCeNM41V3WXeF0j9G9CSvQUL0aa+ORG4S0yI= v1,lOvzykOLMmRecYr9lkLCFK/o3+V5DeZXezZe01oI5+E="),
  ]

  @Test("signatures equal those of the specification and of another program", arguments: references)
  func agrees(_ reference: Reference) throws {
    let signature = WebhookSignature(
      id: reference.id, at: Date(timeIntervalSince1970: Double(reference.timestamp) + 0.9),
      body: Data(reference.body.utf8), secrets: try reference.secrets.map { try WebhookSecret($0) })
    #expect(signature.timestamp == reference.timestamp)
    #expect(signature.signature == reference.signature)
    #expect(signature.headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
  }

  @Test func `a new secret is one, and never the same`() throws {
    let text = WebhookSecret.newText()
    #expect(throws: Never.self) { try WebhookSecret(text) }
    #expect(text != WebhookSecret.newText())
  }
}
