internal import Yams

/// The text of a YAML file as its parser counts it, and what stands where in it.
struct YAMLSource {
  let scalars: [Unicode.Scalar]
  private let lineStarts: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    // A byte-order mark is no column.
    var starts = [scalars.first == "\u{FEFF}" ? 1 : 0]
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\r": if index + 1 == scalars.count || scalars[index + 1] != "\n" { starts.append(index + 1) }
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": starts.append(index + 1)
      default: break
      }
    }
    lineStarts = starts
  }

  /// The offset at a parser's mark.
  func offset(of mark: Mark) -> Int? {
    guard lineStarts.indices.contains(mark.line - 1) else { return nil }
    let offset = lineStarts[mark.line - 1] + mark.column - 1
    return offset < scalars.count ? offset : nil
  }

  /// Where the line ends in which an offset lies, without its line break.
  func lineEnd(after offset: Int) -> Int {
    var end = offset
    while end < scalars.count, !Self.isBreak(scalars[end]) { end += 1 }
    return end
  }

  /// What stands before an offset in its line.
  func prefix(of offset: Int) -> String {
    var start = offset
    while start > 0, !Self.isBreak(scalars[start - 1]) { start -= 1 }
    return String(String.UnicodeScalarView(scalars[start..<offset]))
  }

  /// The characters that a scalar takes up, quotes included; nil where that can't be told.
  func extent(of scalar: Node.Scalar) -> Range<Int>? {
    guard let start = scalar.mark.flatMap(offset).map(afterProperties) else { return nil }
    switch scalar.style {
    case .doubleQuoted: return quoted(from: start, by: "\"")
    case .singleQuoted: return quoted(from: start, by: "'")
    case .literal, .folded: return block(from: start)
    case .plain, .any: return plain(scalar.string, from: start)
    }
  }

  /// Whether a collection is written in brackets. The parser's own word for it isn't taken: it reads it off the collection's end.
  func isFlow(at mark: Mark?) -> Bool {
    guard let start = mark.flatMap(offset).map(afterProperties), start < scalars.count else { return false }
    return scalars[start] == "{" || scalars[start] == "["
  }

  /// Past the anchor and the tag before a value.
  private func afterProperties(_ start: Int) -> Int {
    var offset = start
    while offset < scalars.count, scalars[offset] == "&" || scalars[offset] == "!" {
      while offset < scalars.count, !scalars[offset].properties.isWhitespace { offset += 1 }
      while offset < scalars.count, scalars[offset].properties.isWhitespace { offset += 1 }
    }
    return offset
  }

  private func quoted(from start: Int, by quote: Unicode.Scalar) -> Range<Int>? {
    guard start < scalars.count, scalars[start] == quote else { return nil }
    var offset = start + 1
    while offset < scalars.count {
      if quote == "\"", scalars[offset] == "\\" {
        offset += 2
      } else if scalars[offset] != quote {
        offset += 1
      } else if quote == "'", offset + 1 < scalars.count, scalars[offset + 1] == quote {
        offset += 2
      } else {
        return start..<offset + 1
      }
    }
    return nil
  }

  /// Lines that are indented as far as the first; an indentation that is given as a number isn't looked into.
  private func block(from start: Int) -> Range<Int>? {
    let headerEnd = lineEnd(after: start)
    guard scalars[start] == "|" || scalars[start] == ">",
      !scalars[start..<headerEnd].prefix(3).contains(where: { ("1"..."9").contains($0) })
    else { return nil }
    var end = headerEnd
    var indentation: Int?
    for line in lineStarts where line > headerEnd {
      let lineEnd = lineEnd(after: line)
      let spaces = scalars[line..<lineEnd].prefix { $0 == " " }.count
      if line + spaces == lineEnd { continue }
      if spaces < indentation ?? 1 { break }
      indentation = indentation ?? spaces
      end = lineEnd
    }
    return indentation == nil ? nil : start..<end
  }

  /// A plain scalar has no escapes: its characters stand there in order, with white space between.
  private func plain(_ value: String, from start: Int) -> Range<Int>? {
    var offset = start
    for scalar in value.unicodeScalars where !Self.isFolded(scalar) {
      while offset < scalars.count, Self.isFolded(scalars[offset]) { offset += 1 }
      guard offset < scalars.count, scalars[offset] == scalar else { return nil }
      offset += 1
    }
    return start..<offset
  }

  private static func isFolded(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || isBreak(scalar) }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }
}
