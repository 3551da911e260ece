/// Writing fields of CSV (RFC 4180).
public enum CSVField {
  /// The text as a field, in quotes where it needs them: also for tabs and semicolons, at which some spreadsheets cut.
  public static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\r\n;\t".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
