extension CSVReader {
  /// What spreadsheets write instead of commas and UTF-8.
  enum ForeignFormat {
    case semicolons, tabs, utf16

    /// The rule, what is wrong and what to do.
    var words: (code: String, message: String, advice: String) {
      switch self {
      case .semicolons:
        (
          "csv.semicolons", "The fields are separated by semicolons.",
          "Save the file with commas (CSV UTF-8, comma delimited)."
        )
      case .tabs:
        ("csv.tabs", "The fields are separated by tabs.", "Save the file with commas (CSV UTF-8, comma delimited).")
      case .utf16:
        ("csv.encoding", "The file is UTF-16, not UTF-8.", "Save the file as CSV UTF-8, comma delimited.")
      }
    }

    /// The format that has this byte where a comma is expected; nil for other bytes.
    init?(separator: UInt8) {
      switch separator {
      case UInt8(ascii: ";"): self = .semicolons
      case UInt8(ascii: "\t"): self = .tabs
      default: return nil
      }
    }
  }
}

extension CSVReader.Row {
  /// What the header of a table was written with, if not with commas; nil where it has several fields, or one name.
  var foreignFormat: CSVReader.ForeignFormat? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(2).contains(0) {
      return .utf16
    }
    return count == 1 ? bytes.lazy.compactMap(CSVReader.ForeignFormat.init(separator:)).first : nil
  }
}
