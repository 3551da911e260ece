import Foundation
import SurveyCore
import SurveyStore

/// A letter to one person: the invitation, how to use it, and how to check what it promises. In the person's language.
struct Letter {
  let invited: InvitedPerson
  let wave: DeskWave
  let configuration: WorkspaceConfiguration
  /// The public address of the desk.
  let desk: String
  let isReminder: Bool

  private var language: Language { invited.person.language }

  /// The page on which the pass is made.
  private var page: String { desk.addressed("/\(language.rawValue)/w/\(wave.id)/pass") }

  /// The page with the invitation and the key's fingerprint behind `#`, which browsers don't send.
  var url: String { "\(page)#i=\(invited.invitation.characters)&k=\(wave.passKey.fingerprint)" }

  /// A page of its own.
  func html() throws -> String {
    Self.document(language: language, title: title, body: try body())
  }

  /// One document of many letters, each on a page of its own.
  static func document(language: Language, title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="referrer" content="no-referrer">
    <title>\(title.escapedForHTML)</title>
    <style>
    @page { size: A4; margin: 18mm; }
    body { font: 11pt/1.4 sans-serif; margin: 0; }
    article { break-after: page; max-width: 170mm; margin: 0 auto; }
    article:last-child { break-after: auto; }
    h1 { font-size: 18pt; margin: 4mm 0; }
    h2 { font-size: 12pt; margin: 5mm 0 1mm; }
    p, ol { margin: 0 0 2mm; }
    .to { text-align: right; }
    .code { font: bold 15pt monospace; }
    .key { font: 11pt monospace; }
    .part { display: flex; gap: 6mm; align-items: flex-start; break-inside: avoid; }
    .part > div { flex: 1; }
    .qr { width: 38mm; height: 38mm; flex: none; }
    .address { overflow-wrap: anywhere; }
    </style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }

  /// What the letter is called: nothing about the person, as a browser may remember it.
  var title: String { "\(wave.title[language]) – \(configuration.organisationName[language])" }

  /// The letter without its frame.
  func body() throws -> String {
    let words = LetterWords.words(language)
    let dates = DateFormat(language: language, timeZone: .current)
    // A closing date at midnight includes the day before.
    let closes = dates.day(wave.closes.addingTimeInterval(-1))
    let address = "<b class=\"address\">\(page.escapedForHTML)</b>"
    let steps = words.steps.map { "<li>\($0.escapedForHTML.replacing("{address}", with: address))</li>" }
    let contact = (configuration.law?.dpo).map {
      paragraph(words.contact.replacing("{contact}", with: $0))
    }
    return """
      <article lang="\(language.rawValue)">
      <p><b>\(configuration.organisationName[language].escapedForHTML)</b></p>
      <p class="to">\(words.forWhom.escapedForHTML): \(invited.person.identifier.escapedForHTML)<br>\(invited.person.unit.escapedForHTML)</p>
      <h1>\((isReminder ? words.reminderHeading : words.heading).escapedForHTML)</h1>
      \(isReminder ? paragraphs(words.reminder) : "")
      \(paragraph(words.invited.replacing("{survey}", with: wave.title[language])))
      \(paragraph(words.dates.replacing("{opens}", with: dates.day(wave.opens)).replacing("{closes}", with: closes)))
      <h2>\(words.stepsHeading.escapedForHTML)</h2>
      <div class="part">
      <div>
      <ol>\(steps.joined())</ol>
      <p>\(words.invitationLabel.escapedForHTML): <span class="code">\(invited.invitation.printed)</span></p>
      </div>
      \(try QRCode(url).svg(title: words.scanLabel.escapedForHTML))
      </div>
      <h2>\(words.privacyHeading.escapedForHTML)</h2>
      \(paragraphs(words.privacy))
      <h2>\(words.checkHeading.escapedForHTML)</h2>
      <div class="part">
      <div>
      \(paragraphs(words.check))
      <p>\(words.keyLabel.escapedForHTML): <span class="key">\(wave.passKey.printedFingerprint)</span></p>
      </div>
      \(try QRCode(wave.passKey.fingerprint).svg(title: words.keyScanLabel.escapedForHTML))
      </div>
      \(paragraph(words.paper))
      \(contact ?? "")
      </article>
      """
  }

  private func paragraph(_ text: String) -> String { "<p>\(text.escapedForHTML)</p>" }
  private func paragraphs(_ texts: [String]) -> String { paragraph(texts.joined(separator: " ")) }
}
