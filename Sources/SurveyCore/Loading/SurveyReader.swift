/// Builds a survey from YAML values.
///
/// What can't be read has been reported and stands in the survey as an empty placeholder (an id `""`, no options), so
/// that the rules can still look at everything else; the loader never hands out such a survey.
struct SurveyReader {
  let log: DiagnosticLog

  /// The survey, or nil where the file isn't a mapping.
  func survey(_ root: YAMLValue) -> Survey? {
    guard let map = YAMLMapping(root, .survey) else { return nil }
    let languages = map["languages"]?.languages() ?? []
    let sets = answerSets(map["answers"], languages)
    if map["about"] == nil {
      map.value.report(
        "survey.no-about", "The survey doesn't say what it is about.",
        "Add 'about' with its purpose, who reads the results, and what happens with them.", severity: .warning)
    }
    if map["source"] == nil {
      map.value.report(
        "survey.no-source", "The survey doesn't say where its items come from.",
        "Add 'source' with 'origin' and 'licence'.", severity: .warning)
    }
    let version = map["version"]?.integer() ?? 1
    if version < 1 { map["version"]?.report("survey.version", "The version is \(version).", "Count versions from 1.") }
    return Survey(
      id: map["survey"]?.id(.document) ?? "",
      version: version,
      languages: languages,
      title: map.text("title", in: languages) ?? LocalizedText([:]),
      about: map.text("about", in: languages) ?? LocalizedText([:]),
      source: map["source"].flatMap { source($0, .source, languages) } ?? SurveySource(origin: "", licence: ""),
      privacy: map["privacy"].map(privacy) ?? PrivacyRules(),
      publication: map["publish"].map(publication) ?? PublicationRules(),
      answerSets: sets,
      attributes: (map["attributes"]?.list(of: "attributes") ?? []).map { attribute($0, languages) },
      sections: (map["sections"]?.list(of: "sections") ?? []).map { section($0, languages, sets) },
      scales: (map["scales"]?.list(of: "scales") ?? []).map { scale($0, languages) },
      indicators: (map["indicators"]?.list(of: "indicators") ?? []).map { indicator($0, languages) })
  }

  private func source(_ value: YAMLValue, _ keys: KnownKeys, _ languages: [Language]) -> SurveySource? {
    guard let map = YAMLMapping(value, keys) else { return nil }
    var pretested: [Language: Bool] = [:]
    for (key, value) in map["pretested"]?.entries(of: "languages") ?? [] {
      guard let word = key.string() else { continue }
      guard let language = Language(rawValue: word), languages.isEmpty || languages.contains(language) else {
        key.report(
          "text.extra-language", "'pretested' names the language '\(word)', which isn't declared.",
          "Name declared languages only.")
        continue
      }
      pretested[language] = value.truth() ?? false
    }
    return SurveySource(
      origin: map["origin"]?.string() ?? "", licence: map["licence"]?.string() ?? "",
      citation: map["citation"]?.string(), pretested: pretested)
  }

  private func privacy(_ value: YAMLValue) -> PrivacyRules {
    var rules = PrivacyRules()
    guard let map = YAMLMapping(value, .privacy) else { return rules }
    rules.minimumGroup = map["minimum-group"]?.integer() ?? rules.minimumGroup
    rules.minimumSensitive = map["minimum-sensitive"]?.integer() ?? max(rules.minimumSensitive, rules.minimumGroup)
    rules.minimumComments = map["minimum-comments"]?.integer() ?? max(rules.minimumComments, rules.minimumGroup)
    rules.retentionMonths = map["retention-months"]?.integer() ?? rules.retentionMonths
    rules.isRosterSensitive = map["roster-sensitive"]?.truth() ?? false
    if let level = map["comments-by"]?.string(), level != "none" { rules.commentsBy = level }
    return rules
  }

  private func publication(_ value: YAMLValue) -> PublicationRules {
    guard let map = YAMLMapping(value, .publish) else { return PublicationRules() }
    let groupings = (map["groupings"]?.list(of: "groupings") ?? []).map { value in
      guard let map = YAMLMapping(value, .grouping) else { return Grouping(by: []) }
      return Grouping(
        by: (map["by"]?.list(of: "attributes") ?? []).map { $0.string() ?? "" },
        weight: map["weight"]?.number() ?? 1,
        levels: (map["levels"]?.list(of: "levels") ?? []).map { $0.string() ?? "" })
    }
    return PublicationRules(
      groupings: groupings, adHoc: map["ad-hoc"]?.choice(PublicationRules.AdHoc.self) ?? .admit)
  }

  private func scale(_ value: YAMLValue, _ languages: [Language]) -> Scale {
    guard let map = YAMLMapping(value, .scale) else {
      return Scale(id: "", title: LocalizedText([:]), items: [], minimumAnswered: 1)
    }
    return Scale(
      id: map["id"]?.id(.part) ?? "",
      title: map.text("title", in: languages) ?? LocalizedText([:]),
      items: (map["items"]?.list(of: "items") ?? []).map { $0.string() ?? "" },
      score: map["score"]?.choice(Scale.Score.self) ?? .mean,
      minimumAnswered: map["minimum-answered"]?.integer() ?? 1,
      favourableFrom: map["favourable-from"]?.number(),
      source: map["source"].flatMap { source($0, .scaleSource, languages) })
  }

  private func indicator(_ value: YAMLValue, _ languages: [Language]) -> Indicator {
    guard let map = YAMLMapping(value, .indicator) else {
      return Indicator(id: "", title: LocalizedText([:]), of: "", measure: .mean)
    }
    return Indicator(
      id: map["id"]?.id(.part) ?? "",
      title: map.text("title", in: languages) ?? LocalizedText([:]),
      of: map["of"]?.string() ?? "",
      measure: map["measure"]?.choice(Indicator.Measure.self) ?? .mean,
      direction: map["direction"]?.choice(Indicator.Direction.self) ?? .up,
      target: map["target"]?.number())
  }
}
