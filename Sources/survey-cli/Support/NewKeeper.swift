import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

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

/// A key that was made and isn't written yet.
struct NewKeeper {
  let key: KeeperKey
  let sharing: KeySharing?
  let passphrases: [String]

  /// What the operator gets.
  var publicHalf: KeeperPublic { KeeperPublic(key: key.publicKey, sharing: sharing) }

  /// Writes the key or its shares, and the public half; none of the files may exist.
  ///
  /// - Returns: The files with the key or its shares.
  func write(to path: String) throws -> [String] {
    let secrets = sharing.map { key.shares($0).map(KeeperSecret.share) } ?? [.key(key)]
    let paths = sharing == nil ? [path] : secrets.indices.map { "\(path).\($0 + 1)" }
    for file in paths + ["\(path).pub"] where FileManager.default.fileExists(atPath: file) {
      throw StoreError.unusableFile(
        path: file, why: "there is a file of that name already. Keys are never overwritten: choose another name.")
    }
    let texts = try secrets.enumerated().map { index, secret in
      guard !passphrases.isEmpty else { return secret.fileText }
      return try LockedKeeper(secret, passphrase: passphrases[passphrases.count == 1 ? 0 : index]).fileText
    }
    for (file, text) in zip(paths, texts) { try SecretFile.write(Data(text.utf8), to: URL(filePath: file)) }
    try SecretFile.write(Data(publicHalf.fileText.utf8), to: URL(filePath: "\(path).pub"))
    return paths
  }

  /// What to do with the files.
  func words(_ paths: [String]) -> String {
    guard let sharing else {
      return "The keeper's key is in \(paths[0]): move it to the keeper, and keep a copy apart."
    }
    return
      "The shares are in \(paths.joined(separator: ", ")): give each to another keeper, and leave none here. "
      + "Any \(sharing.needed) of them unseal."
  }
}

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
