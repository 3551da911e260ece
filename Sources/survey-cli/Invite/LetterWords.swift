import SurveyCore

/// The words of a letter in one language. Formal address, sentences of at most twenty words.
struct LetterWords {
  let heading: String
  let reminderHeading: String
  let reminder: [String]
  let forWhom: String
  /// With `{survey}`.
  let invited: String
  /// With `{opens}` and `{closes}`.
  let dates: String
  let stepsHeading: String
  /// With `{address}`.
  let steps: [String]
  let invitationLabel: String
  let scanLabel: String
  let privacyHeading: String
  let privacy: [String]
  let checkHeading: String
  let check: [String]
  let keyLabel: String
  let keyScanLabel: String
  let paper: String
  /// With `{contact}`.
  let contact: String

  /// The words in a language.
  static func words(_ language: Language) -> LetterWords {
    switch language {
    case .nl: dutch
    case .fr: french
    case .de: german
    case .en: english
    }
  }

  private static let dutch = LetterWords(
    heading: "Uw uitnodiging", reminderHeading: "Herinnering: uw uitnodiging",
    reminder: [
      "Misschien hebt u al geantwoord. Dan hoeft u niets meer te doen.",
      "Wij kunnen niet zien wie geantwoord heeft. Daarom kan deze brief ook bij u aankomen.",
    ],
    forWhom: "Voor",
    invited: "U kunt deelnemen aan de bevraging “{survey}”. Deelnemen is vrijwillig.",
    dates: "U kunt antwoorden van {opens} tot en met {closes}. Iedereen op de personeelslijst kan één keer antwoorden.",
    stepsHeading: "Zo antwoordt u",
    steps: [
      "Scan de code op deze brief, of ga naar {address}",
      "Vraagt de pagina om uw uitnodiging? Neem dan de 16 letters en cijfers hieronder over.",
      "Uw browser maakt een pas. Met die pas vult u de bevraging één keer in.",
    ],
    invitationLabel: "Uw uitnodiging", scanLabel: "Code om te scannen: de pagina waarop u uw pas maakt",
    privacyHeading: "Wat wij weten, en wat niet",
    privacy: [
      "Wij noteren alleen dat er voor deze brief een pas is uitgereikt.",
      "Uw browser verbergt het nummer van de pas. De server ondertekent het zonder het te zien.",
      "Niets leidt dus van uw naam naar uw antwoorden.",
      "Toon deze brief aan niemand. Wie hem heeft, kan in uw plaats antwoorden.",
    ],
    checkHeading: "Hoe kan ik dat controleren?",
    check: [
      "Iedereen moet dezelfde sleutel zien.",
      "Vergelijk de sleutel hieronder met die op de affiche en op de pagina waarop u uw pas maakt.",
      "Is hij anders? Antwoord dan niet en meld het.",
    ],
    keyLabel: "De sleutel van deze bevraging", keyScanLabel: "Code om te scannen: de sleutel van deze bevraging",
    paper: "Lukt het niet op een scherm? Vraag dan een papieren strookje met een code.",
    contact: "Vragen, of klopt er iets niet? Neem contact op met {contact}.")

  private static let french = LetterWords(
    heading: "Votre invitation", reminderHeading: "Rappel : votre invitation",
    reminder: [
      "Vous avez peut-être déjà répondu. Dans ce cas, vous n’avez plus rien à faire.",
      "Nous ne pouvons pas voir qui a répondu. C’est pourquoi cette lettre peut vous parvenir malgré tout.",
    ],
    forWhom: "Pour",
    invited: "Vous pouvez participer à l’enquête « {survey} ». La participation est volontaire.",
    dates:
      "Vous pouvez répondre du {opens} au {closes} inclus. Chaque personne de la liste du personnel peut répondre une fois.",
    stepsHeading: "Comment répondre",
    steps: [
      "Scannez le code de cette lettre, ou allez sur {address}",
      "La page demande votre invitation ? Recopiez alors les 16 lettres et chiffres ci-dessous.",
      "Votre navigateur crée un laissez-passer. Avec lui, vous répondez une fois à l’enquête.",
    ],
    invitationLabel: "Votre invitation", scanLabel: "Code à scanner : la page qui crée votre laissez-passer",
    privacyHeading: "Ce que nous savons, et ce que nous ne savons pas",
    privacy: [
      "Nous notons seulement qu’un laissez-passer a été délivré pour cette lettre.",
      "Votre navigateur cache le numéro du laissez-passer. Le serveur le signe sans le voir.",
      "Rien ne mène donc de votre nom à vos réponses.",
      "Ne montrez cette lettre à personne. Qui la possède peut répondre à votre place.",
    ],
    checkHeading: "Comment puis-je le vérifier ?",
    check: [
      "Tout le monde doit voir la même clé.",
      "Comparez la clé ci-dessous avec celle de l’affiche et de la page qui crée votre laissez-passer.",
      "Elle est différente ? Alors ne répondez pas et signalez-le.",
    ],
    keyLabel: "La clé de cette enquête", keyScanLabel: "Code à scanner : la clé de cette enquête",
    paper: "Vous n’y arrivez pas à l’écran ? Demandez un billet en papier avec un code.",
    contact: "Des questions, ou quelque chose ne va pas ? Contactez {contact}.")

  private static let german = LetterWords(
    heading: "Ihre Einladung", reminderHeading: "Erinnerung: Ihre Einladung",
    reminder: [
      "Vielleicht haben Sie schon geantwortet. Dann brauchen Sie nichts mehr zu tun.",
      "Wir können nicht sehen, wer geantwortet hat. Darum kann dieser Brief auch Sie erreichen.",
    ],
    forWhom: "Für",
    invited: "Sie können an der Befragung „{survey}“ teilnehmen. Die Teilnahme ist freiwillig.",
    dates:
      "Sie können vom {opens} bis einschließlich {closes} antworten. Jede Person auf der Personalliste kann einmal antworten.",
    stepsHeading: "So antworten Sie",
    steps: [
      "Scannen Sie den Code auf diesem Brief, oder gehen Sie zu {address}",
      "Fragt die Seite nach Ihrer Einladung? Dann geben Sie die 16 Buchstaben und Ziffern unten ein.",
      "Ihr Browser erstellt einen Pass. Mit diesem Pass füllen Sie die Befragung einmal aus.",
    ],
    invitationLabel: "Ihre Einladung", scanLabel: "Code zum Scannen: die Seite, auf der Sie Ihren Pass erstellen",
    privacyHeading: "Was wir wissen, und was nicht",
    privacy: [
      "Wir notieren nur, dass für diesen Brief ein Pass ausgegeben wurde.",
      "Ihr Browser verbirgt die Nummer des Passes. Der Server unterschreibt sie, ohne sie zu sehen.",
      "Nichts führt also von Ihrem Namen zu Ihren Antworten.",
      "Zeigen Sie diesen Brief niemandem. Wer ihn hat, kann an Ihrer Stelle antworten.",
    ],
    checkHeading: "Wie kann ich das prüfen?",
    check: [
      "Alle müssen denselben Schlüssel sehen.",
      "Vergleichen Sie den Schlüssel unten mit dem Plakat und mit der Seite, auf der Sie Ihren Pass erstellen.",
      "Ist er anders? Dann antworten Sie nicht und melden Sie es.",
    ],
    keyLabel: "Der Schlüssel dieser Befragung", keyScanLabel: "Code zum Scannen: der Schlüssel dieser Befragung",
    paper: "Gelingt es am Bildschirm nicht? Dann bitten Sie um einen Zettel mit einem Code.",
    contact: "Fragen, oder stimmt etwas nicht? Wenden Sie sich an {contact}.")

  private static let english = LetterWords(
    heading: "Your invitation", reminderHeading: "Reminder: your invitation",
    reminder: [
      "You may have answered already. Then you need not do anything more.",
      "We cannot see who answered. That is why this letter can reach you all the same.",
    ],
    forWhom: "For",
    invited: "You can take part in the survey “{survey}”. Taking part is voluntary.",
    dates: "You can answer from {opens} up to and including {closes}. Each person on the staff list can answer once.",
    stepsHeading: "How to answer",
    steps: [
      "Scan the code on this letter, or go to {address}",
      "Does the page ask for your invitation? Then type the 16 letters and digits below.",
      "Your browser makes a pass. With that pass you fill in the survey once.",
    ],
    invitationLabel: "Your invitation", scanLabel: "Code to scan: the page on which you make your pass",
    privacyHeading: "What we know, and what we do not",
    privacy: [
      "We note only that a pass was handed out for this letter.",
      "Your browser hides the number of the pass. The server signs it without seeing it.",
      "So nothing leads from your name to your answers.",
      "Show this letter to nobody. Whoever has it can answer in your place.",
    ],
    checkHeading: "How can I check that?",
    check: [
      "Everyone must see the same key.",
      "Compare the key below with the one on the poster and on the page where you make your pass.",
      "Is it different? Then do not answer, and report it.",
    ],
    keyLabel: "The key of this survey", keyScanLabel: "Code to scan: the key of this survey",
    paper: "Does it not work on a screen? Then ask for a paper slip with a code.",
    contact: "Questions, or is something wrong? Contact {contact}.")
}
