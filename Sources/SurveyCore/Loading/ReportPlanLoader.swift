import Yams

/// Reads report plans.
public enum ReportPlanLoader {
  /// The blocks of the format that this version can't make yet.
  static let unavailable: Set<String> = ["heatmap", "comments", "funnel", "priorities"]

  /// Reads a plan and reports all of its problems.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - file: The name of the file as diagnostics print it.
  ///   - survey: The survey that is reported, so that names in the plan can be checked; nil to check the plan alone.
  /// - Returns: The plan, or nil where a diagnostic is an error; and all diagnostics in the order of the file.
  public static func load(
    _ text: String, file: String, for survey: Survey? = nil
  ) -> (plan: ReportPlan?, diagnostics: [Diagnostic]) {
    let log = DiagnosticLog(file: file, text: text)
    guard let root = YAMLDocument.root(of: text, log: log) else { return (nil, log.sorted) }
    let plan = plan(root)
    if let plan, let survey { check(plan, against: survey, log) }
    return (log.hasErrors ? nil : plan, log.sorted)
  }

  /// Reads a plan from a file and reports all of its problems.
  ///
  /// - Throws: ``UnreadableFile`` where there is no such file or it can't be read.
  public static func load(
    path: String, for survey: Survey? = nil
  ) throws(UnreadableFile) -> (plan: ReportPlan?, diagnostics: [Diagnostic]) {
    switch try TextFile.read(path) {
    case .success(let text): return load(text, file: path, for: survey)
    case .failure(let error): return (nil, error.diagnostics)
    }
  }

  /// The plan in a file.
  ///
  /// - Throws: ``UnreadableFile``, or ``DiagnosticsError`` where the plan has errors.
  public static func plan(path: String, for survey: Survey? = nil) throws -> ReportPlan {
    let (plan, diagnostics) = try load(path: path, for: survey)
    guard let plan else { throw DiagnosticsError(diagnostics) }
    return plan
  }

  private static func plan(_ root: YAMLValue) -> ReportPlan? {
    guard let map = YAMLMapping(root, .plan) else { return nil }
    let languages = map["languages"]?.languages() ?? []
    let blocks = map["blocks"]?.list(of: "blocks")
    if blocks?.isEmpty == true {
      map["blocks"]?.report("plan.no-blocks", "The plan has no blocks.", "Add at least '- indicators: {}'.")
    }
    let read = (blocks ?? []).map { ($0, block($0, languages)) }
    let drivers = read.filter { if case .drivers? = $0.1 { true } else { false } }
    for (value, _) in drivers.dropFirst() {
      value.report(
        "block.repeated", "A report tells the drivers of one outcome only.", "Write a plan for each outcome.")
    }
    return ReportPlan(
      id: map["plan"]?.id(.document) ?? "",
      title: map.text("title", in: languages) ?? LocalizedText([:]),
      audience: map.text("audience", in: languages) ?? LocalizedText([:]),
      languages: languages,
      // A block that can't be read keeps its place, so that paths stay true.
      blocks: read.map { $0.1 ?? .method })
  }

  private static func block(_ value: YAMLValue, _ languages: [Language]) -> ReportPlan.Block? {
    if case .mapping(let mapping) = value.node {
      let later = mapping.keys.filter { unavailable.contains($0.string ?? "") }
      for key in later {
        value.log.report(
          "block.unavailable", at: key.mark.map(Place.init) ?? value.log.place(of: value.path),
          "The block '\(key.string ?? "")' isn't available in this version.",
          "Available blocks: \(KnownKeys.block.all.joined(separator: ", ")).")
      }
      if !later.isEmpty { return nil }
    }
    guard let map = YAMLMapping(value, .block) else { return nil }
    let present = KnownKeys.block.all.filter { map[$0] != nil }
    guard let name = present.first, present.count == 1, let content = map[name] else {
      if present.count > 1 {
        value.report(
          "block.form", "A block has one name, but this has \(present.joined(separator: " and ")).",
          "Begin a new line with '- ' for each block.")
      } else if case .mapping(let mapping) = value.node, mapping.isEmpty {
        value.report("block.form", "The block has no name.", "Write one such as '- indicators: {}'.")
      }
      return nil
    }
    switch name {
    case "text": return .text(content.text(in: languages) ?? LocalizedText([:]))
    case "items":
      guard let settings = settings(of: content, .itemsBlock) else { return .items(section: nil) }
      return .items(section: settings["of"]?.string())
    case "comparison":
      guard let settings = settings(of: content, .comparisonBlock) else { return .comparison(by: [], of: []) }
      let by = settings["by"].map(names) ?? []
      if by.isEmpty, settings["by"] != nil {
        settings["by"]?.report("block.empty", "The comparison names no attribute.", "Name at least one.")
      }
      return .comparison(by: by, of: settings["of"].map(names) ?? [])
    case "trend": return .trend(of: settings(of: content, .trendBlock)?["of"].map(names) ?? [])
    case "drivers":
      guard let settings = YAMLMapping(content, .driversBlock) else { return nil }
      return .drivers(outcome: settings["outcome"]?.string() ?? "", predictors: settings["of"].map(names) ?? [])
    default:
      _ = settings(of: content, .plainBlock)
      switch name {
      case "participation": return .participation
      case "indicators": return .indicators
      case "scales": return .scales
      case "hidden": return .hidden
      case "actions": return .actions
      default: return .method
      }
    }
  }

  /// The settings of a block, or nil where nothing follows its name.
  private static func settings(of content: YAMLValue, _ keys: KnownKeys) -> YAMLMapping? {
    if case .nothing = content.scalar { return nil }
    return YAMLMapping(content, keys)
  }

  /// One name, or a list of names.
  private static func names(_ value: YAMLValue) -> [String] {
    if case .scalar = value.node { return value.string().map { [$0] } ?? [] }
    return (value.list(of: "names") ?? []).map { $0.string() ?? "" }
  }

  private static func check(_ plan: ReportPlan, against survey: Survey, _ log: DiagnosticLog) {
    let sections = survey.sections.map(\.id)
    let groupable =
      survey.attributes.map(\.id)
      + survey.items.filter { if case .many = $0.kind { true } else { false } }.map(\.id)
    let variables = survey.scales.map(\.id) + survey.items.map(\.id)
    func known(_ id: String, among candidates: [String], _ kind: String, _ path: String) {
      guard !id.isEmpty, !candidates.contains(id) else { return }
      log.report(
        "plan.unknown-\(kind)", of: path, "The survey '\(survey.id)' has no \(kind) '\(id)'.",
        NearMatch.advice(for: id, among: candidates, otherwise: "Name another."))
    }
    let indicators = survey.indicators.map(\.id)
    let scored =
      survey.scales.map(\.id)
      + survey.items.filter { item in
        switch item.kind {
        case .choice, .netScore: true
        case .many, .number, .comment, .unit: false
        }
      }.map(\.id)
    for (index, block) in plan.blocks.enumerated() {
      switch block {
      case .trend(let of):
        for (position, id) in of.enumerated() {
          known(id, among: indicators, "indicator", "blocks.\(index).trend.of.\(position)")
        }
      case .drivers(let outcome, let of):
        let path = "blocks.\(index).drivers"
        let named = [(outcome, "\(path).outcome")] + of.enumerated().map { ($1, "\(path).of.\($0)") }
        for (id, path) in named {
          known(id, among: variables, "variable", path)
          if variables.contains(id), !scored.contains(id) {
            log.report(
              "plan.not-scored", of: path, "'\(id)' has no scores to calculate with.", "Name a scale or a scored item.")
          }
        }
        if let position = of.firstIndex(of: outcome) {
          log.report(
            "plan.own-driver", of: "\(path).of.\(position)", "'\(outcome)' can't be its own driver.",
            "Leave it out of 'of'.")
        }
      case .items(let section?): known(section, among: sections, "section", "blocks.\(index).items.of")
      case .comparison(let by, let of):
        for (position, id) in by.enumerated() {
          known(id, among: groupable, "attribute", "blocks.\(index).comparison.by.\(position)")
        }
        for (position, id) in of.enumerated() {
          known(id, among: variables, "variable", "blocks.\(index).comparison.of.\(position)")
        }
      default: break
      }
    }
  }
}
