/// The words for what reports do not show, and why.
extension Phrase {
  static let hidden = Phrase(
    nl: "Wat niet getoond wordt, en waarom", fr: "Ce qui n’est pas montré, et pourquoi",
    de: "Was nicht gezeigt wird, und warum", en: "What is not shown, and why")
  static let hiddenNone = Phrase(
    nl: "Alle groepen waren groot genoeg: er is niets weggelaten.",
    fr: "Tous les groupes étaient assez grands : rien n’a été masqué.",
    de: "Alle Gruppen waren groß genug: Es wurde nichts weggelassen.",
    en: "All groups were large enough: nothing was left out.")
  static let hiddenElsewhereNone = Phrase(
    nl: "In geen enkel rapport van deze bevraging is een groep weggelaten: alle groepen waren groot genoeg.",
    fr: "Aucun rapport de cette enquête ne masque de groupe : tous étaient assez grands.",
    de: "In keinem Bericht dieser Befragung wurde eine Gruppe weggelassen: Alle waren groß genug.",
    en: "No group is left out of any report of this wave: all were large enough.")
  static let hiddenElsewhereOne = Phrase(
    nl: "Dit rapport vergelijkt geen groepen. Eén groep wordt in geen enkel rapport van deze bevraging getoond.",
    fr: "Ce rapport ne compare pas de groupes. Un groupe n’est montré dans aucun rapport de cette enquête.",
    de: "Dieser Bericht vergleicht keine Gruppen. Eine Gruppe wird in keinem Bericht dieser Befragung gezeigt.",
    en: "This report compares no groups. One group is not shown in any report of this wave.")
  static let hiddenElsewhereCount = Phrase(
    nl:
      "Dit rapport vergelijkt geen groepen. In alle rapporten van deze bevraging zijn {count} groepen voor minstens één vraag verborgen.",
    fr:
      "Ce rapport ne compare pas de groupes. Dans tous les rapports de cette enquête, {count} groupes sont masqués pour au moins une question.",
    de:
      "Dieser Bericht vergleicht keine Gruppen. In allen Berichten dieser Befragung fehlen {count} Gruppen bei mindestens einer Frage.",
    en:
      "This report compares no groups. In every report of this wave {count} groups are hidden for at least one question."
  )
  static let hiddenOne = Phrase(
    nl: "Eén groep wordt niet getoond.", fr: "Un groupe n’est pas montré.", de: "Eine Gruppe wird nicht gezeigt.",
    en: "One group is not shown.")
  static let hiddenCount = Phrase(
    nl: "{count} groepen worden voor minstens één vraag niet getoond.",
    fr: "{count} groupes ne sont pas montrés pour au moins une question.",
    de: "{count} Gruppen werden bei mindestens einer Frage nicht gezeigt.",
    en: "{count} groups are not shown for at least one question.")
  static let hiddenWhy = Phrase(
    nl:
      "Wij tonen geen groepen van minder dan {minimum} mensen (bij gevoelige vragen {sensitive}), en ook niets waaruit zo’n groep te berekenen is.",
    fr:
      "Nous ne montrons aucun groupe de moins de {minimum} personnes ({sensitive} pour les questions sensibles), ni rien qui permettrait de le calculer.",
    de:
      "Wir zeigen keine Gruppen mit weniger als {minimum} Menschen (bei sensiblen Fragen {sensitive}) und nichts, woraus sich eine solche Gruppe berechnen ließe.",
    en:
      "We show no groups of fewer than {minimum} people ({sensitive} for sensitive questions), nor anything from which such a group could be computed."
  )
  static let hiddenGroup = Phrase(nl: "Niet getoond", fr: "Non montré", de: "Nicht gezeigt", en: "Not shown")
  static let hiddenReason = Phrase(nl: "Waarom", fr: "Pourquoi", de: "Warum", en: "Why")
  static let hiddenInstead = Phrase(
    nl: "Wel te zien", fr: "À voir à la place", de: "Stattdessen", en: "See instead")
  static let reasonSmall = Phrase(
    nl: "te weinig antwoorden", fr: "trop peu de réponses", de: "zu wenige Antworten", en: "too few answers")
  static let reasonDifference = Phrase(
    nl: "samen met {because} zou een groep te berekenen zijn die te klein is of bijna hetzelfde antwoordde",
    fr: "avec {because}, on pourrait calculer un groupe trop petit ou presque unanime",
    de: "zusammen mit {because} ließe sich eine Gruppe berechnen, die zu klein ist oder fast gleich antwortete",
    en: "together with {because} a group that is too small or answered nearly alike could be computed")
  static let reasonDifferenceAlone = Phrase(
    nl: "met wat wel getoond wordt zou een groep te berekenen zijn die te klein is of bijna hetzelfde antwoordde",
    fr: "avec ce qui est montré, on pourrait calculer un groupe trop petit ou presque unanime",
    de: "mit dem, was gezeigt wird, ließe sich eine Gruppe berechnen, die zu klein ist oder fast gleich antwortete",
    en: "with what is shown a group that is too small or answered nearly alike could be computed")
  static let reasonBand = Phrase(
    nl: "bijna iedereen antwoordde hetzelfde: wij tonen alleen een bereik, zodat niemands antwoord te kennen is",
    fr: "presque tous ont répondu de même : nous ne montrons qu’une plage, pour que nulle réponse ne soit connue",
    de: "fast alle antworteten gleich: Wir zeigen nur einen Bereich, damit niemandes Antwort bekannt wird",
    en: "nearly all answered alike: we show only a range, so that nobody's answer is known")
  static let reasonUndeclared = Phrase(
    nl: "deze indeling was vooraf niet aangekondigd", fr: "ce découpage n’avait pas été annoncé",
    de: "diese Aufteilung war nicht angekündigt", en: "this breakdown was not announced beforehand")
  static let andOthers = Phrase(nl: "en andere", fr: "et d’autres", de: "und andere", en: "and others")
  static let hiddenMore = Phrase(
    nl: "En nog {count} andere.", fr: "Et {count} autres.", de: "Und {count} weitere.", en: "And {count} more.")
  static let hiddenMoreByGrouping = Phrase(
    nl: "Volgens {by}: {count}", fr: "Par {by} : {count}", de: "Nach {by}: {count}", en: "By {by}: {count}")
  static let hiddenCell = Phrase(nl: "verborgen", fr: "masqué", de: "verborgen", en: "hidden")
  static let nobodyAnswered = Phrase(
    nl: "niemand antwoordde", fr: "personne n’a répondu", de: "niemand hat geantwortet", en: "nobody answered")
  static let notAsked = Phrase(nl: "niet gevraagd", fr: "non posée", de: "nicht gefragt", en: "not asked")
  static let notComputable = Phrase(
    nl: "niet te berekenen", fr: "non calculable", de: "nicht berechenbar", en: "can't be computed")
}
