internal import Yams

/// All texts of a survey definition with the nodes that hold them, in the order of the file's kinds.
struct TextCatalogue {
  /// One text.
  struct Entry {
    /// What it is, by ids: `items.ps1.text`, `answers.agree5.1`.
    let path: String
    let mapping: Node.Mapping
    /// The languages in the order of the file.
    let scalars: [(language: Language, key: Node, scalar: Node.Scalar)]

    var texts: [Language: String] {
      Dictionary(scalars.map { ($0.language, $0.scalar.string) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The list of declared languages.
  let languages: Node.Sequence?
  private(set) var entries: [Entry] = []

  /// Collects the texts of a definition that the loader has read without an error.
  init(_ root: Node) {
    languages = root["languages"]?.sequence
    add("title", root["title"])
    add("about", root["about"])
    for (key, set) in root["answers"]?.mapping ?? Node.Mapping([]) {
      options("answers.\(key.string ?? "")", set["options"])
    }
    for section in Self.list(root["sections"]) {
      let id = section["id"]?.string ?? ""
      add("sections.\(id).title", section["title"])
      add("sections.\(id).intro", section["intro"])
      for item in Self.list(section["items"]) { question("items", item) }
    }
    for attribute in Self.list(root["attributes"]) { question("attributes", attribute) }
    for scale in Self.list(root["scales"]) { add("scales.\(scale["id"]?.string ?? "").title", scale["title"]) }
    for indicator in Self.list(root["indicators"]) {
      add("indicators.\(indicator["id"]?.string ?? "").title", indicator["title"])
    }
  }

  private mutating func question(_ kind: String, _ node: Node) {
    let path = "\(kind).\(node["id"]?.string ?? "")"
    add("\(path).text", node["text"])
    options(path, node["options"])
  }

  private mutating func options(_ path: String, _ list: Node?) {
    for option in Self.list(list) { add("\(path).\(option["code"]?.string ?? "")", option["label"]) }
  }

  private mutating func add(_ path: String, _ node: Node?) {
    guard let mapping = node?.mapping else { return }
    entries.append(
      Entry(
        path: path, mapping: mapping,
        scalars: mapping.compactMap { key, value in
          guard let language = key.string.flatMap(Language.init(rawValue:)), let scalar = value.scalar else {
            return nil
          }
          return (language, key, scalar)
        }))
  }

  private static func list(_ node: Node?) -> [Node] { node?.sequence.map(Array.init) ?? [] }

  /// Everything in a definition that isn't a text, to tell whether two definitions differ in texts only.
  static func skeleton(of node: Node, isTop: Bool = true) -> String {
    switch node {
    case .scalar(let scalar): return "\(scalar.style == .plain ? "" : "'")\(scalar.string)"
    case .sequence(let sequence): return "[\(sequence.map { skeleton(of: $0, isTop: false) }.joined(separator: ","))]"
    case .mapping(let mapping):
      let members = mapping.compactMap { key, value -> String? in
        let name = key.string ?? ""
        if isTop, name == "languages" { return nil }
        return "\(name):\(holdsText(name, value) ? "text" : skeleton(of: value, isTop: false))"
      }
      return "{\(members.joined(separator: ","))}"
    case .alias: return "*"
    }
  }

  private static func holdsText(_ name: String, _ node: Node) -> Bool {
    ["title", "about", "label", "text", "intro"].contains(name) && node.mapping != nil
  }
}
