import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct KeeperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keeper", abstract: "Make the key that unseals a wave.", subcommands: [Make.self])

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a keeper's key on the keeper's own machine.",
      discussion: """
        Writes FILE (the key, for the keeper only) and FILE.pub (its public half, for 'wave open --keeper-public').
        Make one key per wave. Whoever loses it loses the answers.
        """)

    @Option(help: ArgumentHelp("Where the key is written.", valueName: "FILE"))
    var out: String

    func run() throws {
      try KeeperFiles.write(KeeperKey(), to: out)
      print(
        """
        Wrote \(out) (the key: keep it safe and private) and \(out).pub (its public half).
        Losing the key loses the answers. Destroy it after unsealing.
        """)
    }
  }
}

/// Reading and writing keepers' files.
enum KeeperFiles {
  /// Writes a key and its public half; neither may exist.
  static func write(_ key: KeeperKey, to path: String) throws {
    try SecretFile.write(Data(key.fileText.utf8), to: URL(filePath: path))
    try SecretFile.write(Data(key.publicFileText.utf8), to: URL(filePath: path + ".pub"))
  }

  /// Reads a key.
  static func read(_ path: String) throws -> KeeperKey {
    try KeeperKey(fileText: text(path))
  }

  /// Reads a public half.
  static func readPublic(_ path: String) throws -> Data {
    try KeeperKey.publicKey(fileText: text(path))
  }

  private static func text(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure.badInput("error: The keeper's file \(path) can't be read. Check the name and its permissions.")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
