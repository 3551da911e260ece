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

  @Option(help: "Who may answer: code or open.")
  var mode: String

  @Option(help: ArgumentHelp("When it opens.", valueName: "DATE"))
  var opens: String

  @Option(help: ArgumentHelp("When it closes; a plain date includes that day.", valueName: "DATE"))
  var closes: String

  @Option(help: ArgumentHelp("Make a keeper's key, write it there, and prove it.", valueName: "FILE"))
  var keeper: String?

  @Option(help: ArgumentHelp("The public half of a key made elsewhere.", valueName: "FILE.pub"))
  var keeperPublic: String?

  @OptionGroup var newKeeper: NewKeeperOptions

  @Option(help: "The languages offered (default: those that survey and workspace share).", transform: parseLanguages)
  var languages: [Language] = []

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (keeper == nil) != (keeperPublic == nil) else {
      throw ValidationError("Give either --keeper FILE (a key is made) or --keeper-public FILE.pub (made elsewhere).")
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
        "error: --mode '\(mode)' can't be used. This version has code (a printed code each) and open (anyone with the address)."
      )
    }
    let (survey, text) = try DefinitionFiles(workspace: workspace.folder).survey(survey)
    let made = keeper == nil ? nil : try newKeeper.make()
    let publicHalf = try made?.publicHalf ?? KeeperFiles.readPublic(keeperPublic ?? "")
    let offered =
      languages.isEmpty ? survey.languages.filter(workspace.configuration.languages.contains) : languages
    let opening = WaveOpening(
      name: name, survey: survey, surveyText: text, mode: mode, languages: offered,
      opens: try WaveDate.opening(opens), closes: try WaveDate.closing(closes), keeper: publicHalf)
    let lifecycle = try workspace.lifecycle()
    try lifecycle.check(opening, in: workspace)
    let files = try keeper.flatMap { try made?.write(to: $0) } ?? []
    try lifecycle.open(opening, in: workspace)
    if let made {
      // From the files, so that what was written is what is proven; of a split key, every share.
      try workspace.prove(name, with: try KeeperFiles.read(files, passphrases: made.passphrases))
    }
    if output.json { return try printJSON(WaveDescription(try workspace.openResults().wave(name), at: Date())) }
    print(
      """
      Opened wave '\(name)' of \(survey.id)@\(survey.version), mode \(mode.rawValue), minimum group \(survey.privacy.minimumGroup).
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
    if mode == .code { print("Then: survey-cli codes \(name) --count N --html FILE") }
  }
}

extension Workspace {
  /// Proves the keeper's key and tells subscribers that the wave opens.
  func prove(_ wave: String, with key: PresentedKey) throws {
    let lifecycle = try lifecycle()
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
