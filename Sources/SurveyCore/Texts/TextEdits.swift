internal import Yams

/// Changes to the text of a YAML file, each at its place.
struct TextEdits {
  private let source: YAMLSource
  private var edits: [Range<Int>: String] = [:]

  init(_ text: String) {
    source = YAMLSource(text)
  }

  /// The text with all changes made.
  var text: String {
    var scalars = String.UnicodeScalarView()
    var position = 0
    for (range, replacement) in edits.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
      scalars.append(contentsOf: source.scalars[position..<range.lowerBound])
      scalars.append(contentsOf: replacement.unicodeScalars)
      position = range.upperBound
    }
    scalars.append(contentsOf: source.scalars[position...])
    return String(scalars)
  }

  /// Puts texts in the places of an entry's; those of other languages come after the last of them.
  ///
  /// - Parameter fail: Told the path of an entry that can't be changed in place.
  /// - Returns: Whether a text changed that was there before.
  mutating func put(_ texts: [Language: String], into entry: TextCatalogue.Entry, fail: (String) -> Void) -> Bool {
    let isFlow = source.isFlow(at: entry.mapping.mark)
    var isChanged = false
    var end = 0
    for (language, key, scalar) in entry.scalars {
      guard let extent = source.extent(of: scalar) else {
        fail(entry.path)
        return false
      }
      end = max(end, extent.upperBound)
      guard let text = texts[language], text != scalar.string else { continue }
      isChanged = true
      // The lines of a text stand further in than its key.
      let indentation = key.mark.flatMap(source.offset).map { source.prefix(of: $0).map { _ in " " }.joined() + "  " }
      edits[extent] = WrittenScalar.source(
        of: text, like: scalar.style, indentation: isFlow ? nil : indentation)
    }
    let known = entry.scalars.map(\.language)
    let added = Language.allCases.filter { texts[$0] != nil && !known.contains($0) }
    guard !added.isEmpty else { return isChanged }
    let words = added.map { "\($0.rawValue): \(WrittenScalar.quoted(texts[$0] ?? ""))" }
    if isFlow {
      edits[end..<end] = words.map { ", " + $0 }.joined()
    } else if let key = entry.scalars.last?.key.mark.flatMap(source.offset) {
      let place = source.lineEnd(after: end)
      edits[place..<place] = words.map { "\n" + source.prefix(of: key) + $0 }.joined()
    } else {
      fail(entry.path)
    }
    return isChanged
  }

  /// Declares more languages after the last.
  mutating func add(_ languages: [Language], to list: Node.Sequence) {
    guard !languages.isEmpty, let last = list.last?.scalar, let extent = source.extent(of: last) else { return }
    if source.isFlow(at: list.mark) {
      edits[extent.upperBound..<extent.upperBound] = languages.map { ", \($0.rawValue)" }.joined()
    } else {
      let place = source.lineEnd(after: extent.upperBound)
      edits[place..<place] = languages.map { "\n\(source.prefix(of: extent.lowerBound))\($0.rawValue)" }.joined()
    }
  }
}
