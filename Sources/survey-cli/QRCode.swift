import CQRencode

/// A QR code (ISO/IEC 18004) as black and white modules, made by libqrencode.
struct QRCode {
  /// How many modules a side has.
  let side: Int
  private let modules: [Bool]

  /// Encodes a text with medium error correction (15 % of the code may be unreadable).
  ///
  /// - Throws: ``Failure`` where the text is too long for a QR code.
  init(_ text: String) throws {
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
      throw Failure.badInput("error: A text of \(text.utf8.count) bytes doesn't fit in a QR code. Shorten 'addresses'.")
    }
    defer { QRcode_free(code) }
    side = Int(code.pointee.width)
    // The lowest bit of a module says whether it is black.
    modules = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// The code as SVG with the white margin of four modules that readers need.
  ///
  /// - Parameter title: What somebody hears who can't see the code.
  func svg(title: String) -> String {
    var path = ""
    for row in 0..<side {
      var column = 0
      while column < side {
        guard modules[row * side + column] else {
          column += 1
          continue
        }
        let start = column
        while column < side, modules[row * side + column] { column += 1 }
        path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
      }
    }
    return """
      <svg class="qr" role="img" viewBox="0 0 \(side + 8) \(side + 8)" xmlns="http://www.w3.org/2000/svg" shape-rendering="crispEdges">\
      <title>\(title)</title><rect width="\(side + 8)" height="\(side + 8)" fill="#fff"/><path d="\(path)"/></svg>
      """
  }
}
