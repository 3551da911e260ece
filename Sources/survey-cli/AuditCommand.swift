import ArgumentParser
import Foundation
import SurveyAudit
import SurveyCore
import SurveyStore

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Attack what was published, and what is kept of answers.",
    subcommands: [AuditDisclosureCommand.self, AuditAnonymityCommand.self])
}

struct AuditDisclosureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclosure", abstract: "Attack everything ever published of a wave, as an outsider would.",
    discussion: """
      Reads the releases in the ledger and the wave's answers, rebuilds every group, checks the printed numbers, and combines all shown
      groups. Exit status: 0 nothing found, 1 something found. The findings tell about small groups: keep them in the office.
      """)

  @Option(help: "The wave (default: every unsealed wave).")
  var wave: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let results = try workspace.open().openResults()
    let waves =
      try wave.map { [try results.wave($0)] } ?? results.waves().filter { $0.respondents != nil && !$0.isDeleted }
    let entries = try results.ledger().filter { $0.kind == "release" }
    let documents = try entries.flatMap { entry in
      do throws(ReleaseDocument.Unreadable) { return try ReleaseDocument.all(in: entry.body) } catch {
        throw Failure.failed("error: Ledger entry \(entry.sequence) can't be audited: \(error)")
      }
    }
    var audits: [AuditDescription] = []
    for record in waves {
      let id = record.served.id
      let audit = ReleaseAudit(responses: try results.responses(of: id)).audit(documents.filter { $0.wave == id })
      audits.append(AuditDescription(wave: id, audit))
    }
    if output.json {
      try printJSON(audits)
    } else if audits.isEmpty {
      print("No wave is unsealed, so nothing was published.")
    } else {
      print(audits.map(\.text).joined(separator: "\n\n"))
    }
    if audits.contains(where: { !$0.findings.isEmpty }) {
      throw Failure.failed("Published numbers tell more than they may, or aren't what the answers give.")
    }
  }
}

/// The audit of a wave as the command prints it.
private struct AuditDescription: Encodable {
  /// A finding.
  struct Finding: Encodable {
    let kind, variable, sentence: String
    let groups: [[String: String]]
    let people: Int
  }

  let wave: String
  let releases, variables, groups: Int
  let exhaustive: Bool
  let missChance: Double
  let findings: [Finding]
  private let sentences: [String]

  private enum CodingKeys: CodingKey {
    case wave, releases, variables, groups, exhaustive, missChance, findings
  }

  init(wave: String, _ audit: WaveAudit) {
    self.wave = wave
    releases = audit.releases
    variables = audit.variables
    groups = audit.groups
    exhaustive = audit.isExhaustive
    missChance = audit.missChance
    findings = audit.findings.map {
      Finding(
        kind: $0.kind.rawValue, variable: $0.variable, sentence: $0.sentence, groups: $0.groups.map(\.values),
        people: $0.people)
    }
    sentences = audit.sentences
  }

  var text: String {
    let search =
      exhaustive
      ? "every set of people below the minimum was tried"
      : "random, since there are too many small sets to try all; chance to miss one about \(missChance.formatted(.number.notation(.scientific).precision(.significantDigits(1))))"
    let lines = [
      "wave      \(wave)", "releases  \(releases)", "variables \(variables)", "groups    \(groups) tested",
      "search    \(search)",
      "findings  \(findings.isEmpty ? "none" : String(findings.count))",
    ]
    return (lines + sentences.map { "  - \($0)" }).joined(separator: "\n")
  }
}
