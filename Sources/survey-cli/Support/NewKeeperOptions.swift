import ArgumentParser
import SurveyCore

/// How a new key is written: whole or split, in the clear or locked.
struct NewKeeperOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Split the key into shares for so many keepers (FILE.1 … FILE.N).", valueName: "N"))
  var keepers: Int?

  @Option(help: ArgumentHelp("How many of the shares are needed together.", valueName: "M"))
  var needed: Int?

  @Option(
    help: ArgumentHelp(
      "Lock what is written with the passphrase in this file; with shares, give one for all or one for each.",
      valueName: "FILE"))
  var passphraseFile: [String] = []

  /// Whether any of the options was given.
  var isGiven: Bool { keepers != nil || needed != nil || !passphraseFile.isEmpty }

  func validate() throws {
    guard (keepers == nil) == (needed == nil) else {
      throw ValidationError("Give --keepers N and --needed M together, or neither.")
    }
    if let keepers, let needed, !(2...255).contains(keepers) || !(2...keepers).contains(needed) {
      throw ValidationError(
        "--keepers must be between 2 and 255, and --needed between 2 and --keepers: with one needed, every share would be the key."
      )
    }
    guard [0, 1, keepers ?? 1].contains(passphraseFile.count) else {
      throw ValidationError("Give one --passphrase-file for all shares, or one for each of the \(keepers ?? 1).")
    }
  }

  /// Makes a key.
  func make() throws -> NewKeeper {
    NewKeeper(
      key: KeeperKey(),
      sharing: keepers.flatMap { keepers in needed.flatMap { KeySharing(count: keepers, needed: $0) } },
      passphrases: try passphraseFile.map(KeeperFiles.passphrase))
  }
}
