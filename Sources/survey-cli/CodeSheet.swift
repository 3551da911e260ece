import Foundation
import SurveyCore

/// A sheet of paper slips, one code each, that say in each of the wave's languages where to go and what to do.
struct CodeSheet {
  let wave: String
  let title: LocalizedText
  let languages: [Language]
  let closes: Date
  let configuration: WorkspaceConfiguration
  let codes: [String]

  /// The words of a slip in one language.
  private struct Words {
    let goTo: String
    let typeCode: String
    let until: String
    let noName: String
  }

  private static let words: [Language: Words] = [
    .nl: Words(
      goTo: "Surf naar", typeCode: "Typ deze code:", until: "Tot en met",
      noName:
        "Op dit strookje staat geen naam. De code telt één keer. Hij bevat geen letters O, I of L: dat zijn de cijfers 0 en 1."
    ),
    .fr: Words(
      goTo: "Allez sur", typeCode: "Tapez ce code :", until: "Jusqu’au",
      noName:
        "Ce billet ne porte aucun nom. Le code compte une fois. Il n’a pas de lettre O, I ou L : ce sont les chiffres 0 et 1."
    ),
    .de: Words(
      goTo: "Gehen Sie zu", typeCode: "Geben Sie diesen Code ein:", until: "Bis einschließlich",
      noName:
        "Auf diesem Zettel steht kein Name. Der Code zählt einmal. Er enthält kein O, I oder L: Das sind die Ziffern 0 und 1."
    ),
    .en: Words(
      goTo: "Go to", typeCode: "Type this code:", until: "Until",
      noName:
        "There is no name on this slip. The code counts once. It has no letters O, I or L: those are the digits 0 and 1."
    ),
  ]

  /// A page to print and cut.
  func html() throws -> String {
    let first = languages.first ?? .nl
    return """
      <!DOCTYPE html>
      <html lang="\(first.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(title[first].escapedForHTML)</title>
      <style>
      ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
      li { border: 1px dashed #555; padding: 5mm; break-inside: avoid; font: 9pt sans-serif; }
      p { margin: 0 0 1.5mm; }
      .title { font-weight: bold; font-size: 11pt; }
      code { font: bold 15pt monospace; }
      .qr { float: right; width: 24mm; height: 24mm; margin: 0 0 2mm 3mm; }
      </style>
      </head>
      <body>
      <ul>
      \(try codes.map(slip).joined(separator: "\n"))
      </ul>
      </body>
      </html>

      """
  }

  private func slip(_ code: String) throws -> String {
    let texts = languages.compactMap { language -> String? in
      guard let words = Self.words[language] else { return nil }
      let organisation = configuration.organisationName[language]
      let address = configuration.addresses.box.map { box in
        "<p>\(words.goTo.escapedForHTML) <b>\(page(of: box, language).escapedForHTML)</b></p>"
      }
      return """
        <div lang="\(language.rawValue)">
        <p class="title">\(title[language].escapedForHTML) – \(organisation.escapedForHTML)</p>
        \(address ?? "")
        <p>\(words.typeCode.escapedForHTML) \(words.until.escapedForHTML) \(lastDay(in: language).escapedForHTML).</p>
        <p>\(words.noName.escapedForHTML)</p>
        </div>
        """
    }
    return "<li>\(try qrCode(code))<p><code>\(code)</code></p>\n\(texts.joined(separator: "\n"))</li>"
  }

  /// The code to scan: the page on which the survey begins, with the slip's code behind `#`, which browsers don't send; the code alone
  /// where the workspace names no address.
  private func qrCode(_ code: String) throws -> String {
    let text = configuration.addresses.box.map { box in
      "\(page(of: box, languages.first ?? .nl))#c=\(code.filter { $0 != "-" })"
    }
    return try QRCode(text ?? code).svg(title: code)
  }

  private func page(of box: String, _ language: Language) -> String {
    box.addressed("/\(language.rawValue)/w/\(wave)")
  }

  /// The last day on which people can answer.
  private func lastDay(in language: Language) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: language.rawValue)
    formatter.dateStyle = .long
    return formatter.string(from: closes.addingTimeInterval(-1))
  }
}
