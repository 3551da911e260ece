import Foundation
import SurveyCore

/// A sheet of paper slips, one code each, that say in each of the wave's languages where to go and what to do.
struct CodeSheet {
  let wave: ServedWave
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
  var html: String {
    let first = wave.languages.first ?? .nl
    return """
      <!DOCTYPE html>
      <html lang="\(first.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(escape(wave.survey.title[first]))</title>
      <style>
      ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
      li { border: 1px dashed #555; padding: 5mm; break-inside: avoid; font: 9pt sans-serif; }
      p { margin: 0 0 1.5mm; }
      .title { font-weight: bold; font-size: 11pt; }
      code { font: bold 15pt monospace; }
      </style>
      </head>
      <body>
      <ul>
      \(codes.map(slip).joined(separator: "\n"))
      </ul>
      </body>
      </html>

      """
  }

  private func slip(_ code: String) -> String {
    let texts = wave.languages.compactMap { language -> String? in
      guard let words = Self.words[language] else { return nil }
      let organisation = configuration.organisationName[language]
      let address = configuration.addresses.box.map { box in
        let url = "\(box.hasSuffix("/") ? String(box.dropLast()) : box)/\(language.rawValue)/w/\(wave.id)"
        return "<p>\(escape(words.goTo)) <b>\(escape(url))</b></p>"
      }
      return """
        <div lang="\(language.rawValue)">
        <p class="title">\(escape(wave.survey.title[language])) – \(escape(organisation))</p>
        \(address ?? "")
        <p>\(escape(words.typeCode)) \(escape(words.until)) \(escape(lastDay(in: language))).</p>
        <p>\(escape(words.noName))</p>
        </div>
        """
    }
    return "<li><p><code>\(code)</code></p>\n\(texts.joined(separator: "\n"))</li>"
  }

  /// The last day on which people can answer.
  private func lastDay(in language: Language) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: language.rawValue)
    formatter.dateStyle = .long
    return formatter.string(from: wave.closes.addingTimeInterval(-1))
  }

  private func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }
}
