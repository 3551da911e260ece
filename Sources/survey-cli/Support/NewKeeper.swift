import Foundation
import SurveyCore
import SurveyStore

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
