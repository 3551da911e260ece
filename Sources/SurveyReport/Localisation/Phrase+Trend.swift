/// The words for indicators over waves, and for what goes together with an outcome.
extension Phrase {
  static let trend = Phrase(
    nl: "Verloop over de bevragingen", fr: "Évolution au fil des enquêtes", de: "Verlauf über die Befragungen",
    en: "Trend over the waves")
  static let trendNote = Phrase(
    nl:
      "Het punt is de waarde, de lijn erdoor het 95%-interval. De streepjeslijn is de streefwaarde. Genummerde lijnen zijn gebeurtenissen.",
    fr:
      "Le point est la valeur, le trait vertical l’intervalle à 95\u{202F}%. La ligne en tirets est l’objectif. Les lignes numérotées sont des événements.",
    de:
      "Der Punkt ist der Wert, der senkrechte Strich das 95-%-Intervall. Die gestrichelte Linie ist das Ziel. Nummerierte Linien sind Ereignisse.",
    en:
      "The dot is the value, the upright line its 95% interval. The broken line is the target. Numbered lines are events."
  )
  static let trendTarget = Phrase(
    nl: "streefwaarde {value}", fr: "objectif {value}", de: "Ziel {value}", en: "target {value}")
  static let closedOn = Phrase(nl: "Laatste dag", fr: "Dernier jour", de: "Letzter Tag", en: "Last day")
  static let lineBreaks = Phrase(
    nl: "niet te vergelijken: de vragen zijn veranderd", fr: "non comparable : les questions ont changé",
    de: "nicht vergleichbar: Die Fragen haben sich geändert", en: "not comparable: the questions have changed")
  static let trendEvents = Phrase(
    nl: "Wat er intussen gebeurde", fr: "Ce qui s’est passé entre-temps", de: "Was dazwischen geschah",
    en: "What happened in between")
  static let trendUntested = Phrase(
    nl:
      "Er zijn minder dan {minimum} bevragingen met een vergelijkbaar cijfer. De reeks wordt getoond, niets wordt getoetst.",
    fr: "Il y a moins de {minimum} enquêtes avec un chiffre comparable. La série est montrée, rien n’est testé.",
    de:
      "Es gibt weniger als {minimum} Befragungen mit einer vergleichbaren Zahl. Die Reihe wird gezeigt, nichts wird getestet.",
    en: "Fewer than {minimum} waves have a comparable figure. The series is shown, nothing is tested.")
  static let trendUp = Phrase(
    nl: "Over {waves} bevragingen is er een duidelijke stijging.",
    fr: "Sur {waves} enquêtes, la hausse est nette.", de: "Über {waves} Befragungen ist ein klarer Anstieg zu sehen.",
    en: "Over {waves} waves there is a clear rise.")
  static let trendDown = Phrase(
    nl: "Over {waves} bevragingen is er een duidelijke daling.",
    fr: "Sur {waves} enquêtes, la baisse est nette.", de: "Über {waves} Befragungen ist ein klarer Rückgang zu sehen.",
    en: "Over {waves} waves there is a clear fall.")
  static let trendUnclear = Phrase(
    nl: "Over {waves} bevragingen is er geen duidelijke stijging of daling.",
    fr: "Sur {waves} enquêtes, il n’y a ni hausse ni baisse nette.",
    de: "Über {waves} Befragungen ist kein klarer Anstieg oder Rückgang zu sehen.",
    en: "Over {waves} waves there is no clear rise or fall.")
  static let trendTest = Phrase(
    nl: "Mann-Kendall: tau {tau}, p {p}, volgens Holm {holm}. Helling van Sen per jaar: {slope} ({low} tot {high}).",
    fr: "Mann-Kendall : tau {tau}, p {p}, selon Holm {holm}. Pente de Sen par an : {slope} (de {low} à {high}).",
    de: "Mann-Kendall: Tau {tau}, p {p}, nach Holm {holm}. Steigung nach Sen je Jahr: {slope} ({low} bis {high}).",
    en: "Mann–Kendall: tau {tau}, p {p}, by Holm {holm}. Sen’s slope per year: {slope} ({low} to {high}).")
  static let trendOfShares = Phrase(
    nl: "Cochran-Armitage voor het aandeel: z {z}, p {p}.", fr: "Cochran-Armitage pour la part : z {z}, p {p}.",
    de: "Cochran-Armitage für den Anteil: z {z}, p {p}.", en: "Cochran–Armitage for the share: z {z}, p {p}.")
  static let trendChangeMethod = Phrase(
    nl:
      "Een verschil vergelijkt onafhankelijke groepen antwoorden. Het interval is bij aandelen dat van Newcombe, anders dat van Zou en Donner.",
    fr:
      "Une évolution compare des groupes de réponses indépendants. L’intervalle est celui de Newcombe pour les parts, sinon celui de Zou et Donner.",
    de:
      "Eine Veränderung vergleicht unabhängige Gruppen von Antworten. Das Intervall ist bei Anteilen das von Newcombe, sonst das von Zou und Donner.",
    en:
      "A change compares independent groups of answers. Its interval is Newcombe’s for shares, otherwise Zou and Donner’s."
  )

  // Drivers
  static let drivers = Phrase(
    nl: "Wat samengaat met: {outcome}", fr: "Ce qui va de pair avec : {outcome}", de: "Was zusammengeht mit: {outcome}",
    en: "What goes together with: {outcome}")
  static let predictor = Phrase(
    nl: "Thema of vraag", fr: "Thème ou question", de: "Thema oder Frage", en: "Theme or question")
  static let correlation = Phrase(nl: "Correlatie", fr: "Corrélation", de: "Korrelation", en: "Correlation")
  static let weightJohnson = Phrase(
    nl: "Gewicht (Johnson)", fr: "Poids (Johnson)", de: "Gewicht (Johnson)", en: "Weight (Johnson)")
  static let weightShapley = Phrase(nl: "Gewicht (LMG)", fr: "Poids (LMG)", de: "Gewicht (LMG)", en: "Weight (LMG)")
  static let driversExplain = Phrase(
    nl: "Samen verklaren zij {share} van de verschillen, bij {people} mensen die alles beantwoordden.",
    fr: "Ensemble, ils expliquent {share} des différences, pour {people} personnes qui ont répondu à tout.",
    de: "Zusammen erklären sie {share} der Unterschiede, bei {people} Menschen, die alles beantwortet haben.",
    en: "Together they explain {share} of the differences, among {people} people who answered everything.")
  static let driversOverlap = Phrase(
    nl: "Dezelfde vragen zitten ook in: {names}. Dat gaat dus vanzelf samen.",
    fr: "Les mêmes questions figurent aussi dans : {names}. Cela va donc forcément de pair.",
    de: "Dieselben Fragen stecken auch in: {names}. Das geht also von selbst zusammen.",
    en: "The same questions are also part of: {names}. So these go together by construction.")
  static let driversCaution = Phrase(
    nl: "Dit toont wat samengaat, niet wat de oorzaak is.",
    fr: "Ceci montre ce qui va de pair, pas ce qui est la cause.",
    de: "Das zeigt, was zusammengeht, nicht was die Ursache ist.",
    en: "This shows what goes together, not what causes what.")

  static let allOfTrends: [Phrase] = [
    .trend, .trendNote, .trendTarget, .closedOn, .lineBreaks, .trendEvents, .trendUntested, .trendUp, .trendDown,
    .trendUnclear,
    .trendTest, .trendOfShares, .trendChangeMethod, .drivers, .predictor, .correlation, .weightJohnson, .weightShapley,
    .driversExplain, .driversOverlap, .driversCaution,
  ]
}
