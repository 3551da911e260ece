public import struct Foundation.Data

/// A survey as other clients get it: the format `survey.definition/1`, which is the YAML as JSON with every default
/// written out.
public enum DefinitionJSON {
  /// The name of the format, the value of `format`.
  public static let format = "survey.definition/1"

  /// The survey as JSON, keys sorted.
  ///
  /// - Parameters:
  ///   - survey: The survey.
  ///   - language: The language in which texts are given as plain strings; nil for mappings with every language.
  public static func data(of survey: Survey, language: Language? = nil) -> Data {
    JSONText(members(of: survey, DefinitionTexts(language: language))).data
  }

  private static func members(of survey: Survey, _ texts: DefinitionTexts) -> JSONText.Value {
    let languages = texts.language.map { [$0] } ?? survey.languages
    return .object([
      "format": .string(format),
      "survey": .string(survey.id),
      "version": .integer(survey.version),
      "languages": .array(languages.map { .string($0.rawValue) }),
      "title": texts[survey.title],
      "about": survey.about.texts.isEmpty ? nil : texts[survey.about],
      "source": survey.source.origin.isEmpty && survey.source.licence.isEmpty
        ? nil : source(survey.source, languages),
      "privacy": .object([
        "minimum-group": .integer(survey.privacy.minimumGroup),
        "minimum-sensitive": .integer(survey.privacy.minimumSensitive),
        "minimum-comments": .integer(survey.privacy.minimumComments),
        "comments-by": .string(survey.privacy.commentsBy ?? "none"),
        "retention-months": .integer(survey.privacy.retentionMonths),
        "roster-sensitive": survey.privacy.isRosterSensitive ? .truth(true) : nil,
      ]),
      "publish": .object([
        "groupings": .array(survey.publication.groupings.map(grouping)),
        "ad-hoc": .string(survey.publication.adHoc.rawValue),
      ]),
      "answers": .object(
        Dictionary(survey.answerSets.map { ($0.id, answerSet($0, texts)) }, uniquingKeysWith: { first, _ in first })),
      "attributes": .array(survey.attributes.map { attribute($0, texts) }),
      "sections": .array(survey.sections.map { section($0, texts) }),
      "scales": .array(survey.scales.map { scale($0, texts, languages) }),
      "indicators": .array(survey.indicators.map { indicator($0, texts) }),
    ])
  }

  private static func source(_ source: SurveySource, _ languages: [Language]) -> JSONText.Value {
    let pretested = source.pretested.filter { languages.contains($0.key) }
    return .object([
      "origin": source.origin.isEmpty ? nil : .string(source.origin),
      "licence": source.licence.isEmpty ? nil : .string(source.licence),
      "citation": source.citation.map { .string($0) },
      "pretested": pretested.isEmpty
        ? nil
        : .object(Dictionary(uniqueKeysWithValues: pretested.map { ($0.key.rawValue, .truth($0.value)) })),
    ])
  }

  private static func grouping(_ grouping: Grouping) -> JSONText.Value {
    .object([
      "by": .array(grouping.by.map { .string($0) }),
      "weight": .number(grouping.weight),
      "levels": .array(grouping.levels.map { .string($0) }),
    ])
  }

  private static func options(_ options: [AnswerOption], _ texts: DefinitionTexts) -> JSONText.Value {
    .array(options.map { .object(["code": .integer($0.code), "label": texts[$0.label]]) })
  }

  private static func answerSet(_ set: AnswerSet, _ texts: DefinitionTexts) -> JSONText.Value {
    .object([
      "options": options(set.options, texts),
      "favourable": .array(set.favourable.map { .integer($0) }),
      "unfavourable": .array(set.unfavourable.map { .integer($0) }),
      "decline": .truth(set.decline),
      "not-applicable": .truth(set.notApplicable),
    ])
  }

  private static func attribute(_ attribute: Attribute, _ texts: DefinitionTexts) -> JSONText.Value {
    var members: [String: JSONText.Value?] = [
      "id": .string(attribute.id), "text": texts[attribute.text], "sensitive": .truth(attribute.sensitive),
    ]
    switch attribute.kind {
    case .unit(let level):
      members["type"] = .string("unit")
      members["level"] = level.map { .string($0) }
    case .choice(let set):
      members["type"] = .string("choice")
      members["options"] = options(set.options, texts)
    case .many, .netScore, .number, .comment: break
    }
    return .object(members)
  }

  private static func section(_ section: Section, _ texts: DefinitionTexts) -> JSONText.Value {
    .object([
      "id": .string(section.id),
      "title": texts[section.title],
      "intro": section.intro.map { texts[$0] },
      "sensitive": .truth(section.sensitive),
      "items": .array(section.items.map { item($0, texts) }),
    ])
  }

  private static func item(_ item: Item, _ texts: DefinitionTexts) -> JSONText.Value {
    var members: [String: JSONText.Value?] = [
      "id": .string(item.id),
      "concept": item.concept.map { .string($0) },
      "text": texts[item.text],
      "required": .truth(item.required),
      "page-break": item.pageBreakBefore ? .string("before") : nil,
      "show-if": item.showIf.map(condition),
      "sensitive": .truth(item.sensitive),
    ]
    switch item.kind {
    case .choice(let set):
      members["type"] = .string("choice")
      members["answers"] = .string(set.id)
      members["reverse"] = .truth(item.reverse)
    case .many(let list):
      members["type"] = .string("many")
      members["options"] = options(list, texts)
    case .netScore: members["type"] = .string("net-score")
    case .number(let bands):
      members["type"] = .string("number")
      members["bands"] = .array(bands.map { .number($0) })
    case .comment(let maximumLength):
      members["type"] = .string("comment")
      members["maximum-length"] = .integer(maximumLength)
    case .unit: break
    }
    return .object(members)
  }

  private static func condition(_ condition: Condition) -> JSONText.Value {
    switch condition {
    case .item(let id, let codes): .object(["item": .string(id), "in": .array(codes.map { .integer($0) })])
    case .all(let parts): .object(["all": .array(parts.map(Self.condition))])
    case .any(let parts): .object(["any": .array(parts.map(Self.condition))])
    case .not(let part): .object(["not": Self.condition(part)])
    }
  }

  private static func scale(_ scale: Scale, _ texts: DefinitionTexts, _ languages: [Language]) -> JSONText.Value {
    .object([
      "id": .string(scale.id),
      "title": texts[scale.title],
      "items": .array(scale.items.map { .string($0) }),
      "score": .string(scale.score.rawValue),
      "minimum-answered": .integer(scale.minimumAnswered),
      "favourable-from": scale.favourableFrom.map { .number($0) },
      "source": scale.source.map { source($0, languages) },
    ])
  }

  private static func indicator(_ indicator: Indicator, _ texts: DefinitionTexts) -> JSONText.Value {
    .object([
      "id": .string(indicator.id),
      "title": texts[indicator.title],
      "of": .string(indicator.of),
      "measure": .string(indicator.measure.rawValue),
      "direction": .string(indicator.direction.rawValue),
      "target": indicator.target.map { .number($0) },
    ])
  }
}

/// How texts are written: in one language as strings, or in all as mappings.
private struct DefinitionTexts {
  let language: Language?

  subscript(text: LocalizedText) -> JSONText.Value {
    if let language { return .string(text[language]) }
    return .object(Dictionary(uniqueKeysWithValues: text.texts.map { ($0.key.rawValue, .string($0.value)) }))
  }
}
