import GRDB

/// Why something could not be stored or read, in words that say what to do.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file was written by a newer version.
  case newerVersion(file: String)
  /// SQLite didn't take `synchronous = FULL`.
  case notDurable(file: String)
  /// The disk is full or can't be written; nothing of what was asked for was kept.
  case notWritten(file: String)
  /// There is no workspace in the folder.
  case noWorkspace(path: String)
  /// There is a workspace already.
  case workspaceExists(path: String)
  /// A file that the workspace needs is missing or unusable.
  case unusableFile(path: String, why: String)
  /// There is no such wave.
  case unknownWave(String, known: [String])
  /// The wave exists already.
  case waveExists(String)
  /// What was asked for doesn't fit the state of the wave.
  case wrongState(wave: String, why: String)
  /// A wave can't be opened like this.
  case cannotOpen([OpeningProblem])
  /// A file can't become a wave.
  case cannotImport([String])
  /// The key is not the one that the wave was sealed to.
  case wrongKey(wave: String)
  /// The key was split in another way than the wave's, or only one of the two was split.
  case otherSharing(wave: String, split: Bool)
  /// The counts of the box don't agree; nothing was unsealed.
  case countsDiffer(wave: String, why: String)
  /// A sealed record can't be opened or is damaged; nothing was unsealed.
  case damagedRecord(wave: String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .newerVersion(let file):
      "\(file) was written by a newer version of this program. Update the program; nothing was changed."
    case .notDurable(let file):
      "\(file) can't be written durably (synchronous = FULL was refused). Check the file system; nothing was changed."
    case .notWritten(let file):
      "\(file) can't be written: the disk is full or read-only. Make room and repeat the command; nothing is lost."
    case .noWorkspace(let path):
      "There is no workspace in \(path). Make one with 'survey-cli init DIR', or name it with --workspace DIR."
    case .workspaceExists(let path):
      "There is a workspace in \(path) already. Choose another folder; nothing was changed."
    case .unusableFile(let path, let why): "\(path) can't be used: \(why)"
    case .unknownWave(let wave, let known):
      "There is no wave '\(wave)'. "
        + (known.isEmpty
          ? "Open one with 'survey-cli wave open'." : "Waves of this workspace: \(known.joined(separator: ", ")).")
    case .waveExists(let wave):
      "There is a wave '\(wave)' already, and its survey, mode, dates, minimum groups and keepers can't change any more. Choose another name; nothing was changed."
    case .wrongState(let wave, let why): "Wave '\(wave)': \(why)"
    case .cannotOpen(let reasons):
      "The wave can't be opened:\n" + reasons.map { "- \($0.text)" }.joined(separator: "\n")
    case .cannotImport(let reasons):
      "The file can't be imported:\n" + reasons.map { "- \($0)" }.joined(separator: "\n")
    case .wrongKey(let wave):
      "This key is not the one that wave '\(wave)' was sealed to. Give the keeper's file of this wave; nothing was changed."
    case .otherSharing(let wave, true):
      "Wave '\(wave)' was opened with a split key. Give files of that splitting, made together with the public half that it was opened with; nothing was changed."
    case .otherSharing(let wave, false):
      "Wave '\(wave)' was opened with a whole key, and these are shares. Open a wave under another name with the .pub file that was made with the shares; nothing was changed."
    case .countsDiffer(let wave, let why): "Wave '\(wave)' was not unsealed, because its counts differ: \(why)"
    case .damagedRecord(let wave):
      "Wave '\(wave)' was not unsealed: a sealed record was changed or damaged. Compare the box with a backup; nothing was changed."
    }
  }
}

extension StoreError {
  /// What SQLite's refusal means to whoever runs a command.
  init(_ error: DatabaseError, file: String) {
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY: self = .notWritten(file: file)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self = .unusableFile(path: file, why: "it is damaged. Restore it from a backup; nothing was changed.")
    case .SQLITE_CANTOPEN:
      self = .unusableFile(path: file, why: "it can't be opened. Check that the folder exists and its permissions.")
    case .SQLITE_BUSY:
      self = .unusableFile(path: file, why: "another program holds it. Try again in a moment; nothing was changed.")
    default: self = .unusableFile(path: file, why: "SQLite refuses it (\(error.resultCode)). Nothing was changed.")
    }
  }
}
