internal import Hummingbird
internal import SurveyCore

/// The privacy sheet of a wave, made from what is actually configured, so that it can't promise anything else.
struct PrivacyPage {
  let site: Site
  let wave: ServedWave

  func response(in language: Language) -> Response {
    let text = site.text(language)
    return site.sheet(
      title: "\(text("privacy.title")) – \(wave.survey.title[language])", heading: text("privacy.heading"),
      blocks: blocks(in: language),
      back: Link(href: WavePath(wave.id, language).start, text: text("site.to-start")), language: language,
      others: .links(site.paths(site.languages(of: wave)) { WavePath(wave.id, $0).privacy }), wave: wave)
  }

  /// What the sheet says, part by part.
  func blocks(in language: Language) -> [SheetBlock] {
    let text = site.text(language)
    return [promise(text), limits(text), law(text), program(text), groups(text), groupings(text)].compactMap(\.self)
  }

  private func promise(_ text: PageTexts) -> SheetBlock {
    let mode =
      switch wave.mode {
      case .pass: text("privacy.mode-pass")
      case .code: text("privacy.mode-code")
      case .open: text("privacy.mode-open")
      }
    return SheetBlock(
      paragraphs: [
        text("privacy.promise"), mode, text("privacy.nothing-kept"), device(text), text("privacy.keeper"),
      ] + keepers(text))
  }

  /// Between how many people the keeper's key is split.
  private func keepers(_ text: PageTexts) -> [String] {
    guard let sharing = wave.keeperSharing else { return [] }
    return [text("privacy.keepers", ["count": String(sharing.count), "needed": String(sharing.needed)])]
  }

  /// What stays on the device on which somebody answers.
  private func device(_ text: PageTexts) -> String {
    if site.isKiosk { return text("privacy.kiosk") }
    return wave.mode == .open ? text("privacy.not-saved") : text("privacy.saved")
  }

  private func limits(_ text: PageTexts) -> SheetBlock {
    SheetBlock(
      heading: text("privacy.cannot-promise-heading"), paragraphs: [roles(text)],
      list: (1...4).map { text("privacy.cannot-promise-\($0)") })
  }

  /// Who runs what: everything on one server, or the parts apart.
  private func roles(_ text: PageTexts) -> String {
    switch (site.role, wave.mode) {
    case (.all, _): text("privacy.role-all")
    case (.desk, _), (.box, .pass): text("privacy.role-apart")
    case (.box, .code), (.box, .open): text("privacy.role-box")
    }
  }

  /// What can be compared with what others were served, and with what was published.
  private func program(_ text: PageTexts) -> SheetBlock {
    var list = site.templates.scripts.map { text("privacy.script-hash", ["name": $0.name, "hash": $0.hash]) }
    if let key = wave.passKey { list.append(text("privacy.key", ["key": key.printedFingerprint])) }
    return SheetBlock(heading: text("privacy.program-heading"), paragraphs: [text("privacy.program")], list: list)
  }

  private func law(_ text: PageTexts) -> SheetBlock? {
    guard let law = site.configuration.law else { return nil }
    var list = [
      text("privacy.controller", ["controller": law.controller]), text("privacy.dpo", ["dpo": law.dpo]),
      text("privacy.legal-basis", ["basis": law.legalBasis[text.language]]),
      text("privacy.supervisor", ["supervisor": law.supervisor]),
    ]
    if let consultation = law.consultation {
      let date = DateText.day(consultation.date, in: text.language, timeZone: site.timeZone)
      list.append(text("privacy.consultation", ["body": consultation.body, "date": date]))
    }
    return SheetBlock(heading: text("privacy.law-heading"), list: list)
  }

  private func groups(_ text: PageTexts) -> SheetBlock {
    let survey = wave.survey
    var list = [text("privacy.minimum", ["k": String(survey.privacy.minimumGroup)])]
    if survey.isSensitive {
      list.append(text("privacy.minimum-sensitive", ["k": String(survey.privacy.minimumSensitive)]))
    }
    if survey.questions.contains(where: { if case .comment = $0.kind { true } else { false } }) {
      list.append(text("privacy.minimum-comments", ["k": String(survey.privacy.minimumComments)]))
      if let level = survey.privacy.commentsBy {
        list.append(text("privacy.comments-by", ["level": level]))
      } else {
        list.append(text("privacy.comments-none"))
      }
    }
    if wave.organisation?.totalHeadcount != nil { list.append(text("privacy.head-counts")) }
    list.append(text("privacy.retention", ["months": String(survey.privacy.retentionMonths)]))
    return SheetBlock(heading: text("privacy.groups-heading"), list: list)
  }

  private func groupings(_ text: PageTexts) -> SheetBlock? {
    let rules = wave.survey.publication
    let names = Dictionary(
      wave.survey.questions.map { ($0.id, $0.text[text.language]) }, uniquingKeysWith: { first, _ in first })
    let list = rules.groupings.map { grouping in
      let attributes = grouping.by.map { names[$0] ?? $0 }.joined(separator: " × ")
      return grouping.levels.isEmpty
        ? text("privacy.groupings-item", ["attributes": attributes])
        : text(
          "privacy.groupings-item-levels",
          ["attributes": attributes, "levels": grouping.levels.joined(separator: ", ")])
    }
    let later = rules.adHoc == .admit ? [text("privacy.groupings-ad-hoc")] : []
    guard !list.isEmpty || !later.isEmpty else { return nil }
    return SheetBlock(heading: text("privacy.groupings-heading"), paragraphs: later, list: list)
  }
}
