import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Say what to do now, with dates.")

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  /// One thing to do or to wait for.
  private struct Step: Encodable {
    let wave: String?
    let date: Date?
    let what: String
    let command: String?
  }

  func run() throws {
    let workspace = try workspace.open()
    let results = try workspace.openResults()
    let waves = try results.waves()
    let reported = Set(try results.ledger().compactMap(Self.reportedWave))
    let now = Date()
    var steps: [Step] = []
    let unfilled = workspace.configuration.unfilled
    if !unfilled.isEmpty {
      steps.append(
        Step(
          wave: nil, date: nil,
          what: "Fill in workspace.yaml where it says '\(Placeholder.mark)': \(unfilled.joined(separator: ", ")).",
          command: "survey-cli validate workspace.yaml"))
    }
    if workspace.configuration.law == nil {
      steps.append(
        Step(
          wave: nil, date: nil, what: "Fill in the 'law' block of workspace.yaml: no wave opens without it.",
          command: nil))
    }
    if workspace.configuration.support.isEmpty {
      steps.append(
        Step(
          wave: nil, date: nil,
          what: "Name support contacts in workspace.yaml: surveys with sensitive items don't open without.",
          command: nil))
    }
    for contact in workspace.configuration.support where !contact.reach.contains(Placeholder.mark) {
      guard let date = contact.reviewBy else { continue }
      steps.append(Step(wave: nil, date: date, what: "Check the support contact '\(contact.reach)'.", command: nil))
    }
    if workspace.configuration.addresses.box == nil {
      steps.append(
        Step(
          wave: nil, date: nil, what: "Say in workspace.yaml where people answer (addresses: box); slips print it.",
          command: nil))
    }
    let organisation = try workspace.organisation()
    if organisation?.text == WorkspaceTemplate.organisation {
      steps.append(
        Step(wave: nil, date: nil, what: "Replace the sample in organisation.csv by your own units.", command: nil))
    }
    for warning in try workspace.organisationWarnings() {
      steps.append(Step(wave: nil, date: nil, what: warning.description, command: nil))
    }
    if waves.isEmpty {
      let definitions = DefinitionFiles(workspace: workspace.folder)
      let own = definitions.newestSurvey
      if let own, let survey = try? definitions.survey(own).survey {
        let problems = WaveOpening.unitProblems(of: survey, organisation: organisation?.tree)
        steps += problems.map { Step(wave: nil, date: nil, what: $0, command: nil) }
      }
      let survey = own ?? "inclusion-baseline"
      steps.append(
        Step(
          wave: nil, date: nil,
          what: own.map { "Look at your survey '\($0)' in the browser." }
            ?? "Choose a survey or write one, and look at it in the browser (Surveys/README.md shows how).",
          command: "survey-cli preview \(survey)"))
      steps.append(
        Step(
          wave: nil, date: nil, what: "Open a first wave.",
          command:
            "survey-cli wave open \(survey) --name WAVE --mode code --opens DATE --closes DATE --keeper FILE"))
    }
    steps += waves.flatMap { wave in
      self.steps(of: wave, isReported: reported.contains(wave.served.id), at: now)
    }
    steps.sort { ($0.date ?? .distantPast) < ($1.date ?? .distantPast) }
    if output.json { return try printJSON(steps) }
    if steps.isEmpty { return print("Nothing to do.") }
    for step in steps {
      let when = step.date.map { $0 <= now ? "now" : WaveDate.words($0) } ?? "now"
      print("\(when)  \(step.wave.map { "\($0): " } ?? "")\(step.what)")
      if let command = step.command { print("     \(command)") }
    }
  }

  /// The wave of which the ledger's entry released a report that shows something: one that a plan was written for, not what an
  /// analyst looked up.
  private static func reportedWave(of entry: LedgerEntry) -> String? {
    struct Release: Decodable {
      struct Cell: Decodable {
        struct Suppression: Decodable {}
        let suppressed: Suppression?
      }
      let plan: String?
      let wave: String
      let cells, indicators: [Cell]?

      var isNothingShown: Bool {
        let cells = (cells ?? []) + (indicators ?? [])
        return !cells.isEmpty && cells.allSatisfy { $0.suppressed != nil }
      }
    }
    guard entry.kind == "release", let release = try? JSONDecoder().decode(Release.self, from: Data(entry.body.utf8)),
      let plan = release.plan, !LookUp.allCases.contains(where: { $0.rawValue == plan }), !release.isNothingShown
    else { return nil }
    return release.wave
  }

  private func steps(of record: WaveRecord, isReported: Bool, at now: Date) -> [Step] {
    let wave = record.served.id
    func step(_ date: Date?, _ what: String, _ command: String? = nil) -> Step {
      Step(wave: wave, date: date, what: what, command: command)
    }
    switch record.stage(at: now) {
    case .unproven:
      let needed = record.served.keeperSharing?.needed ?? 1
      return [
        step(
          nil,
          needed == 1
            ? "The keeper must prove the key, or the wave doesn't open."
            : "The keepers must prove every share, \(needed) or more at a time, or the wave doesn't open.",
          "survey-cli wave prove \(wave)" + String(repeating: " --key FILE", count: needed))
      ]
    case .planned, .open:
      var steps: [Step] = []
      if record.served.mode == .code, record.codesPrinted == 0 {
        steps.append(step(nil, "Print codes.", "survey-cli codes \(wave) --count N --html FILE"))
      }
      if record.served.mode == .pass {
        steps.append(
          step(nil, "Hand out the letters, if you haven't yet.", "survey-cli invite \(wave) --letters DIR"))
      }
      steps.append(
        step(nil, "Keep the server running.", "survey-serve --workspace DIR"))
      if record.served.opens > now { steps.append(step(record.served.opens, "It opens by itself.")) }
      steps.append(
        step(record.served.closes, "It closes by itself; unseal it then.", "survey-cli wave unseal \(wave) --key FILE"))
      return steps
    case .closed:
      return [
        step(nil, "It is closed: unseal it with the keeper's key.", "survey-cli wave unseal \(wave) --key FILE"),
        step(
          nil, "Or, better, on the keeper's own machine; then run wave receive.",
          "survey-cli box export \(wave) --out FILE"),
      ] + (record.isPastRetention(at: now) ? [deletion(of: record, at: now)] : [])
    case .unsealed, .imported:
      var steps: [Step] = []
      if !isReported {
        steps.append(
          step(
            nil, "Report the results.",
            "survey-cli report leadership-summary --wave \(wave) --format html --out reports --publish"))
      }
      if !record.isBoxEmptied {
        steps.insert(
          step(
            nil, "The box isn't empty: unsealing was interrupted (repeat it), or the box is on another machine.",
            "survey-cli wave unseal \(wave) --key FILE, or: survey-cli wave receive RESULTS"), at: 0)
      }
      return steps + [deletion(of: record, at: now)]
    case .deleted:
      if record.isBoxEmptied { return [] }
      return [step(nil, "Deleting was interrupted: repeat it.", "survey-cli wave delete \(wave) --yes")]
    }
  }

  private func deletion(of record: WaveRecord, at now: Date) -> Step {
    let months = record.served.survey.privacy.retentionMonths
    return Step(
      wave: record.served.id, date: record.retentionEnds,
      what: record.isPastRetention(at: now)
        ? "The retention of \(months) months has passed: delete the answers."
        : "Delete the answers (retention \(months) months).",
      command: "survey-cli wave delete \(record.served.id) --certificate FILE")
  }
}
