extension String {
  /// The text as it stands in HTML, in an element or in a quoted attribute.
  var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }

  /// The path behind an address that may end with a slash.
  func addressed(_ path: String) -> String {
    (hasSuffix("/") ? String(dropLast()) : self) + path
  }
}
