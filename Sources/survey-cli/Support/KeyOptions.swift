import ArgumentParser
import SurveyCore

/// The files of the holders that take part.
struct KeyOptions: ParsableArguments {
  @Option(
    name: .customLong("key"),
    help: ArgumentHelp("A keeper's file; of a split key, give the option once for each share.", valueName: "FILE"))
  var keys: [String] = []

  @Option(help: ArgumentHelp("The passphrase of a locked file; give the option once for each.", valueName: "FILE"))
  var passphraseFile: [String] = []

  func validate() throws {
    if keys.isEmpty { throw ValidationError("Missing expected argument '--key <FILE>'") }
  }

  /// Puts the key together.
  func read() throws -> PresentedKey {
    try KeeperFiles.read(keys, passphrases: try passphraseFile.map(KeeperFiles.passphrase))
  }
}
