import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

/// A wave as commands describe it.
struct WaveDescription: Encodable {
  let wave, survey, mode, stage: String
  let opens, closes: Date
  let languages: [String]
  let minimumGroup: Int
  let keeperProven: Bool
  /// How the keeper's key was split; left out for a whole key.
  let keeperShares: Shares?
  /// Until when the answers may be kept.
  let retentionEnds: Date
  /// Whether there are answers that should have been deleted by now.
  let retentionPassed: Bool
  /// Whether the answers came from a file; nobody could answer the wave here then, whatever its mode says.
  let imported: Bool
  /// Whether desk and box are on machines of their own.
  let rolesApart: Bool
  /// The series that the wave is part of, if any.
  let series: String?
  let codesPrinted: Int?
  /// What people compare on letter, poster and page, in waves of mode 'pass'.
  let passKey: String?
  /// The public half of the key that signs the desk's minutes, in base64url, in waves of mode 'pass'.
  var deskKey: String?
  /// The public half of the key that signs receipts and the list of counted ones, in base64url.
  var receiptKey: String?
  /// The public half of the key that signs ledger entries, in base64url.
  var ledgerKey: String?
  /// While the wave is open: rounded down to 5 and refreshed at most hourly; after unsealing: exact.
  var answers: Int?

  /// How a key was split, and which shares were proven.
  struct Shares: Encodable {
    let count, needed: Int
    let proven: [Int]

    var missing: [Int] { (1...count).filter { !proven.contains($0) } }
  }

  init(_ record: WaveRecord, at now: Date, answers: Int? = nil) {
    let served = record.served
    wave = served.id
    survey = "\(served.survey.id)@\(served.survey.version)"
    mode = served.mode.rawValue
    stage = record.stage(at: now).rawValue
    opens = served.opens
    closes = served.closes
    languages = served.languages.map(\.rawValue)
    minimumGroup = served.survey.privacy.minimumGroup
    keeperProven = served.keeperProven
    keeperShares = served.keeperSharing.map {
      Shares(count: $0.count, needed: $0.needed, proven: served.sharesProven)
    }
    retentionEnds = record.retentionEnds
    retentionPassed = record.isPastRetention(at: now)
    imported = record.isImported
    rolesApart = record.isApart
    series = record.series
    passKey = served.passKey?.printedFingerprint
    codesPrinted = served.mode == .code ? record.codesPrinted : nil
    self.answers = record.isDeleted ? nil : record.respondents ?? answers
  }

  /// Who could answer, in a word.
  var modeWord: String { imported ? "–" : mode }

  private var keeperWords: String {
    if imported { return "none: the answers came from a file" }
    if let keeperShares {
      let split = "\(keeperShares.count) shares, any \(keeperShares.needed) of them unseal; "
      if keeperProven { return split + "all proven" }
      let missing = keeperShares.missing.map(String.init).joined(separator: ", ")
      return split + "not proven: \(missing). Run 'survey-cli wave prove \(wave) --key FILE --key FILE'"
    }
    return keeperProven ? "proven" : "not proven: run 'survey-cli wave prove \(wave) --key FILE'"
  }

  /// The lines of `wave status`.
  var lines: [String] {
    var lines = [
      "wave          \(wave)", "survey        \(survey)", "mode          \(modeWord)", "stage         \(stage)",
      "opens         \(WaveDate.words(opens))", "closes        \(WaveDate.words(closes))",
      "languages     \(languages.joined(separator: ", "))", "minimum group \(minimumGroup)",
      "keeper        \(keeperWords)",
    ]
    if let series { lines.append("series        \(series)") }
    if rolesApart { lines.append("roles         desk and box on machines of their own") }
    if let passKey { lines.append("pass key      \(passKey)") }
    if let deskKey { lines.append("desk key      \(deskKey)") }
    if stage != WaveRecord.Stage.deleted.rawValue {
      lines.append(
        "kept until    \(WaveDate.words(retentionEnds))"
          + (retentionPassed ? ": passed, run 'survey-cli wave delete \(wave) --certificate FILE'" : ""))
    }
    if let receiptKey { lines.append("receipt key   \(receiptKey)") }
    if let ledgerKey { lines.append("ledger key    \(ledgerKey)") }
    if let codesPrinted { lines.append("codes printed \(codesPrinted)") }
    if let answers {
      lines.append(
        stage == WaveRecord.Stage.unsealed.rawValue || imported
          ? "answers       \(answers)" : "answers       at least \(answers) (rounded down to 5, refreshed hourly)")
    }
    return lines
  }
}

struct WaveListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the waves of a workspace.")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let now = Date()
    let waves = try workspace.open().openResults().waves().map { WaveDescription($0, at: now) }
    if output.json { return try printJSON(waves) }
    if waves.isEmpty { return print("No waves yet. Open one with 'survey-cli wave open'.") }
    for wave in waves {
      print(
        "\(wave.wave)  \(wave.survey)  \(wave.modeWord)  \(wave.stage)  \(WaveDate.words(wave.opens)) – \(WaveDate.words(wave.closes))"
          + (wave.series.map { "  series \($0)" } ?? "") + (wave.retentionPassed ? "  retention passed: delete it" : "")
      )
    }
  }
}

struct WaveStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "status", abstract: "Show where a wave stands.")

  @Argument(help: "The wave.")
  var wave: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let workspace = try workspace.open()
    let record = try workspace.openResults().wave(wave)
    let now = Date()
    let answers: Int? =
      switch record.stage(at: now) {
      case .open, .closed: record.isApart ? nil : try workspace.lifecycle().shownCount(of: wave)
      case .unproven, .planned, .unsealed, .imported, .deleted: nil
      }
    var description = WaveDescription(record, at: now, answers: answers)
    description.receiptKey = Base64URL.encode(try workspace.receiptSigner().publicKey)
    description.ledgerKey = Base64URL.encode(try workspace.ledgerKey().publicKey)
    if record.served.mode == .pass {
      description.deskKey = Base64URL.encode(try workspace.deskKeys.deskKey().publicKey)
    }
    if output.json { return try printJSON(description) }
    print(description.lines.joined(separator: "\n"))
  }
}
