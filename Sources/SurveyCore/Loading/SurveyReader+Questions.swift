extension SurveyReader {
  /// The types that an item can have.
  enum ItemType: String, CaseIterable {
    case choice, many, netScore = "net-score", number, comment

    /// The keys that say how an item of this type is answered.
    var keys: [String] {
      switch self {
      case .choice: ["answers", "reverse"]
      case .many: ["options"]
      case .netScore: []
      case .number: ["bands"]
      case .comment: ["maximum-length"]
      }
    }
  }

  /// The types that an attribute can have.
  enum AttributeType: String, CaseIterable {
    case choice, unit
  }

  /// The only place for a page break.
  enum PageBreak: String, CaseIterable {
    case before
  }

  /// The length of a comment where the survey doesn't say.
  static let defaultCommentLength = 2000

  /// The named answer sets.
  func answerSets(_ value: YAMLValue?, _ languages: [Language]) -> [AnswerSet] {
    (value?.entries(of: "answer sets") ?? []).map { key, value in
      let id = key.id(.part) ?? ""
      guard let map = YAMLMapping(value, .answerSet) else { return AnswerSet(id: id, options: []) }
      return AnswerSet(
        id: id, options: options(map["options"], languages),
        favourable: map["favourable"]?.integers(of: "codes") ?? [],
        unfavourable: map["unfavourable"]?.integers(of: "codes") ?? [],
        decline: map["decline"]?.truth() ?? false,
        notApplicable: map["not-applicable"]?.truth() ?? false)
    }
  }

  /// The options of a set, a `many` item or an attribute; unreadable ones are left out.
  private func options(_ list: YAMLValue?, _ languages: [Language]) -> [AnswerOption] {
    (list?.list(of: "options") ?? []).compactMap { value in
      let map = YAMLMapping(value, .option)
      let label = map?.text("label", in: languages) ?? LocalizedText([:])
      guard let code = map?["code"]?.integer() else {
        list?.noteUnreadable()
        return nil
      }
      return AnswerOption(code: code, label: label)
    }
  }

  /// One attribute.
  func attribute(_ value: YAMLValue, _ languages: [Language]) -> Attribute {
    let nothing = AnswerSet(id: "", options: [])
    guard let map = YAMLMapping(value, .attribute) else {
      return Attribute(id: "", text: LocalizedText([:]), kind: .choice(nothing))
    }
    let id = map["id"]?.id(.part) ?? ""
    let kind: AnswerKind
    switch map["type"].map({ $0.choice(AttributeType.self) }) ?? .choice {
    case .unit:
      map.refuse(["options"], in: "a unit attribute", "attribute.key") { _ in
        "Remove it; units come from the organisation."
      }
      kind = .unit(level: map["level"]?.string())
    case .choice:
      map.refuse(["level"], in: "an attribute with options", "attribute.key") { _ in
        "Remove it, or write 'type: unit'."
      }
      if map["options"] == nil {
        map.value.report(
          "attribute.options-missing", "The attribute '\(id)' has no options.",
          "Add 'options', or write 'type: unit'.")
      }
      kind = .choice(AnswerSet(id: id, options: options(map["options"], languages), decline: true))
    case nil:
      kind = .choice(nothing)
    }
    return Attribute(
      id: id, text: map.text("text", in: languages) ?? LocalizedText([:]), kind: kind,
      sensitive: map["sensitive"]?.truth() ?? false)
  }

  /// One section with its items.
  func section(_ value: YAMLValue, _ languages: [Language], _ sets: [AnswerSet]) -> Section {
    guard let map = YAMLMapping(value, .section) else { return Section(id: "", title: LocalizedText([:]), items: []) }
    return Section(
      id: map["id"]?.id(.part) ?? "",
      title: map.text("title", in: languages) ?? LocalizedText([:]),
      intro: map.text("intro", in: languages),
      sensitive: map["sensitive"]?.truth() ?? false,
      items: (map["items"]?.list(of: "items") ?? []).map { item($0, languages, sets) })
  }

  private func item(_ value: YAMLValue, _ languages: [Language], _ sets: [AnswerSet]) -> Item {
    let nothing = AnswerKind.choice(AnswerSet(id: "", options: []))
    guard let map = YAMLMapping(value, .item) else { return Item(id: "", text: LocalizedText([:]), kind: nothing) }
    let id = map["id"]?.id(.part) ?? ""
    let type = map["type"].map { $0.choice(ItemType.self) } ?? .choice
    _ = map["page-break"]?.choice(PageBreak.self)
    return Item(
      id: id,
      concept: map["concept"]?.id(.part),
      text: map.text("text", in: languages) ?? LocalizedText([:]),
      kind: type.map { kind($0, of: id, map, languages, sets) } ?? nothing,
      reverse: map["reverse"]?.truth() ?? false,
      required: map["required"]?.truth() ?? false,
      pageBreakBefore: map["page-break"] != nil,
      showIf: map["show-if"].map { condition($0) },
      sensitive: map["sensitive"]?.truth() ?? false)
  }

  private func kind(
    _ type: ItemType, of id: String, _ map: YAMLMapping, _ languages: [Language], _ sets: [AnswerSet]
  ) -> AnswerKind {
    for other in ItemType.allCases where other != type {
      map.refuse(other.keys, in: "an item of type \(type.rawValue)", "item.key") { key in
        key == "options" && type == .choice
          ? "Declare the options as a set under 'answers' of the survey and name it with 'answers: …', "
            + "or write 'type: many'."
          : "Remove it, or write 'type: \(other.rawValue)'."
      }
    }
    func needs(_ key: String, _ advice: String) {
      if map[key] == nil {
        map.value.report("item.\(key)-missing", "The item '\(id)' doesn't say its '\(key)'.", advice)
      }
    }
    switch type {
    case .choice:
      needs("answers", "Add 'answers: …' with the name of an answer set, or another 'type'.")
      return .choice(answerSet(map["answers"], sets))
    case .many:
      needs("options", "Add 'options: [ { code: 1, label: … }, … ]'.")
      return .many(options(map["options"], languages))
    case .netScore:
      return .netScore
    case .number:
      needs("bands", "Add the lower bounds of the bands, such as 'bands: [0, 3, 10]'.")
      return .number(bands: map["bands"]?.numbers() ?? [])
    case .comment:
      let length = map["maximum-length"]?.integer() ?? Self.defaultCommentLength
      if !(1...10_000).contains(length) {
        map["maximum-length"]?.report(
          "item.maximum-length", "A comment can't be limited to \(length) characters.", "Write 1 to 10000.")
      }
      return .comment(maximumLength: length)
    }
  }

  private func answerSet(_ value: YAMLValue?, _ sets: [AnswerSet]) -> AnswerSet {
    let nothing = AnswerSet(id: "", options: [])
    guard let value, let name = value.string() else { return nothing }
    if let set = sets.first(where: { $0.id == name }) { return set }
    value.report(
      "item.unknown-answers", "There is no answer set '\(name)'.",
      NearMatch.advice(
        for: name, among: sets.map(\.id).filter { !$0.isEmpty }, otherwise: "Declare it under 'answers' of the survey.")
    )
    return nothing
  }

  private func condition(_ value: YAMLValue, depth: Int = 1) -> Condition {
    let nothing = Condition.item("", in: [])
    guard depth <= 8 else {
      value.report("show-if.depth", "The condition is nested more than 8 deep.", "Write it with fewer levels.")
      return nothing
    }
    guard let map = YAMLMapping(value, .condition) else { return nothing }
    let forms = ["item", "all", "any", "not"].filter { map[$0] != nil }
    guard forms.count == 1, (map["in"] != nil) == (forms == ["item"]) else {
      value.report(
        "show-if.form", "A condition has exactly one form.",
        "Write { item: …, in: […] }, { all: […] }, { any: […] } or { not: {…} }.")
      return nothing
    }
    if let item = map["item"] {
      let values = map["in"]?.list(of: "codes") ?? []
      if values.isEmpty, log.isReadable("\(value.path).in") {
        map["in"]?.report("show-if.empty", "The condition names no code.", "Name at least one code.")
      }
      let codes = values.compactMap { $0.integer() }
      let id = item.string() ?? ""
      return codes.isEmpty || codes.count < values.count ? nothing : .item(id, in: codes)
    }
    if let part = map["not"] { return .not(condition(part, depth: depth + 1)) }
    guard let list = map["all"] ?? map["any"] else { return nothing }
    let parts = list.list(of: "conditions")
    if parts?.isEmpty == true {
      list.report("show-if.empty", "The condition has no parts.", "Write at least one condition into the list.")
    }
    guard let parts, !parts.isEmpty else { return nothing }
    let conditions = parts.map { condition($0, depth: depth + 1) }
    return map["all"] != nil ? .all(conditions) : .any(conditions)
  }
}
