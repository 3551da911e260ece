import Foundation
import SurveyCore
import SurveyStore

/// Where letters are written: a folder with a page per person and a list, or one file to print. Only the owner can read them.
enum LetterFolder {
  /// Refuses a folder that holds letters already.
  static func check(_ path: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard names.isEmpty else {
      throw Failure.badInput("error: \(path) isn't empty. Choose another folder, so that no letter is mixed up.")
    }
  }

  /// Refuses a file that exists.
  static func check(file path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Failure.badInput("error: \(path) exists. Choose another name, so that no letter is mixed up.")
    }
  }

  /// Writes `0001.html`, … and `letters.csv`.
  static func write(_ letters: [Letter], to path: String) throws {
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let digits = max(4, String(letters.count).count)
    var lines = ["identifier,language,url"]
    for (index, letter) in letters.enumerated() {
      let number = String(index + 1)
      let name = String(repeating: "0", count: digits - number.count) + number
      try SecretFile.write(Data(letter.html().utf8), to: folder.appending(path: "\(name).html"))
      let person = letter.invited.person
      lines.append(
        [person.identifier, person.language.rawValue, letter.url].map(CSVField.text).joined(separator: ","))
    }
    try SecretFile.write(
      Data(lines.map { $0 + "\r\n" }.joined().utf8), to: folder.appending(path: "letters.csv"))
  }

  /// Writes all letters into one file, each on a page of its own.
  static func print(_ letters: [Letter], to path: String) throws {
    guard let first = letters.first else { return }
    let body = try letters.map { try $0.body() }.joined(separator: "\n")
    let document = Letter.document(language: first.invited.person.language, title: first.title, body: body)
    try SecretFile.write(Data(document.utf8), to: URL(filePath: path))
  }
}
