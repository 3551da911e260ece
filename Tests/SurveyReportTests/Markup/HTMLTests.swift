import Testing

@testable import SurveyReport

@Suite("Markup")
struct HTMLTests {
  @Test("text and attributes are escaped")
  func escapes() {
    let html = HTML.element("p", ["title": "\"><script>"]) { "<b>'Tom' & \"Jerry\"</b>" }
    #expect(
      html.source
        == "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&#39;Tom&#39; &amp; &quot;Jerry&quot;&lt;/b&gt;</p>\n")
  }

  @Test("shapes close themselves, since HTML knows no void elements in SVG")
  func shapes() {
    #expect(HTML.element("rect", ["x": "1"]).source == "<rect x=\"1\"/>")
  }
}
