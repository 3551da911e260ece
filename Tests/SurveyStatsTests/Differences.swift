import Foundation
import Synchronization

/// Notes how far every number lies from its reference, for the table of docs/statistics.md; off unless `SURVEY_DIFFERENCES` names a file.
enum Differences {
  private static let file: Mutex<FileHandle>? = {
    guard let path = ProcessInfo.processInfo.environment["SURVEY_DIFFERENCES"] else { return nil }
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path).map { Mutex($0) }
  }()

  /// Notes a comparison as a line of fields with tabs between: file, function, number, reference and both tolerances.
  static func note(
    _ number: Double, _ reference: Double, relative: Double, absolute: Double, file: String, function: String
  ) {
    let line = "\(file)\t\(function)\t\(number)\t\(reference)\t\(relative)\t\(absolute)\n"
    Self.file?.withLock { $0.write(Data(line.utf8)) }
  }
}

/// Whether a number agrees with its reference: relatively, and absolutely where the reference is all but 0.
func agrees(
  _ number: Double, _ reference: Double, relative: Double = 1e-10, absolute: Double = 1e-13, file: String = #fileID,
  function: String = #function
) -> Bool {
  Differences.note(number, reference, relative: relative, absolute: absolute, file: file, function: function)
  return abs(number - reference) <= max(absolute, relative * abs(reference))
}

/// Whether numbers agree with as many references, one by one.
func agree(
  _ numbers: [Double], _ references: [Double], relative: Double = 1e-10, absolute: Double = 1e-13,
  file: String = #fileID, function: String = #function
) -> Bool {
  guard numbers.count == references.count else { return false }
  return zip(numbers, references).allSatisfy {
    agrees($0, $1, relative: relative, absolute: absolute, file: file, function: function)
  }
}
