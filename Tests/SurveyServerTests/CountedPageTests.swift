import Foundation
import HTTPTypes
import HummingbirdTesting
import SurveyCore
import Testing

@testable import SurveyServer

@Suite struct CountedPageTests {
  static let receipt = "0123456789ABCDEFGHJK"

  private static func site() throws -> TestSite {
    let site = try TestSite()
    let list = try CountedList.text(
      wave: "closed", receipts: [receipt, "ZZZZZZZZZZZZZZZZZZZZ"], signer: site.receipts)
    site.box.change { $0.lists["closed"] = list }
    return site
  }

  @Test func `before unsealing the page says when the list comes, and asks for nothing`() async throws {
    try await TestSite().test { client async throws in
      let page = try await client.get("/en/w/open/counted")
      #expect(page.status == .ok)
      #expect(page.text.contains("The list is not there yet.") && !page.text.contains("<form"))
      let post = try await client.postForm(["receipt": Self.receipt], to: "/en/w/open/counted")
      #expect(post.text.contains("The list is not there yet."))
      PagesTests.checkHeaders(page)
    }
  }

  @Test(
    "a receipt is looked up as people type it",
    arguments: [
      (receipt, 200, "Yes, this receipt is on the list."),
      ("o123-4567-89ab-cdef-ghjk ", 200, "Yes, this receipt is on the list."),
      ("zzzz zzzz zzzz zzzz zzzz", 200, "Yes, this receipt is on the list."),
      ("0123456789ABCDEFGHJM", 200, "This receipt is not on the list."),
      ("survey-pass/v1 count", 422, "A receipt has 20 letters and digits."),
      ("", 422, "A receipt has 20 letters and digits."), (receipt + "0", 422, "A receipt has 20 letters and digits."),
    ])
  func lookUp(_ typed: String, _ status: Int, _ words: String) async throws {
    try await Self.site().test { client async throws in
      let page = try await client.postForm(["receipt": typed], to: "/en/w/closed/counted")
      #expect(page.status.code == status)
      #expect(page.text.contains(words))
      #expect(page.text.contains("<title>Error: ") == (status == 422))
      PagesTests.checkHeaders(page)
    }
  }

  @Test func `the signature's line is no receipt`() async throws {
    let site = try TestSite()
    site.box.change { $0.lists["closed"] = "survey-pass/v1 counted closed 1\n\(Self.receipt)\nZZZZZZZZZZZZZZZZZZZZ\n" }
    try await site.test { client async throws in
      let page = try await client.postForm(["receipt": "ZZZZZZZZZZZZZZZZZZZZ"], to: "/en/w/closed/counted")
      #expect(page.text.contains("This receipt is not on the list."))
    }
  }

  @Test func `the page counts the receipts and links to the whole list`() async throws {
    try await Self.site().test { client async throws in
      let page = try await client.get("/nl/w/closed/counted").text
      #expect(page.contains("Op de lijst staan 2 ontvangstbewijzen."))
      #expect(page.contains(#"href="/w/closed/counted.txt""#))
      #expect(page.contains(#"name="receipt" value="""#))
    }
  }

  @Test func `what is refused is refused`() async throws {
    let site = try Self.site()
    try await site.test { client async throws in
      let foreign = try await client.postForm(
        ["receipt": Self.receipt], to: "/en/w/closed/counted",
        headers: [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"])
      #expect(foreign.status == .forbidden)
      #expect(try await client.get("/en/w/none/counted").status == .notFound)
      #expect(try await client.execute(uri: "/en/w/closed/counted", method: .post).status == .badRequest)
    }
  }
}
