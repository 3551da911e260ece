internal import Crypto
internal import Foundation
internal import Mustache

/// The templates of the pages, and the style sheet and the scripts that go with them.
struct PageTemplates: Sendable {
  /// The style sheet.
  let styleSheet: String
  /// Where the style sheet is found; the path changes when its text does, so that browsers may keep it.
  let styleSheetPath: String
  /// The script of the desk's page, which makes a pass.
  let passScript: PageScriptFile
  /// The script of the survey's pages: going from page to page, saving on the device, leaving at once, and shared devices.
  let surveyScript: PageScriptFile
  private let library: MustacheLibrary

  /// All scripts.
  var scripts: [PageScriptFile] { [passScript, surveyScript] }

  /// Reads the templates that come with the module.
  init() throws {
    MustacheContentTypes.register(PageMarkup(), named: "PAGE")
    var library = MustacheLibrary()
    for url in Bundle.module.urls(forResourcesWithExtension: "mustache", subdirectory: "Resources") ?? [] {
      let text = try String(contentsOf: url as URL, encoding: .utf8)
      try library.register("{{% CONTENT_TYPE:PAGE}}" + text, named: url.deletingPathExtension?.lastPathComponent ?? "")
    }
    self.library = library
    styleSheet = try Self.resource("survey", "css")
    styleSheetPath = "/assets/survey.css?v=\(Self.fingerprint(styleSheet))"
    passScript = PageScriptFile("pass.js", text: try Self.resource("pass", "js"))
    surveyScript = PageScriptFile("survey.js", text: try Self.resource("survey", "js"))
  }

  private static func resource(_ name: String, _ type: String) throws -> String {
    guard let url = Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Resources") else {
      throw MissingResource(name: "\(name).\(type)")
    }
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// The page of a template.
  func render(_ template: String, _ values: [String: Any]) -> String {
    guard let page = library.render(values, withTemplate: template) else {
      preconditionFailure("no template '\(template)'")
    }
    return page
  }

  /// FNV-1a: enough to tell one version of our own files from another.
  static func fingerprint(_ text: String) -> String {
    String(text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 36)
  }
}

/// A script that comes with the module.
struct PageScriptFile: Sendable {
  /// The file's name.
  let name: String
  /// Its text.
  let text: String
  /// Where it is found; the path changes when the text does.
  let path: String
  /// Its SHA-384 in hexadecimal, as `sha384sum` prints it: published, so that anybody can compare what they were served.
  let hash: String

  init(_ name: String, text: String) {
    self.name = name
    self.text = text
    path = "/assets/\(name)?v=\(PageTemplates.fingerprint(text))"
    hash = SHA384.hash(data: Data(text.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

/// How values are put into pages: every character that HTML gives a meaning is escaped, wherever it stands.
///
/// The engine's own escaping looks at grapheme clusters and lets through a quote or bracket that is followed by a combining mark; this
/// one looks at bytes.
struct PageMarkup: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): escaped.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): escaped.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): escaped.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): escaped.append(contentsOf: "&#39;".utf8)
      case 0: escaped.append(contentsOf: "\u{FFFD}".utf8)
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
