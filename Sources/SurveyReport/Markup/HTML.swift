/// A piece of HTML. Text becomes markup only by being escaped, so no caller has to think of it.
public struct HTML: Sendable, Hashable {
  /// The markup.
  public let source: String

  private init(markup: String) {
    source = markup
  }

  /// Nothing.
  static let nothing = HTML(markup: "")

  /// Text, escaped.
  static func text(_ text: String) -> HTML {
    HTML(markup: escaped(text))
  }

  /// A style sheet of ours; it can't hold text from outside.
  static func style(_ sheet: StaticString) -> HTML {
    HTML(markup: "<style>\(sheet)</style>\n")
  }

  /// An element with its children.
  static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<String, String> = [:],
    @HTMLBuilder _ children: () -> HTML = { .nothing }
  ) -> HTML {
    let opening = attributes.reduce("<\(name)") { $0 + " \($1.key)=\"\(escaped($1.value))\"" } + ">"
    if voidElements.contains("\(name)") { return HTML(markup: opening + "\n") }
    if shapes.contains("\(name)") { return HTML(markup: opening.dropLast() + "/>") }
    let closing = inlineElements.contains("\(name)") ? "" : "\n"
    return HTML(markup: "\(opening)\(children().source)</\(name)>\(closing)")
  }

  /// A whole document.
  static func document(language: String, @HTMLBuilder _ children: () -> HTML) -> HTML {
    HTML(markup: "<!DOCTYPE html>\n" + element("html", ["lang": language], children).source)
  }

  static func joined(_ parts: [HTML]) -> HTML {
    HTML(markup: parts.map(\.source).joined())
  }

  private static let voidElements: Set<String> = ["meta", "br"]
  private static let shapes: Set<String> = ["line", "rect", "circle"]
  private static let inlineElements: Set<String> = ["a", "span", "strong", "em", "b", "abbr", "time", "small", "text"]

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

/// Puts pieces of HTML, and texts that are escaped, one after another.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ html: HTML) -> HTML { html }
  static func buildExpression(_ text: String) -> HTML { .text(text) }
  static func buildExpression(_ parts: [HTML]) -> HTML { .joined(parts) }
  static func buildBlock(_ parts: HTML...) -> HTML { .joined(parts) }
  static func buildOptional(_ part: HTML?) -> HTML { part ?? .nothing }
  static func buildEither(first: HTML) -> HTML { first }
  static func buildEither(second: HTML) -> HTML { second }
  static func buildArray(_ parts: [HTML]) -> HTML { .joined(parts) }
}
