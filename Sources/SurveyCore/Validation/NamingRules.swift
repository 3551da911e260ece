/// Ids are unique, and none is the name of a form field that means something else.
enum NamingRules {
  /// Field names of answer forms and members of posted JSON, which no question may take.
  static let reserved: Set<String> = ["page", "do", "code", "nonce", "n", "s", "padding", "pass", "answers"]

  /// The most columns that a record may have, so that padded answers stay far below the limit of a request.
  static let maximumQuestions = 1000

  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    // Items, attributes and scales share one namespace, filled in the order in which they are asked.
    var variables: [String: String] = [:]
    func unique(_ id: String, _ path: String, kind: String, plural: String) {
      guard !id.isEmpty else { return }
      if let first = variables[id] {
        let message =
          first == kind
          ? "The id '\(id)' is used twice." : "The id '\(id)' is used twice, here and by \(article(first))."
        log.report(
          "\(kind).duplicate-id", of: "\(path).id", message, "Rename one of the \(first == kind ? plural : "two").")
      } else {
        variables[id] = kind
      }
    }
    func allowed(_ id: String, _ path: String, kind: String) {
      guard reserved.contains(id) else { return }
      log.report(
        "\(kind).reserved-id", of: "\(path).id", "The id '\(id)' is the name of a form field.", "Choose another id.")
    }
    for (item, path) in survey.itemsWithPaths {
      allowed(item.id, path, kind: "item")
      unique(item.id, path, kind: "item", plural: "items")
    }
    for (index, attribute) in survey.attributes.enumerated() {
      allowed(attribute.id, "attributes.\(index)", kind: "attribute")
      unique(attribute.id, "attributes.\(index)", kind: "attribute", plural: "attributes")
    }
    for (index, scale) in survey.scales.enumerated() {
      unique(scale.id, "scales.\(index)", kind: "scale", plural: "scales")
    }
    distinct(survey.sections.map(\.id), "section", "sections", log)
    distinct(survey.indicators.map(\.id), "indicator", "indicators", log)
    sizes(survey, log)
  }

  private static func distinct(_ ids: [String], _ kind: String, _ plural: String, _ log: DiagnosticLog) {
    var seen: Set<String> = []
    for (index, id) in ids.enumerated() where !id.isEmpty && !seen.insert(id).inserted {
      log.report(
        "\(kind).duplicate-id", of: "\(plural).\(index).id", "The id '\(id)' is used twice.",
        "Rename one of the \(plural).")
    }
  }

  private static func sizes(_ survey: Survey, _ log: DiagnosticLog) {
    if survey.sections.isEmpty, log.isReadable("sections") {
      log.report("survey.no-items", of: "sections", "The survey has no sections.", "Add a section with items.")
    }
    for (index, section) in survey.sections.enumerated()
    where section.items.isEmpty && log.isReadable("sections.\(index).items") {
      log.report(
        "section.no-items", of: "sections.\(index).items", "The section '\(section.id)' has no items.",
        "Add items, or remove the section.")
    }
    if survey.questions.count > maximumQuestions {
      log.report(
        "survey.too-many-items", of: "sections", "The survey asks \(survey.questions.count) questions.",
        "Ask at most \(maximumQuestions).")
    }
  }

  private static func article(_ kind: String) -> String {
    kind == "scale" ? "a scale" : "an \(kind)"
  }
}
