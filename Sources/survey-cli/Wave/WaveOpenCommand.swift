import ArgumentParser
import Crypto
import Foundation
import SurveyCore
import SurveyNotify
import SurveyStore

struct WaveOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Freeze a survey into a wave that opens and closes at its dates.",
    discussion: """
      Survey, minimum groups, unit tree, mode, dates and keeper can't change afterwards. The wave opens at --opens once the keeper's key is
      proven: at once with --keeper, by 'wave prove' with --keeper-public.
      """)

  @Argument(help: "The survey: a path, or an id of the workspace or among the shipped ones.")
  var survey: String

  @Option(help: "The wave's id: small letters, digits, dashes.")
  var name: String

  @Option(help: "Who may answer: pass (each person on a roster), code or open.")
  var mode: String

  @Option(help: ArgumentHelp("When it opens.", valueName: "DATE"))
  var opens: String

  @Option(help: ArgumentHelp("When it closes; a plain date includes that day.", valueName: "DATE"))
  var closes: String

  @Option(help: ArgumentHelp("Make a keeper's key, write it there, and prove it.", valueName: "FILE"))
  var keeper: String?

  @Option(help: ArgumentHelp("The public half of a key made elsewhere.", valueName: "FILE.pub"))
  var keeperPublic: String?

  @Option(
    help: ArgumentHelp(
      "The people of a wave of mode 'pass': identifier,email,language,unit.", valueName: "FILE.csv"))
  var roster: String?

  @Option(
    help: ArgumentHelp(
      "Prepare a series, such as quarterly:4: NAME-1 … NAME-4, each with keys of its own (FILE-1 … FILE-4).",
      valueName: "PERIOD:N"))
  var series: WaveSeries?

  @Option(
    help: ArgumentHelp(
      "Desk and box run on machines of their own: write a package for each into this folder.", valueName: "DIR"))
  var packages: String?

  @Option(help: ArgumentHelp("With --packages: print slips for people who can't make a pass.", valueName: "N"))
  var slips = 0

  @OptionGroup var newKeeper: NewKeeperOptions

  @Option(help: "The languages offered (default: those that survey and workspace share).", transform: parseLanguages)
  var languages: [Language] = []

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (keeper == nil) != (keeperPublic == nil) else {
      throw ValidationError("Give either --keeper FILE (a key is made) or --keeper-public FILE.pub (made elsewhere).")
    }
    if (mode == ParticipationMode.pass.rawValue) != (roster != nil) {
      throw ValidationError("--mode pass needs --roster FILE.csv, and the other modes have no roster.")
    }
    if keeper == nil, series != nil || packages != nil {
      throw ValidationError(
        "--series and --packages need --keeper FILE: a key is made for every wave and proven at once.")
    }
    if packages != nil, mode == ParticipationMode.code.rawValue {
      throw ValidationError("--packages goes with --mode pass and open: codes are drawn where the box is.")
    }
    if slips != 0, packages == nil || roster == nil || !(0...10_000).contains(slips) {
      throw ValidationError("--slips (at most 10,000) goes with --packages and --mode pass.")
    }
    if keeperPublic != nil, newKeeper.isGiven {
      throw ValidationError(
        "A key made elsewhere was split and locked when it was made. Leave out --keepers, --needed and --passphrase-file."
      )
    }
  }

  func run() throws {
    let workspace = try workspace.open()
    guard let mode = ParticipationMode(rawValue: mode) else {
      throw Failure.badInput(
        "error: --mode '\(mode)' can't be used. Choose pass (each person on a roster), code (a printed code each) or open (anyone with the address)."
      )
    }
    let (survey, text) = try DefinitionFiles(workspace: workspace.folder).survey(survey)
    let offered =
      languages.isEmpty ? survey.languages.filter(workspace.configuration.languages.contains) : languages
    let roster = try roster.map {
      try RosterLoader.roster(path: $0, languages: offered, organisation: workspace.organisation()?.tree)
    }
    let (opens, closes) = (try WaveDate.opening(opens), try WaveDate.closing(closes))
    let lifecycle = try workspace.lifecycle()
    let known = try workspace.openResults().waves()
    var planned: [Planned] = []
    for number in series?.numbers ?? 1...1 {
      let suffix = series == nil ? "" : "-\(number)"
      let made = keeper == nil ? nil : try newKeeper.make()
      var opening = WaveOpening(
        name: name + suffix, survey: survey, surveyText: text, mode: mode, languages: offered,
        opens: series?.date(opens, of: number) ?? opens, closes: series?.date(closes, of: number) ?? closes,
        keeper: try made?.publicHalf ?? KeeperFiles.readPublic(keeperPublic ?? ""))
      if series != nil { opening.series = name }
      if known.contains(where: { opening.isRepeated(by: $0) }) {
        Diagnostics.print("Wave '\(opening.name)' was opened before; going on with the rest of the series.")
        continue
      }
      // Everything is checked before anything is made.
      try lifecycle.check(opening, in: workspace)
      if let packages { try WavePackages(folder: packages, slips: slips).check(opening.name) }
      planned.append(Planned(opening: opening, made: made, keeper: keeper.map { $0 + suffix }))
    }
    for warning in try workspace.organisationWarnings() { Diagnostics.print(warning.description) }
    if languages.isEmpty, !planned.isEmpty { warn(of: survey, in: workspace) }
    for index in planned.indices { try open(&planned[index], roster: roster, in: workspace, lifecycle) }
    if output.json {
      let made = try planned.map { WaveDescription(try workspace.openResults().wave($0.opening.name), at: Date()) }
      if series == nil, let wave = made.first { return try printJSON(wave) }
      return try printJSON(made)
    }
    for wave in planned { tell(wave, in: workspace) }
  }

  /// A wave that is about to be opened.
  private struct Planned {
    let opening: WaveOpening
    /// The keeper's key, where it is made here, and where it is written.
    let made: NewKeeper?
    let keeper: String?
    /// The files of the key or of its shares.
    var files: [String] = []
  }

  private func open(
    _ wave: inout Planned, roster: Roster?, in workspace: Workspace, _ lifecycle: WaveLifecycle
  ) throws {
    if let made = wave.made, let keeper = wave.keeper { wave.files = try made.write(to: keeper) }
    // From the files, so that what was written is what is proven; of a split key, every share.
    let presented = try wave.made.map { try KeeperFiles.read(wave.files, passphrases: $0.passphrases) }
    if let packages, let presented {
      return try WavePackages(folder: packages, slips: slips).open(
        wave.opening, roster: roster, key: presented, in: workspace)
    }
    var opening = wave.opening
    if let roster { opening = try lifecycle.preparePasses(for: opening, roster: roster) }
    try lifecycle.open(opening, in: workspace)
    if let presented { try workspace.prove(opening.name, with: presented) }
  }

  /// Says which of the workspace's languages the survey doesn't have.
  private func warn(of survey: Survey, in workspace: Workspace) {
    let missing = workspace.configuration.languages.filter { !survey.languages.contains($0) }.map(\.rawValue)
    guard !missing.isEmpty else { return }
    Diagnostics.print(
      """
      warning: The survey has no texts in \(missing.joined(separator: ", ")): the wave is offered without. To have it translated first: \
      survey-cli texts export \(self.survey) FILE.csv. To choose the languages yourself, open it with --languages.
      """)
  }

  private func tell(_ wave: Planned, in workspace: Workspace) {
    let (opening, made, files) = (wave.opening, wave.made, wave.files)
    let (name, survey, keeper) = (opening.name, opening.survey, wave.keeper)
    print(
      """
      Opened wave '\(name)' of \(survey.id)@\(survey.version), mode \(mode), minimum group \(survey.privacy.minimumGroup).
      It is offered in: \(opening.languages.map(\.rawValue).joined(separator: ", ")).
      It takes answers from \(WaveDate.words(opening.opens)) to \(WaveDate.words(opening.closes)).
      """)
    if let keeper, let made {
      let folder = workspace.folder.standardized.path
      if URL(filePath: keeper).absoluteURL.standardized.path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") {
        Diagnostics.print(
          "warning: \(keeper) lies inside the workspace, beside the sealed answers. Move it out before anybody answers: "
            + "whoever has both can open the box.")
      }
      print(made.words(files) + " Losing \(made.sharing == nil ? "it" : "too many") loses the answers.")
    } else {
      print("Next, by the keeper: survey-cli wave prove \(name) --key FILE. The wave doesn't open before.")
    }
    if let packages { return print(WavePackages(folder: packages, slips: slips).advice(opening)) }
    switch opening.mode {
    case .pass: print("Then: survey-cli invite \(name) --letters DIR")
    case .code: print("Then: survey-cli codes \(name) --count N --html FILE")
    case .open: break
    }
  }
}

extension WaveOpening {
  /// Whether a wave is this one of a series, opened by a command that was interrupted later.
  fileprivate func isRepeated(by wave: WaveRecord) -> Bool {
    series != nil && wave.series == series && wave.served.id == name && wave.served.opens == opens
      && wave.served.closes == closes && wave.served.survey == survey && wave.served.mode == mode
  }
}

extension Workspace {
  /// Proves the keeper's key and tells subscribers that the wave opens.
  ///
  /// - Parameter lifecycle: The wave's life cycle, where its box isn't in the workspace.
  func prove(_ wave: String, with key: PresentedKey, lifecycle: WaveLifecycle? = nil) throws {
    let lifecycle = try lifecycle ?? self.lifecycle()
    let record = try openResults().wave(wave)
    let event = NotificationEvent.waveOpened(
      wave: wave, surveyTitle: record.served.survey.title, opens: record.served.opens, closes: record.served.closes,
      at: Date())
    try lifecycle.prove(wave, with: key, messages: messages(event, about: wave))
  }

  /// What subscribers are told when a wave closes.
  func closingMessages(of wave: String) -> [OutboxMessage] {
    messages(.waveClosed(wave: wave, at: Date()), about: wave)
  }

  /// One message per subscription that wants the event.
  ///
  /// - Parameter subject: What the event is about, such as the wave or the ledger head: the same event about the same subject has the same
  ///   message id, so that repeating a command tells nobody twice.
  func messages(_ event: NotificationEvent, about subject: String) -> [OutboxMessage] {
    configuration.subscriptions.compactMap { subscription in
      let name = [event.type.rawValue, subject, subscription.name].joined(separator: "\n")
      let digest = SHA256.hash(data: Data(name.utf8)).prefix(16)
      return event.message(for: subscription, id: "msg_" + Crockford.encode(digest))
    }
  }
}
