/// The keys of one kind of mapping in our YAML files; the JSON Schemas name the same ones, and a test holds them
/// together.
struct KnownKeys: Sendable {
  /// The name of the mapping's definition in the JSON Schema; empty for the file itself.
  let definition: String
  /// What the mapping is called in messages, with its article.
  let name: String
  /// Keys that must be there.
  let required: [String]
  /// Keys that may be there.
  let optional: [String]

  init(_ definition: String, _ name: String, required: [String] = [], optional: [String] = []) {
    self.definition = definition
    self.name = name
    self.required = required
    self.optional = optional
  }

  /// All keys.
  var all: [String] { required + optional }
}

// MARK: Survey definitions

extension KnownKeys {
  static let survey = KnownKeys(
    "", "a survey", required: ["survey", "version", "languages", "title", "sections"],
    optional: ["about", "source", "privacy", "publish", "answers", "attributes", "scales", "indicators"])
  static let source = KnownKeys(
    "source", "a source", required: ["origin", "licence"], optional: ["citation", "pretested"])
  static let scaleSource = KnownKeys(
    "scaleSource", "the source of a scale", optional: ["origin", "licence", "citation", "pretested"])
  static let privacy = KnownKeys(
    "privacy", "the privacy rules",
    optional: [
      "minimum-group", "minimum-sensitive", "minimum-comments", "comments-by", "retention-months", "roster-sensitive",
    ])
  static let publish = KnownKeys("publish", "the publication rules", optional: ["groupings", "ad-hoc"])
  static let grouping = KnownKeys("grouping", "a grouping", required: ["by"], optional: ["weight", "levels"])
  static let answerSet = KnownKeys(
    "answerSet", "an answer set", required: ["options"],
    optional: ["favourable", "unfavourable", "decline", "not-applicable"])
  static let option = KnownKeys("option", "an option", required: ["code", "label"])
  static let attribute = KnownKeys(
    "attribute", "an attribute", required: ["id", "text"], optional: ["type", "level", "options", "sensitive"])
  static let section = KnownKeys(
    "section", "a section", required: ["id", "title", "items"], optional: ["intro", "sensitive"])
  static let item = KnownKeys(
    "item", "an item", required: ["id", "text"],
    optional: [
      "type", "answers", "options", "bands", "maximum-length", "concept", "reverse", "required", "page-break",
      "show-if", "sensitive",
    ])
  static let condition = KnownKeys("condition", "a condition", optional: ["item", "in", "all", "any", "not"])
  static let scale = KnownKeys(
    "scale", "a scale", required: ["id", "title", "items", "minimum-answered"],
    optional: ["score", "favourable-from", "source"])
  static let indicator = KnownKeys(
    "indicator", "an indicator", required: ["id", "title", "of", "measure"], optional: ["direction", "target"])

  /// Every mapping of a survey file.
  static let surveyFile = [
    survey, source, scaleSource, privacy, publish, grouping, answerSet, option, attribute, section, item, condition,
    scale, indicator,
  ]
}
