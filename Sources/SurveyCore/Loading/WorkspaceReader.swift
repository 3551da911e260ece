import struct Foundation.Date
import struct Foundation.TimeZone

/// Builds a workspace configuration from YAML values.
struct WorkspaceReader {
  let timeZone: TimeZone

  /// The configuration, or nil where the file isn't a mapping.
  func configuration(_ root: YAMLValue) -> WorkspaceConfiguration? {
    guard let map = YAMLMapping(root, .workspace) else { return nil }
    let languages = map["languages"]?.languages() ?? []
    let organisation = map["organisation"].flatMap { YAMLMapping($0, .organisation) }
    var configuration = WorkspaceConfiguration(
      organisationName: organisation?.text("name", in: languages) ?? LocalizedText([:]), languages: languages)
    for (key, value) in organisation?["terms"]?.entries(of: "terms") ?? [] {
      guard let term = key.id(.part), let text = value.text(in: languages) else { continue }
      configuration.terms[term] = text
    }
    configuration.law = map["law"].flatMap { law($0, languages) }
    configuration.support = (map["support"]?.list(of: "contacts") ?? []).compactMap { contact($0, languages) }
    configuration.reportingChannel = map.text("reporting-channel", in: languages)
    configuration.events = (map["events"]?.list(of: "events") ?? []).compactMap { event($0, languages) }
    configuration.actions = unique(
      (map["actions"]?.list(of: "actions") ?? []).map { ($0, action($0, languages)) }, "action", \.id)
    if let addresses = map["addresses"].flatMap({ YAMLMapping($0, .addresses) }) {
      configuration.addresses.desk = addresses["desk"]?.webAddress(schemes: ["http", "https"])
      configuration.addresses.box = addresses["box"]?.webAddress(schemes: ["http", "https"])
    }
    configuration.subscriptions = unique(
      (map["subscriptions"]?.list(of: "subscriptions") ?? []).map { ($0, subscription($0, languages)) },
      "subscription", \.name)
    configuration.delivery = map["delivery"].map(delivery) ?? DeliveryRules()
    configuration.allowNetworks = (map["allow-networks"]?.list(of: "networks") ?? []).compactMap { $0.network() }
    return configuration
  }

  /// The entries that could be read; a name that is used again is reported.
  private func unique<Entry>(
    _ entries: [(value: YAMLValue, entry: Entry?)], _ kind: String, _ name: (Entry) -> String
  ) -> [Entry] {
    var seen: Set<String> = []
    for case (let value, let entry?) in entries where !name(entry).isEmpty && !seen.insert(name(entry)).inserted {
      value.report("\(kind).duplicate", "The \(kind) '\(name(entry))' is declared twice.", "Rename one of the two.")
    }
    return entries.compactMap(\.entry)
  }

  private func law(_ value: YAMLValue, _ languages: [Language]) -> WorkspaceConfiguration.Law? {
    guard let map = YAMLMapping(value, .law) else { return nil }
    var consultation: WorkspaceConfiguration.Consultation?
    if let block = map["consultation"].flatMap({ YAMLMapping($0, .consultation) }) {
      let body = block["body"]?.string()
      let date = block["date"]?.date(in: timeZone)
      if let body, let date { consultation = WorkspaceConfiguration.Consultation(body: body, date: date) }
    }
    return WorkspaceConfiguration.Law(
      controller: map["controller"]?.string() ?? "", dpo: map["dpo"]?.string() ?? "",
      supervisor: map["supervisor"]?.string() ?? "",
      legalBasis: map.text("legal-basis", in: languages) ?? LocalizedText([:]), consultation: consultation)
  }

  private func contact(_ value: YAMLValue, _ languages: [Language]) -> WorkspaceConfiguration.SupportContact? {
    guard let map = YAMLMapping(value, .supportContact) else { return nil }
    let reach = map["reach"]?.string() ?? ""
    if !reach.isEmpty, !["tel:", "mailto:", "https://", "http://"].contains(where: reach.hasPrefix) {
      map["reach"]?.report(
        "support.reach", "'\(reach)' can't be called or opened.", "Begin with tel:, mailto: or https://.")
    }
    return WorkspaceConfiguration.SupportContact(
      name: map.text("name", in: languages) ?? LocalizedText([:]), reach: reach,
      hours: map.text("hours", in: languages), reviewBy: map["review-by"]?.date(in: timeZone))
  }

  private func event(_ value: YAMLValue, _ languages: [Language]) -> WorkspaceConfiguration.DatedEvent? {
    guard let map = YAMLMapping(value, .event), let date = map["date"]?.date(in: timeZone) else { return nil }
    return WorkspaceConfiguration.DatedEvent(
      date: date, label: map.text("label", in: languages) ?? LocalizedText([:]))
  }

  private func action(_ value: YAMLValue, _ languages: [Language]) -> WorkspaceConfiguration.Action? {
    guard let map = YAMLMapping(value, .action) else { return nil }
    return WorkspaceConfiguration.Action(
      id: map["id"]?.id(.part) ?? "", indicator: map["indicator"]?.id(.part), owner: map["owner"]?.string() ?? "",
      due: map["due"]?.date(in: timeZone), status: map["status"]?.string() ?? "open",
      text: map.text("text", in: languages) ?? LocalizedText([:]))
  }

  private func subscription(_ value: YAMLValue, _ languages: [Language]) -> Subscription? {
    guard let map = YAMLMapping(value, .subscription) else { return nil }
    let allowHTTP = map["allow-http"]?.truth() ?? false
    let secret = map["secret"].flatMap(secret)
    if map["secret"] == nil, map["target"] != nil {
      map.value.report(
        "subscription.unsigned", "Messages of this subscription can't be signed.",
        "Add 'secret: { file: … }', so that the receiver can check who sent them.", severity: .warning)
    }
    return Subscription(
      name: map["name"]?.id(.part) ?? "",
      events: (map["events"]?.list(of: "events") ?? []).compactMap(eventType),
      target: map["target"].flatMap { target($0, allowHTTP: allowHTTP) } ?? .webhook(""),
      secret: secret,
      nextSecret: map["next-secret"].flatMap(self.secret),
      languages: map["languages"].map { chosen($0, among: languages) } ?? languages,
      full: map["full"]?.truth() ?? false,
      allowHTTP: allowHTTP)
  }

  /// The events that can be subscribed to.
  static let eventTypes = [
    "wave.opened", "wave.closing-soon", "participation.weekly", "wave.closed", "report.published", "indicator.alert",
    "integrity.alert", "backup.failed",
  ]

  private func eventType(_ value: YAMLValue) -> String? {
    guard let word = value.string() else { return nil }
    if Self.eventTypes.contains(word) { return word }
    value.report(
      "subscription.event", "There is no event '\(word)'.",
      NearMatch.advice(
        for: word, among: Self.eventTypes, otherwise: "Name one of \(Self.eventTypes.joined(separator: ", ")).")
    )
    return nil
  }

  private func chosen(_ value: YAMLValue, among declared: [Language]) -> [Language] {
    let languages = value.languages()
    for language in languages where !declared.isEmpty && !declared.contains(language) {
      value.report(
        "subscription.language", "The workspace doesn't declare the language '\(language.rawValue)'.",
        "Add it to 'languages' of the workspace, or name another.")
    }
    return languages
  }

  private func target(_ value: YAMLValue, allowHTTP: Bool) -> Subscription.Target? {
    guard let map = YAMLMapping(value, .target) else { return nil }
    for key in KnownKeys.target.all where key != "webhook" {
      map[key]?.report(
        "target.unavailable", "The target '\(key)' isn't available in this version.",
        "Available targets: webhook.")
    }
    guard let address = map["webhook"] else {
      if KnownKeys.target.all.allSatisfy({ map[$0] == nil }) {
        map.value.report("target.missing", "The target is empty.", "Write { webhook: \"https://…\" }.")
      }
      return nil
    }
    return address.webAddress(schemes: allowHTTP ? ["http", "https"] : ["https"]).map { .webhook($0) }
  }

  private func secret(_ value: YAMLValue) -> SecretReference? {
    guard let map = YAMLMapping(value, .secret) else { return nil }
    switch (map["file"], map["environment"]) {
    case (let file?, nil): return file.string().map { .file($0) }
    case (nil, let name?): return name.string().map { .environment($0) }
    default:
      map.value.report(
        "secret.form", "A secret is read from one place.", "Write { file: \"…\" } or { environment: \"…\" }.")
      return nil
    }
  }

  private func delivery(_ value: YAMLValue) -> DeliveryRules {
    var rules = DeliveryRules()
    guard let map = YAMLMapping(value, .delivery) else { return rules }
    if let schedule = map["schedule"] {
      let waits = schedule.list(of: "waits")
      if waits?.isEmpty == true {
        schedule.report("delivery.schedule", "The schedule has no attempt.", "Write at least [0s].")
      }
      rules.schedule = (waits ?? []).compactMap { $0.seconds() }
    }
    if let proxy = map["proxy"] {
      if case .text("") = proxy.scalar {
        rules.proxy = ""
      } else {
        rules.proxy = proxy.webAddress(schemes: ["http", "https"]) ?? ""
      }
    }
    map["smtp"]?.report(
      "delivery.smtp-unavailable", "Mail isn't available in this version.",
      "Remove 'smtp' and deliver to a webhook.")
    return rules
  }
}
