import SurveyCore

/// A sheet of paper slips, one code each, in the wave's languages.
struct CodeSheet {
  let wave: ServedWave
  let configuration: WorkspaceConfiguration
  let codes: [String]

  /// A page to print and cut.
  var html: String {
    let language = wave.languages.first ?? .nl
    let slips = codes.map { code in
      let titles = wave.languages.map { "<p lang=\"\($0.rawValue)\">\(escape(wave.survey.title[$0]))</p>" }.joined()
      let address = configuration.addresses.box.map { "<p>\(escape($0))/\(language.rawValue)/w/\(wave.id)</p>" } ?? ""
      return "<li>\(titles)<p><code>\(code)</code></p>\(address)</li>"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(escape(wave.survey.title[language]))</title>
      <style>
      ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
      li { border: 1px dashed #555; padding: 6mm; break-inside: avoid; font: 11pt sans-serif; }
      p { margin: 0 0 2mm; }
      code { font: bold 15pt monospace; }
      </style>
      </head>
      <body>
      <h1>\(escape(wave.survey.title[language]))</h1>
      <ul>
      \(slips.joined(separator: "\n"))
      </ul>
      </body>
      </html>

      """
  }

  private func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }
}
