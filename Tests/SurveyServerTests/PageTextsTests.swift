import Foundation
import Mustache
import SurveyCore
import Testing

@testable import SurveyServer

@Suite struct PageTextsTests {
  static let texts = (try? PageTexts.all()) ?? [:]
  static let resources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/SurveyServer/Resources").resolvingSymlinksInPath()
  static let sources = resources.deletingLastPathComponent()

  @Test func `all languages have the same texts with the same placeholders`() {
    let english = Self.texts[.en]
    #expect((english?.keys.count ?? 0) > 100)
    for (language, texts) in Self.texts {
      #expect(texts.keys == english?.keys, "\(language)")
      for key in texts.keys {
        #expect(!texts(key).isEmpty, "\(language) \(key)")
        #expect(Self.placeholders(texts(key)) == Self.placeholders(english?(key) ?? ""), "\(language) \(key)")
      }
    }
  }

  @Test func `every text that a template names exists`() throws {
    let keys = Self.texts[.en]?.keys ?? []
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.resources.path)
    where name.hasSuffix(".mustache") {
      let template = try String(contentsOf: Self.resources.appending(path: name), encoding: .utf8)
      for match in template.matches(of: #/\{\{t\.([a-z0-9.-]+)\}\}/#) {
        #expect(keys.contains(String(match.1)), "\(name)")
      }
      #expect(!template.contains("{{{") && !template.contains("{{&"), "\(name) puts something in unescaped")
      // The only script is a file of our own host; nothing of it stands in a page.
      let scripts = template.replacing(#/<script src="\{\{\.\}\}" defer></script>/#, with: "")
      #expect(!template.contains("style=") && !scripts.contains("<script"), "\(name)")
      #expect(!template.contains(#/ on[a-z]+=|javascript:/#), "\(name)")
    }
  }

  @Test func `every text that the code names exists, with its placeholders filled in`() throws {
    let keys = Self.texts[.en]?.keys ?? []
    var count = 0
    for file in FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)! {
      guard let url = file as? URL, url.pathExtension == "swift" else { continue }
      let code = try String(contentsOf: url, encoding: .utf8)
      for match in code.matches(of: #/text\(\s*"([a-z0-9.-]+)"/#) {
        count += 1
        #expect(keys.contains(String(match.1)), "\(url.lastPathComponent)")
      }
    }
    #expect(count > 40)
  }

  @Test func `values can't break out of their place`() {
    let page = PageMarkup()
    // A combining mark makes one character of the quote and itself; the quote must be escaped all the same.
    #expect(
      page.escapeText("\"\u{301} onfocus=x '\u{338}<\u{20D2}b>&")
        == "&quot;\u{301} onfocus=x &#39;\u{338}&lt;\u{20D2}b&gt;&amp;")
    #expect(page.escapeText("a\0b") == "a\u{FFFD}b")
  }

  private static func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: #/\{[a-z]+\}/#).map { String($0.0) })
  }
}
