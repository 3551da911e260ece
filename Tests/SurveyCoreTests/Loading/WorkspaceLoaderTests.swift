import Foundation
import Testing

@testable import SurveyCore

@Suite struct WorkspaceLoaderTests {
  /// The example of interfaces.md, in two languages.
  static let yaml = """
    organisation:
      name: { nl: "Politiezone Voorbeeld", en: "Police Zone Example" }
      terms: { unit: { nl: "dienst", en: "unit" } }
    law:
      controller: "Zone"
      dpo: "dpo@example.org"
      supervisor: "COC"
      legal-basis: { nl: "Toestemming", en: "Consent" }
      consultation: { body: "Basic committee", date: 2026-09-01 }
    languages: [nl, en]
    support:
      - { name: { nl: "Vertrouwenspersoon", en: "Counsellor" }, reach: "tel:+3200", hours: { nl: "9–17", en: "9–17" }, review-by: 2027-06-01 }
    reporting-channel: { nl: "Bel.", en: "Call." }
    events: [ { date: 2026-03-01, label: { nl: "Opleiding", en: "Training" } } ]
    actions: [ { id: mentors, indicator: can-be-myself, owner: "HR", due: 2027-03-01, status: open, text: { nl: "Mentoren", en: "Mentors" } } ]
    addresses: { desk: "https://desk.example.org", box: "https://box.example.org" }
    subscriptions:
      - name: leadership
        events: [report.published]
        target: { webhook: "https://example.org/hook" }
        secret: { file: "keys/hook" }
        next-secret: { environment: "HOOK" }
        languages: [nl]
        full: true
        allow-http: false
    delivery: { schedule: [0s, 5s, 5m, 30m, 2h, 1d, "1.5h"], proxy: "" }
    allow-networks: [10.0.0.0/8, "fd00::/8"]
    """

  static func load(_ text: String) throws -> (configuration: WorkspaceConfiguration?, diagnostics: [Diagnostic]) {
    let brussels = try #require(TimeZone(identifier: "Europe/Brussels"))
    return WorkspaceLoader.load(text, file: "file.yaml", timeZone: brussels)
  }

  @Test func `every key arrives`() throws {
    let (loaded, diagnostics) = try Self.load(Self.yaml)
    #expect(diagnostics == [])
    let configuration = try #require(loaded)
    #expect(configuration.organisationName[.en] == "Police Zone Example")
    #expect(configuration.terms["unit"]?[.nl] == "dienst")
    #expect(configuration.languages == [.nl, .en])
    #expect(configuration.law?.controller == "Zone")
    #expect(configuration.law?.dpo == "dpo@example.org")
    #expect(configuration.law?.supervisor == "COC")
    #expect(configuration.law?.legalBasis[.en] == "Consent")
    #expect(configuration.law?.consultation?.body == "Basic committee")
    // date -u -d '2026-09-01 00:00 CEST' +%s
    #expect(configuration.law?.consultation?.date == Date(timeIntervalSince1970: 1_788_213_600))
    #expect(configuration.support.map(\.reach) == ["tel:+3200"])
    #expect(configuration.support.first?.hours?[.nl] == "9–17")
    #expect(configuration.support.first?.reviewBy != nil)
    #expect(configuration.reportingChannel?[.en] == "Call.")
    // date -u -d '2026-03-01 00:00 CET' +%s
    #expect(configuration.events.map(\.date) == [Date(timeIntervalSince1970: 1_772_319_600)])
    #expect(configuration.actions.map(\.id) == ["mentors"])
    #expect(configuration.actions.first?.indicator == "can-be-myself")
    #expect(configuration.actions.first?.status == "open")
    #expect(configuration.addresses == .init(desk: "https://desk.example.org", box: "https://box.example.org"))
    #expect(
      configuration.subscriptions == [
        Subscription(
          name: "leadership", events: ["report.published"], target: .webhook("https://example.org/hook"),
          secret: .file("keys/hook"), nextSecret: .environment("HOOK"), languages: [.nl], full: true, allowHTTP: false)
      ])
    #expect(configuration.delivery == DeliveryRules(schedule: [0, 5, 300, 1800, 7200, 86_400, 5400], proxy: ""))
    #expect(configuration.allowNetworks == ["10.0.0.0/8", "fd00::/8"])
  }

  @Test func `a name and languages are enough`() throws {
    let (configuration, diagnostics) = try Self.load("organisation: { name: { nl: Zone } }\nlanguages: [nl]\n")
    #expect(diagnostics == [])
    #expect(
      configuration == WorkspaceConfiguration(organisationName: LocalizedText([.nl: "Zone"]), languages: [.nl]))
  }

  private static func bad(_ name: String, _ old: String, _ new: String, _ says: String...) -> BadFile {
    BadFile(name, in: yaml, replace: [(old, new)], says: says)
  }

  static let badFiles = [
    bad(
      "a law block that lacks something", "  controller: \"Zone\"\n  dpo: \"dpo@example.org\"\n",
      "  ¦controller: \"Zone\"\n",
      "[key.missing] The key 'dpo' is missing in the law block. Add 'dpo: …'."),
    bad(
      "no date", "date: 2026-09-01", "date: ¦2026-02-30",
      "[value.date] '2026-02-30' isn't a date. Write year, month and day, such as 2027-06-01."),
    bad(
      "a date in another order", "review-by: 2027-06-01", "review-by: ¦01-06-2027",
      "[value.date] '01-06-2027' isn't a date. Write year, month and day, such as 2027-06-01."),
    bad(
      "support that can't be reached", "reach: \"tel:+3200\"", "reach: ¦\"+3200\"",
      "[support.reach] '+3200' can't be called or opened. Begin with tel:, mailto: or https://."),
    bad(
      "another target", "{ webhook: \"https://example.org/hook\" }", "{ teams: ¦\"https://example.org/hook\" }",
      "[target.unavailable] The target 'teams' isn't available in this version. Available targets: webhook."),
    bad(
      "no target", "{ webhook: \"https://example.org/hook\" }", "¦{}",
      "[target.missing] The target is empty. Write { webhook: \"https://…\" }."),
    bad(
      "plain HTTP", "webhook: \"https://example.org/hook\"", "webhook: ¦\"http://example.org/hook\"",
      "[value.address-scheme] 'http://example.org/hook' isn't protected in transit. "
        + "Use https://, or say 'allow-http: true' for a receiver on the same machine."),
    bad(
      "no address", "webhook: \"https://example.org/hook\"", "webhook: ¦\"example.org\"",
      "[value.address] 'example.org' isn't a web address. Write one that begins with https://."),
    bad(
      "an unknown event", "[report.published]", "[¦report.publish]",
      "[subscription.event] There is no event 'report.publish'. Did you mean 'report.published'?"),
    bad(
      "a secret in the file", "secret: { file: \"keys/hook\" }", "secret: ¦whsec_x",
      "[value.type] This must be a secret reference, but it is text. "
        + "Write a mapping with the keys file, environment."),
    bad(
      "a secret from two places", "{ file: \"keys/hook\" }", "¦{ file: \"keys/hook\", environment: \"HOOK\" }",
      "[secret.form] A secret is read from one place. Write { file: \"…\" } or { environment: \"…\" }."),
    bad(
      "a language that isn't declared", "languages: [nl]", "languages: ¦[fr]",
      "[subscription.language] The workspace doesn't declare the language 'fr'. "
        + "Add it to 'languages' of the workspace, or name another."),
    bad(
      "no length of time", "[0s, 5s,", "[0s, ¦5,",
      "[value.duration] '5' isn't a length of time. Write a number and s, m, h or d, such as 30m."),
    bad(
      "an unknown unit of time", "[0s, 5s,", "[0s, ¦5w,",
      "[value.duration] '5w' isn't a length of time. Write a number and s, m, h or d, such as 30m."),
    bad(
      "mail", "proxy: \"\"", "smtp: ¦{ url: \"smtps://x\" }",
      "[delivery.smtp-unavailable] Mail isn't available in this version. Remove 'smtp' and deliver to a webhook."),
    bad(
      "no network", "10.0.0.0/8", "¦10.0.0.0/33",
      "[value.network] '10.0.0.0/33' isn't a network. Write an address and its length, such as 10.0.0.0/8."),
    bad(
      "an address for a network", "\"fd00::/8\"", "¦\"fd00::1\"",
      "[value.network] 'fd00::1' isn't a network. Write an address and its length, such as 10.0.0.0/8."),
    bad(
      "an unknown key", "reporting-channel:", "¦reporting-chanel:",
      "[key.unknown] The key 'reporting-chanel' isn't known in a workspace. Did you mean 'reporting-channel'?"),
  ]

  @Test("mistakes are named with place, rule and way out", arguments: badFiles)
  func refuses(_ file: BadFile) throws {
    let (configuration, diagnostics) = try Self.load(file.text)
    #expect(diagnostics.map(\.description) == file.expected)
    #expect(configuration == nil)
  }

  @Test func `a subscription without a secret is warned of`() throws {
    let text = Self.yaml.replacing("    secret: { file: \"keys/hook\" }\n", with: "")
    let (configuration, diagnostics) = try Self.load(text)
    #expect(configuration != nil)
    #expect(diagnostics.map(\.code) == ["subscription.unsigned"])
  }

  @Test func `names of subscriptions and actions are unique`() throws {
    let more =
      "  - { name: leadership, events: [wave.closed], target: { webhook: \"https://a.org\" }, secret: { file: k } }\n"
    let text = Self.yaml.replacing("delivery:", with: more + "delivery:")
    #expect(try Self.load(text).diagnostics.map(\.code) == ["subscription.duplicate"])
  }

  @Test func `every diagnostic stands inside the file, however the file is cut or spoilt`() {
    expectDiagnosticsInside(Self.yaml) { WorkspaceLoader.load($0, file: "cut.yaml") }
  }
}
