import Foundation
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

/// The privacy sheet says what is configured and nothing else: each setting is changed, and exactly its sentence changes.
@Suite struct PrivacyPageTests {
  /// Everything that the sheet is made from.
  struct Configured {
    var configuration: WorkspaceConfiguration
    var role = ServerRole.all
    var isKiosk = false
    var mode = ParticipationMode.code
    var survey: Survey
    var organisation: Organisation? = SampleSurvey.organisation
    var sharing: KeySharing?

    init() {
      let (loaded, diagnostics) = WorkspaceLoader.load(SampleSurvey.workspaceText, file: "workspace.yaml")
      guard let loaded else { fatalError("\(diagnostics)") }
      configuration = loaded
      configuration.languages = Language.allCases
      survey = SampleSurvey.survey
      survey.languages = Language.allCases
      survey.sections[0].sensitive = true
      for index in survey.attributes.indices {
        survey.attributes[index].text = LocalizedText(PrivacyPageTests.all(survey.attributes[index].id))
      }
    }

    /// The sentences of the sheet, headings included.
    func sheet(in language: Language) throws -> [String] {
      let wave = ServedWave(
        id: "w1", survey: survey, organisation: organisation, mode: mode, languages: Language.allCases,
        opens: TestSite.now, closes: TestSite.now.addingTimeInterval(86_400),
        passKey: mode == .pass ? TestSite.signingKey.publicKey : nil, keeperPublicKey: KeeperKey().publicKey,
        keeperProven: true, isClosed: false, keeperSharing: sharing)
      let site = try Site(
        configuration: configuration, timeZone: TimeZone(identifier: "Europe/Brussels")!, role: role, isKiosk: isKiosk)
      return PrivacyPage(site: site, wave: wave).blocks(in: language).flatMap { block in
        [block.heading].compactMap(\.self) + block.paragraphs + block.list
      }
    }
  }

  struct Setting: Sendable, CustomTestStringConvertible {
    let name: String
    /// What stands in the sheet only after the change, in each language.
    let says: [Language: String]
    /// How many sentences come and go; a changed sentence is one of each.
    var changes = (added: 1, removed: 1)
    let change: @Sendable (inout Configured) -> Void

    var testDescription: String { name }
  }

  fileprivate static func all(_ text: String) -> [Language: String] {
    Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, text) })
  }

  private static func words(_ nl: String, _ fr: String, _ de: String, _ en: String) -> [Language: String] {
    [.nl: nl, .fr: fr, .de: de, .en: en]
  }

  static let settings = [
    Setting(
      name: "mode open",
      says: words("Iedereen met het adres", "Toute personne", "Alle, die die Adresse", "Anyone with the"),
      changes: (2, 2)
    ) { $0.mode = .open },
    Setting(
      name: "mode pass", says: words("met een pas", "un laissez-passer", "mit einem Pass", "with a pass"),
      changes: (2, 1)
    ) { $0.mode = .pass },
    Setting(
      name: "role box", says: words("staat apart", "un serveur à part", "steht für sich", "a server of its own")
    ) { $0.role = .box },
    Setting(
      name: "kiosk", says: words("gedeeld toestel", "appareil partagé", "gemeinsames Gerät", "a shared device")
    ) { $0.isKiosk = true },
    Setting(name: "keepers", says: words("5 mensen", "5 personnes", "5 Personen", "5 people"), changes: (1, 0)) {
      $0.sharing = KeySharing(count: 5, needed: 3, set: Data(count: KeySharing.setSize))
    },
    Setting(name: "controller", says: all("Other Zone")) { $0.configuration.law?.controller = "Other Zone" },
    Setting(name: "data protection officer", says: all("other@example.org")) {
      $0.configuration.law?.dpo = "other@example.org"
    },
    Setting(name: "supervisor", says: all("Another authority")) {
      $0.configuration.law?.supervisor = "Another authority"
    },
    Setting(name: "legal basis", says: all("Another law")) {
      $0.configuration.law?.legalBasis = LocalizedText(all("Another law"))
    },
    Setting(
      name: "consultation",
      says: words("1 oktober 2026", "1er octobre 2026", "1. Oktober 2026", "1 October 2026")
    ) {
      // 1 October 2026, 00:00 in Brussels
      $0.configuration.law?.consultation?.date = Date(timeIntervalSince1970: 1_790_805_600)
    },
    Setting(
      name: "consultation, none", says: [:], changes: (0, 1)
    ) { $0.configuration.law?.consultation = nil },
    Setting(name: "minimum group", says: all(" 17 ")) { $0.survey.privacy.minimumGroup = 17 },
    Setting(name: "minimum of sensitive questions", says: all(" 18 ")) { $0.survey.privacy.minimumSensitive = 18 },
    Setting(name: "minimum of comments", says: all(" 19 ")) { $0.survey.privacy.minimumComments = 19 },
    Setting(name: "no sensitive questions", says: [:], changes: (0, 1)) { $0.survey.sections[0].sensitive = false },
    Setting(name: "units beside comments", says: all("district")) { $0.survey.privacy.commentsBy = "district" },
    Setting(name: "retention", says: all(" 7 ")) { $0.survey.privacy.retentionMonths = 7 },
    Setting(name: "no comments", says: [:], changes: (0, 2)) {
      $0.survey.sections[1].items.removeAll { if case .comment = $0.kind { true } else { false } }
    },
    Setting(name: "head counts unknown", says: [:], changes: (0, 1)) { $0.organisation = nil },
    Setting(name: "one more grouping", says: all(" × "), changes: (1, 0)) {
      $0.survey.publication.groupings.append(Grouping(by: ["unit", "status"]))
    },
    Setting(name: "levels of a grouping", says: all("district")) {
      $0.survey.publication.groupings[0].levels = ["district"]
    },
    Setting(name: "no other comparisons", says: [:], changes: (0, 1)) { $0.survey.publication.adHoc = .refuse },
  ]

  @Test("each setting changes its sentence and no other", arguments: settings, Language.allCases)
  func sentence(_ setting: Setting, _ language: Language) throws {
    var configured = Configured()
    let before = try configured.sheet(in: language)
    setting.change(&configured)
    let after = try configured.sheet(in: language)
    let (added, removed) = (after.filter { !before.contains($0) }, before.filter { !after.contains($0) })
    #expect(added.count == setting.changes.added, "\(added)")
    #expect(removed.count == setting.changes.removed, "\(removed)")
    if let says = setting.says[language] {
      #expect(added.contains { $0.contains(says) }, "\(added)")
      #expect(!before.contains { $0.contains(says) })
    }
  }

  @Test func `a box of its own in pass mode says that passes are handed out elsewhere`() throws {
    var configured = Configured()
    configured.role = .box
    configured.mode = .pass
    #expect(try configured.sheet(in: .en).contains { $0.contains("handed out on another server") })
  }
}
