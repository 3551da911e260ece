import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// Devices that people share: nothing is offered to be saved, and browsers are told to forget.
@Suite struct KioskTests {
  private static let clearing = HTTPField.Name("Clear-Site-Data")!

  @Test func `saving is offered where there is a secret and nobody shares the device`() async throws {
    for isKiosk in [false, true] {
      try await TestSite(settings: ServerSettings(isKiosk: isKiosk)).test { client async throws in
        for (wave, isSecret) in [("code", true), ("pass", true), ("open", false)] {
          let start = try await client.get("/en/w/\(wave)").text
          #expect(start.contains("id=\"saved\"") == (isSecret && !isKiosk), "\(wave)")
          #expect(start.contains("id=\"still-there\"") == isKiosk)
        }
        let page = try await client.postForm(
          ["page": "0", "code": TestSite.code, "do": "next"], to: "/en/w/code/answers")
        #expect(page.text.contains("id=\"save\"") == !isKiosk)
        #expect(page.text.contains("what you saved here is deleted") == !isKiosk)
        PagesTests.checkHeaders(page)
      }
    }
  }

  @Test func `a shared device is told to forget at the start and at the end, and leads back to the start`() async throws
  {
    try await TestSite(settings: ServerSettings(isKiosk: true)).test { client async throws in
      #expect(try await client.get("/").headers[Self.clearing] == "\"cache\", \"storage\"")
      let page = try await client.get("/en/accessibility")
      #expect(page.headers[Self.clearing] == nil && page.text.contains("there is a time limit"))
      // Every page watches whether anybody is still there, for which it needs the script.
      PagesTests.checkHeaders(page)
      #expect(page.text.contains("/assets/survey.js"))
      let done = try await client.postForm(
        ["page": "9", "code": TestSite.code, "team": "0", "do": "send"], to: "/en/w/code/answers")
      #expect(done.text.contains("data-counted") && done.headers[Self.clearing] == "\"cache\", \"storage\"")
      #expect(done.text.contains(#"<a class="tap" href="/" data-leave>"#))
    }
    try await TestSite().test { client async throws in
      #expect(try await client.get("/").headers[Self.clearing] == nil)
      #expect(try await !client.get("/en/accessibility").text.contains("time limit."))
    }
  }
}
