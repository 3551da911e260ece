/// The words of reports.
extension Phrase {
  // Frame
  static let skipToContent = Phrase(
    nl: "Naar de inhoud", fr: "Aller au contenu", de: "Zum Inhalt", en: "Skip to the content")
  static let forAudience = Phrase(
    nl: "Voor: {audience}", fr: "Pour : {audience}", de: "Für: {audience}", en: "For: {audience}")
  static let period = Phrase(
    nl: "van {opened} tot en met {closed}", fr: "du {opened} au {closed}", de: "vom {opened} bis {closed}",
    en: "from {opened} to {closed}")
  static let periodClosedEarly = Phrase(
    nl: "geopend op {opened}, gesloten", fr: "ouverte le {opened}, clôturée", de: "begonnen am {opened}, beendet",
    en: "opened on {opened}, closed")
  static let and = Phrase(nl: "en", fr: "et", de: "und", en: "and")

  // Participation
  static let participation = Phrase(nl: "Deelname", fr: "Participation", de: "Beteiligung", en: "Participation")
  static let answersReceived = Phrase(
    nl: "ontvangen antwoorden", fr: "réponses reçues", de: "eingegangene Antworten", en: "answers received")
  static let ofHeadcount = Phrase(
    nl: "Dat is {rate} van de {headcount} mensen die gevraagd zijn.",
    fr: "Soit {rate} des {headcount} personnes invitées.",
    de: "Das sind {rate} der {headcount} Menschen, die gefragt wurden.",
    en: "That is {rate} of the {headcount} people who were asked.")
  static let openHeadcount = Phrase(
    nl:
      "Er werken {headcount} mensen. Iedereen met het adres kon antwoorden: wij kunnen niet zeggen dat elk antwoord van iemand anders komt.",
    fr:
      "L’organisation compte {headcount} personnes. Toute personne ayant l’adresse pouvait répondre : nous ne pouvons pas affirmer que chaque réponse vient d’une personne différente.",
    de:
      "Es arbeiten {headcount} Menschen hier. Wer die Adresse hatte, konnte antworten: Wir können nicht sagen, dass jede Antwort von einem anderen Menschen kommt.",
    en:
      "{headcount} people work here. Anyone with the address could answer: we can't say that each answer comes from somebody else."
  )
  static let openMode = Phrase(
    nl: "Iedereen met het adres kon antwoorden: wij kunnen niet zeggen dat elk antwoord van iemand anders komt.",
    fr:
      "Toute personne ayant l’adresse pouvait répondre : nous ne pouvons pas affirmer que chaque réponse vient d’une personne différente.",
    de:
      "Wer die Adresse hatte, konnte antworten: Wir können nicht sagen, dass jede Antwort von einem anderen Menschen kommt.",
    en: "Anyone with the address could answer: we can't say that each answer comes from somebody else.")
  static let importedAnswers = Phrase(
    nl: "De antwoorden komen uit een bestand: hoe ze verzameld zijn, is hier niet nagegaan.",
    fr: "Les réponses viennent d’un fichier : la façon dont elles ont été recueillies n’a pas été vérifiée ici.",
    de: "Die Antworten stammen aus einer Datei: Wie sie erhoben wurden, ist hier nicht geprüft worden.",
    en: "The answers come from a file: how they were collected has not been checked here.")
  static let onPaper = Phrase(
    nl: "Daarvan kwamen er {count} op papier: iemand van het kantoor typte ze over.",
    fr: "Parmi elles, {count} sont venues sur papier\u{A0}: une personne du bureau les a encodées.",
    de: "Davon kamen {count} auf Papier: Jemand aus dem Büro tippte sie ab.",
    en: "Of these, {count} came on paper: somebody at the office typed them in.")
  static let fewOnPaper = Phrase(
    nl: "Daarvan kwamen er minder dan {minimum} op papier: iemand van het kantoor typte ze over.",
    fr: "Parmi elles, moins de {minimum} sont venues sur papier\u{A0}: une personne du bureau les a encodées.",
    de: "Davon kamen weniger als {minimum} auf Papier: Jemand aus dem Büro tippte sie ab.",
    en: "Of these, fewer than {minimum} came on paper: somebody at the office typed them in.")
  static let codesPrinted = Phrase(
    nl: "Er zijn {codes} codes gemaakt, elk goed voor één antwoord.",
    fr: "{codes} codes ont été créés, chacun pour une seule réponse.",
    de: "Es wurden {codes} Codes erstellt, jeder für eine Antwort.",
    en: "{codes} codes were made, each good for one answer.")

  // Indicators
  static let indicators = Phrase(nl: "Indicatoren", fr: "Indicateurs", de: "Indikatoren", en: "Indicators")
  static let indicator = Phrase(nl: "Indicator", fr: "Indicateur", de: "Indikator", en: "Indicator")
  static let value = Phrase(nl: "Waarde", fr: "Valeur", de: "Wert", en: "Value")
  static let interval = Phrase(
    nl: "95%-interval", fr: "Intervalle à 95\u{202F}%", de: "95-%-Intervall", en: "95% interval")
  static let target = Phrase(nl: "Streefwaarde", fr: "Objectif", de: "Ziel", en: "Target")
  static let change = Phrase(nl: "Verschil met vorige keer", fr: "Évolution", de: "Veränderung", en: "Change")
  static let people = Phrase(nl: "Antwoorden", fr: "Réponses", de: "Antworten", en: "Answers")
  static let indicatorsNote = Phrase(
    nl: "Het punt is de waarde, de lijn het 95%-interval, het streepje de streefwaarde.",
    fr: "Le point est la valeur, le trait l’intervalle à 95\u{202F}%, la barre verticale l’objectif.",
    de: "Der Punkt ist der Wert, die Linie das 95-%-Intervall, der senkrechte Strich das Ziel.",
    en: "The dot is the value, the line its 95% interval, the upright mark the target.")
  static let targetReached = Phrase(
    nl: "streefwaarde gehaald", fr: "objectif atteint", de: "Ziel erreicht", en: "target reached")
  static let targetMissed = Phrase(
    nl: "streefwaarde niet gehaald", fr: "objectif non atteint", de: "Ziel verfehlt", en: "target missed")
  static let targetOpen = Phrase(
    nl: "nog niet te zeggen", fr: "indécis", de: "nicht entschieden", en: "too close to call")
  static let noTarget = Phrase(nl: "geen", fr: "aucun", de: "keines", en: "none")
  static let firstTime = Phrase(
    nl: "eerste meting", fr: "première mesure", de: "erste Messung", en: "first time measured")
  static let changeUp = Phrase(nl: "hoger", fr: "plus élevé", de: "höher", en: "higher")
  static let changeDown = Phrase(nl: "lager", fr: "plus bas", de: "niedriger", en: "lower")
  static let changeUnclear = Phrase(
    nl: "geen duidelijk verschil", fr: "pas de différence nette", de: "kein klarer Unterschied", en: "no clear change")
  static let measureMean = Phrase(nl: "gemiddelde", fr: "moyenne", de: "Mittelwert", en: "mean")
  static let measureFavourable = Phrase(
    nl: "aandeel gunstig", fr: "part favorable", de: "Anteil positiv", en: "share favourable")
  static let measureIndex = Phrase(
    nl: "index van 0 tot 100", fr: "indice de 0 à 100", de: "Index von 0 bis 100", en: "index from 0 to 100")
  static let measureNet = Phrase(
    nl: "gunstig min ongunstig", fr: "favorable moins défavorable", de: "positiv minus negativ",
    en: "favourable minus unfavourable")
  static let cannotBeComputed = Phrase(
    nl: "niet te berekenen: {reason}", fr: "non calculable : {reason}", de: "nicht berechenbar: {reason}",
    en: "can't be computed: {reason}")
  static let errorTooFew = Phrase(
    nl: "te weinig gegevens ({required} nodig, {given} aanwezig)",
    fr: "trop peu de données ({required} requises, {given} disponibles)",
    de: "zu wenige Daten ({required} nötig, {given} vorhanden)",
    en: "too few data ({required} needed, {given} there)")
  static let errorNoVariance = Phrase(
    nl: "er is maar één mogelijke waarde", fr: "une seule valeur est possible", de: "es gibt nur einen möglichen Wert",
    en: "only one value is possible")
  static let errorInvalid = Phrase(
    nl: "deze maat past niet bij wat de indicator meet",
    fr: "cette mesure ne convient pas à ce que l’indicateur mesure",
    de: "dieses Maß passt nicht zu dem, was der Indikator misst",
    en: "this measure does not fit what the indicator measures")
  static let noIndicators = Phrase(
    nl: "De vragenlijst noemt geen indicatoren.", fr: "Le questionnaire ne définit pas d’indicateurs.",
    de: "Der Fragebogen nennt keine Indikatoren.", en: "The survey declares no indicators.")

  // Items
  static let nobodyAnsweredWave = Phrase(
    nl: "Niemand heeft geantwoord: er is niets te tonen.", fr: "Personne n’a répondu : il n’y a rien à montrer.",
    de: "Niemand hat geantwortet: Es gibt nichts zu zeigen.", en: "Nobody answered: there is nothing to show.")
  static let nothingShown = Phrase(
    nl: "Hiervan kan niets getoond worden: te weinig mensen antwoordden.",
    fr: "Rien ne peut être montré ici : trop peu de personnes ont répondu.",
    de: "Hiervon kann nichts gezeigt werden: Zu wenige Menschen haben geantwortet.",
    en: "Nothing can be shown here: too few people answered.")
  static let standsOut = Phrase(
    nl: "Wat opvalt", fr: "Ce qui ressort", de: "Was auffällt", en: "What stands out")
  static let mostFavourable = Phrase(
    nl: "Het gunstigst beantwoord", fr: "Réponses les plus favorables", de: "Am positivsten beantwortet",
    en: "Answered most favourably")
  static let leastFavourable = Phrase(
    nl: "Het minst gunstig beantwoord", fr: "Réponses les moins favorables", de: "Am wenigsten positiv beantwortet",
    en: "Answered least favourably")
  static let allItems = Phrase(
    nl: "Alle vragen in cijfers", fr: "Toutes les questions en chiffres", de: "Alle Fragen in Zahlen",
    en: "All questions in figures")
  static let item = Phrase(nl: "Vraag", fr: "Question", de: "Frage", en: "Question")
  static let distribution = Phrase(nl: "Verdeling", fr: "Répartition", de: "Verteilung", en: "Distribution")
  static let unfavourable = Phrase(nl: "Ongunstig", fr: "Défavorable", de: "Negativ", en: "Unfavourable")
  static let neutral = Phrase(nl: "Neutraal", fr: "Neutre", de: "Neutral", en: "Neutral")
  static let favourable = Phrase(nl: "Gunstig", fr: "Favorable", de: "Positiv", en: "Favourable")
  static let mean = Phrase(nl: "Gemiddelde", fr: "Moyenne", de: "Mittelwert", en: "Mean")
  static let reversedMark = Phrase(
    nl: "omgekeerd gesteld", fr: "formulée à l’envers", de: "umgekehrt gestellt", en: "worded in reverse")
  static let reversedNote = Phrase(
    nl: "Bij een omgekeerd gestelde vraag is oneens zijn gunstig.",
    fr: "Pour une question formulée à l’envers, le désaccord est favorable.",
    de: "Bei einer umgekehrt gestellten Frage ist Ablehnung positiv.",
    en: "For a question worded in reverse, disagreeing is favourable.")
  static let itemsNote = Phrase(
    nl: "Gestreept is ongunstig, licht is neutraal, vol is gunstig. Wie niet antwoordde telt niet mee.",
    fr: "Hachuré : défavorable ; clair : neutre ; plein : favorable. Les non-réponses ne comptent pas.",
    de: "Gestreift ist negativ, hell ist neutral, voll ist positiv. Wer nicht geantwortet hat, zählt nicht mit.",
    en: "Striped is unfavourable, light is neutral, solid is favourable. People who gave no answer are left out.")
  static let otherItems = Phrase(
    nl: "Andere vragen", fr: "Autres questions", de: "Andere Fragen", en: "Other questions")
  static let answer = Phrase(nl: "Antwoord", fr: "Réponse", de: "Antwort", en: "Answer")
  static let share = Phrase(nl: "Aandeel", fr: "Part", de: "Anteil", en: "Share")
  static let bandFrom = Phrase(nl: "vanaf {low}", fr: "à partir de {low}", de: "ab {low}", en: "{low} and more")
  static let bandBetween = Phrase(
    nl: "{low} tot minder dan {high}", fr: "de {low} à moins de {high}", de: "{low} bis unter {high}",
    en: "{low} to less than {high}")
  static let barDescription = Phrase(
    nl: "{unfavourable} ongunstig, {neutral} neutraal, {favourable} gunstig",
    fr: "{unfavourable} défavorable, {neutral} neutre, {favourable} favorable",
    de: "{unfavourable} negativ, {neutral} neutral, {favourable} positiv",
    en: "{unfavourable} unfavourable, {neutral} neutral, {favourable} favourable")
  static let intervalDescription = Phrase(
    nl: "waarde {value}, interval {interval}, streefwaarde {target}",
    fr: "valeur {value}, intervalle {interval}, objectif {target}",
    de: "Wert {value}, Intervall {interval}, Ziel {target}", en: "value {value}, interval {interval}, target {target}")

  // Scales and comparisons
  static let scales = Phrase(nl: "Thema’s", fr: "Thèmes", de: "Themen", en: "Themes")
  static let scale = Phrase(nl: "Thema", fr: "Thème", de: "Thema", en: "Theme")
  static let spread = Phrase(
    nl: "Standaardafwijking", fr: "Écart-type", de: "Standardabweichung", en: "Standard deviation")
  static let comparison = Phrase(
    nl: "Vergelijking: {by}", fr: "Comparaison : {by}", de: "Vergleich: {by}", en: "Comparison: {by}")
  static let group = Phrase(nl: "Groep", fr: "Groupe", de: "Gruppe", en: "Group")
  static let everybody = Phrase(nl: "iedereen", fr: "tout le monde", de: "alle", en: "everybody")
  static let undeclaredComparison = Phrase(
    nl:
      "Deze indeling wordt niet getoond: de vragenlijst kondigt haar niet vooraf aan (publish: groupings: {by}).",
    fr:
      "Ce découpage n’est pas montré : le questionnaire ne l’annonce pas au préalable (publish : groupings : {by}).",
    de:
      "Diese Aufteilung wird nicht gezeigt: Der Fragebogen kündigt sie nicht vorab an (publish: groupings: {by}).",
    en:
      "This breakdown is not shown: the survey does not declare it beforehand (publish: groupings: {by}).")
  static let notStatedOf = Phrase(
    nl: "niet opgegeven ({attribute})", fr: "non précisé ({attribute})", de: "keine Angabe ({attribute})",
    en: "not stated ({attribute})")
  static let notStated = Phrase(nl: "niet opgegeven", fr: "non précisé", de: "keine Angabe", en: "not stated")
  static let orNotStated = Phrase(
    nl: "{group} of niet opgegeven", fr: "{group} ou non précisé", de: "{group} oder keine Angabe",
    en: "{group} or not stated")

  // Actions
  static let actions = Phrase(
    nl: "U zei, wij doen", fr: "Vous avez dit, nous faisons", de: "Sie sagten, wir handeln", en: "You said, we do")
  static let action = Phrase(nl: "Actie", fr: "Action", de: "Maßnahme", en: "Action")
  static let actionOwner = Phrase(nl: "Wie", fr: "Qui", de: "Wer", en: "Who")
  static let actionDue = Phrase(nl: "Tegen", fr: "Échéance", de: "Bis", en: "By")
  static let actionState = Phrase(nl: "Stand", fr: "État", de: "Stand", en: "State")
  static let stateOpen = Phrase(nl: "open", fr: "ouvert", de: "offen", en: "open")
  static let stateRunning = Phrase(nl: "bezig", fr: "en cours", de: "läuft", en: "running")
  static let stateDone = Phrase(nl: "klaar", fr: "fait", de: "erledigt", en: "done")
  static let noActions = Phrase(
    nl: "Er zijn nog geen acties afgesproken.", fr: "Aucune action n’a encore été décidée.",
    de: "Es sind noch keine Maßnahmen vereinbart.", en: "No actions have been agreed yet.")

  // Method
  static let method = Phrase(
    nl: "Hoe wij dit weten, en wat deze cijfers niet zeggen",
    fr: "Comment nous le savons, et ce que ces chiffres ne disent pas",
    de: "Woher wir das wissen, und was diese Zahlen nicht sagen", en: "How we know, and what these figures can't tell")
  static let methodProtection = Phrase(
    nl:
      "Bescherming: antwoorden werden bij aankomst verzegeld en pas na het sluiten geopend en geschud. Met wat het systeem bewaart kan niemand, ook de beheerder niet, een antwoord aan een persoon koppelen.",
    fr:
      "Protection : les réponses ont été scellées à leur arrivée, puis ouvertes et mélangées après la clôture. À partir de ce que le système conserve, personne, pas même l’exploitant, ne peut relier une réponse à une personne.",
    de:
      "Schutz: Antworten wurden beim Eingang versiegelt und erst nach dem Ende geöffnet und gemischt. Aus dem, was das System aufbewahrt, kann niemand, auch nicht der Betreiber, eine Antwort einem Menschen zuordnen.",
    en:
      "Protection: answers were sealed on arrival, and opened and shuffled only after the close. From what the system keeps nobody, the operator included, can link an answer to a person."
  )
  static let methodVoluntary = Phrase(
    nl:
      "Antwoorden was vrijwillig. De cijfers beschrijven wie antwoordde; wie wegbleef kan anders denken, en dat zit niet in de intervallen.",
    fr:
      "La participation était volontaire. Les chiffres décrivent les personnes qui ont répondu ; les autres peuvent penser différemment, et les intervalles n’en tiennent pas compte.",
    de:
      "Die Teilnahme war freiwillig. Die Zahlen beschreiben, wer geantwortet hat; wer fernblieb, kann anders denken, und das steckt nicht in den Intervallen.",
    en:
      "Answering was voluntary. The figures describe those who answered; those who stayed away may think differently, and the intervals don't cover that."
  )
  static let methodIntervals = Phrase(
    nl:
      "Intervallen van 95%: bij aandelen volgens Wilson, bij gemiddelden volgens Student, bij saldo’s volgens Tango. Een streefwaarde geldt pas als gehaald of niet gehaald als het hele interval aan één kant ligt.",
    fr:
      "Intervalles à 95\u{202F}% : Wilson pour les parts, Student pour les moyennes, Tango pour les soldes. Un objectif n’est dit atteint ou non atteint que si tout l’intervalle est du même côté.",
    de:
      "95-%-Intervalle: für Anteile nach Wilson, für Mittelwerte nach Student, für Salden nach Tango. Ein Ziel gilt erst als erreicht oder verfehlt, wenn das ganze Intervall auf einer Seite liegt.",
    en:
      "95% intervals: Wilson's for shares, Student's for means, Tango's for net scores. A target counts as reached or missed only where the whole interval lies on one side."
  )
  static let methodChange = Phrase(
    nl: "Een verschil met de vorige keer vergelijkt twee anonieme groepen antwoorden: niemand wordt gevolgd.",
    fr: "Une évolution compare deux ensembles de réponses anonymes : personne n’est suivi.",
    de: "Eine Veränderung vergleicht zwei anonyme Gruppen von Antworten: Niemand wird verfolgt.",
    en: "A change compares two anonymous sets of answers: nobody is followed.")
  static let methodLimits = Phrase(
    nl: "Deze cijfers zeggen niets over een persoon, en niets over oorzaken.",
    fr: "Ces chiffres ne disent rien d’une personne, ni des causes.",
    de: "Diese Zahlen sagen nichts über einen einzelnen Menschen und nichts über Ursachen.",
    en: "These figures say nothing about a person, and nothing about causes.")
  static let methodUntested = Phrase(
    nl: "Niet vooraf uitgeprobeerd met medewerkers in het {languages}.",
    fr: "Versions non testées au préalable avec des membres du personnel : {languages}.",
    de: "Nicht vorab mit Mitarbeitenden erprobt: {languages}.",
    en: "Not tried out with members of staff beforehand in {languages}.")
  static let languageDutch = Phrase(nl: "Nederlands", fr: "néerlandais", de: "Niederländisch", en: "Dutch")
  static let languageFrench = Phrase(nl: "Frans", fr: "français", de: "Französisch", en: "French")
  static let languageGerman = Phrase(nl: "Duits", fr: "allemand", de: "Deutsch", en: "German")
  static let languageEnglish = Phrase(nl: "Engels", fr: "anglais", de: "Englisch", en: "English")
  static let methodSource = Phrase(
    nl: "Vragenlijst {survey}: {origin}, licentie {licence}.",
    fr: "Questionnaire {survey} : {origin}, licence {licence}.",
    de: "Fragebogen {survey}: {origin}, Lizenz {licence}.", en: "Survey {survey}: {origin}, licence {licence}.")
  static let methodLedger = Phrase(
    nl: "Kop van het register: {head}", fr: "Tête du registre : {head}", de: "Kopf des Registers: {head}",
    en: "Head of the ledger: {head}")

  /// Every phrase, so that a test can hold the languages against each other.
  static let all: [Phrase] =
    [
      .skipToContent, .forAudience, .period, .periodClosedEarly, .and, .cannotBeComputed, .errorTooFew,
      .errorNoVariance,
      .errorInvalid,
      .nobodyAnsweredWave, .nothingShown, .undeclaredComparison, .notStatedOf, .hiddenElsewhereNone,
      .hiddenElsewhereOne,
      .hiddenElsewhereCount, .participation, .answersReceived, .ofHeadcount, .openHeadcount,
      .openMode, .importedAnswers, .onPaper, .fewOnPaper, .codesPrinted, .indicators, .indicator, .value, .interval,
      .target,
      .change, .people, .indicatorsNote, .targetReached, .targetMissed, .targetOpen, .noTarget,
      .firstTime, .changeUp, .changeDown, .changeUnclear, .measureMean, .measureFavourable, .measureIndex,
      .measureNet, .noIndicators, .standsOut, .mostFavourable, .leastFavourable, .allItems, .item,
      .distribution, .unfavourable, .neutral, .favourable, .mean, .reversedMark, .reversedNote,
      .itemsNote, .otherItems, .answer, .share, .bandFrom, .bandBetween, .barDescription,
      .intervalDescription, .scales, .scale, .spread, .comparison, .group, .everybody,
      .notStated, .orNotStated, .hidden, .hiddenNone, .hiddenOne, .hiddenCount, .hiddenWhy,
      .hiddenGroup, .hiddenReason, .hiddenInstead, .reasonSmall, .reasonDifference, .reasonDifferenceAlone,
      .reasonUndeclared,
      .andOthers, .hiddenMore, .hiddenMoreByGrouping, .hiddenCell, .nobodyAnswered, .notAsked, .notComputable,
      .actions, .action, .actionOwner, .actionDue, .actionState, .stateOpen, .stateRunning,
      .stateDone, .noActions, .method, .methodProtection, .methodVoluntary, .methodIntervals, .methodChange,
      .methodLimits, .methodUntested, .languageDutch, .languageFrench, .languageGerman, .languageEnglish, .methodSource,
      .methodLedger,
    ] + allOfTrends
}
