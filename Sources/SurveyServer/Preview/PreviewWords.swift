internal import SurveyCore

/// What a preview says beside the pages, in every language.
enum PreviewWords {
  /// On every page.
  static let banner = LocalizedText([
    .nl: "Dit is een voorbeeld. Er wordt niets bewaard van wat u invult.",
    .fr: "Ceci est un aperçu. Rien de ce que vous saisissez n’est conservé.",
    .de: "Dies ist eine Vorschau. Nichts von dem, was Sie eingeben, wird gespeichert.",
    .en: "This is a preview. Nothing that you fill in is kept.",
  ])

  /// The heading of the page that stands in place of the survey where its file has errors.
  static let broken = LocalizedText([
    .nl: "De vragenlijst kan nog niet getoond worden",
    .fr: "Le questionnaire ne peut pas encore être affiché",
    .de: "Der Fragebogen kann noch nicht angezeigt werden",
    .en: "The survey can’t be shown yet",
  ])

  /// What to do about it.
  static let mend = LocalizedText([
    .nl: "Verbeter het bestand en laad deze pagina opnieuw.",
    .fr: "Corrigez le fichier, puis rechargez cette page.",
    .de: "Berichtigen Sie die Datei, und laden Sie diese Seite neu.",
    .en: "Mend the file, then load this page again.",
  ])

  /// The title of the list of warnings.
  static let warnings = LocalizedText([
    .nl: "Opmerkingen over het bestand", .fr: "Remarques sur le fichier", .de: "Hinweise zur Datei",
    .en: "Remarks about the file",
  ])
}
