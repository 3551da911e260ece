@testable import SurveyCore

/// A definition that uses every key of the survey format; tests change one thing of it at a time.
enum SampleDefinition {
  static let yaml = """
    survey: sample
    version: 3
    languages: [nl, en]
    title: { nl: "Inclusie", en: "Inclusion" }
    about: { nl: "Waarom wij vragen.", en: "Why we ask." }
    source: { origin: "own items", licence: "EUPL-1.2", citation: "None", pretested: { nl: true, en: false } }
    privacy:
      minimum-group: 6
      minimum-sensitive: 12
      minimum-comments: 11
      comments-by: zone
      retention-months: 18
    publish:
      groupings:
        - { by: [unit], weight: 10 }
        - { by: [status] }
        - { by: [unit, status], levels: [zone, district], weight: 0.5 }
        - { by: [trainings] }
      ad-hoc: refuse
    answers:
      agree5:
        options:
          - { code: 1, label: { nl: "Helemaal oneens", en: "Strongly disagree" } }
          - { code: 2, label: { nl: "Oneens", en: "Disagree" } }
          - { code: 3, label: { nl: "Niet eens, niet oneens", en: "Neither" } }
          - { code: 4, label: { nl: "Eens", en: "Agree" } }
          - { code: 5, label: { nl: "Helemaal eens", en: "Strongly agree" } }
        favourable: [4, 5]
        unfavourable: [1, 2]
        decline: true
        not-applicable: true
      yesno:
        options:
          - { code: 0, label: { nl: Nee, en: No } }
          - { code: 1, label: { nl: Ja, en: Yes } }
    attributes:
      - { id: unit, type: unit, text: { nl: "Welke dienst?", en: "Which unit?" }, level: team }
      - id: status
        text: { nl: "Welk statuut?", en: "Which status?" }
        options:
          - { code: 1, label: { nl: "Operationeel", en: "Operational" } }
          - { code: 2, label: { nl: "Burger", en: "Civilian" } }
      - id: minority
        sensitive: true
        text: { nl: "Minderheid?", en: "Minority?" }
        options: [ { code: 1, label: { nl: "Ja", en: "Yes" } }, { code: 2, label: { nl: "Nee", en: "No" } } ]
    sections:
      - id: safety
        title: { nl: "Veilig spreken", en: "Speaking safely" }
        intro: { nl: "Over uw team.", en: "About your team." }
        items:
          - id: ps1
            concept: speak-up-mistakes
            text: { nl: "Fouten worden u kwalijk genomen.", en: "Mistakes are held against you." }
            answers: agree5
            reverse: true
          - { id: team, text: { nl: "Werkt u in een team?", en: "Do you work in a team?" }, answers: yesno, required: true }
          - id: ps2
            text: { nl: "U kunt risico nemen.", en: "You can take a risk." }
            answers: agree5
            page-break: before
      - id: more
        title: { nl: "Meer", en: "More" }
        sensitive: true
        items:
          - { id: nps, type: net-score, text: { nl: "Zou u ons aanraden?", en: "Would you recommend us?" } }
          - id: trainings
            type: many
            text: { nl: "Welke opleidingen?", en: "Which trainings?" }
            options: [ { code: 1, label: { nl: "Een", en: "One" } }, { code: 3, label: { nl: "Drie", en: "Three" } } ]
          - { id: tenure, type: number, text: { nl: "Hoeveel jaar?", en: "How many years?" }, bands: [0, 3, 10, 25] }
          - id: improve
            type: comment
            text: { nl: "Wat kan beter?", en: "What can be better?" }
            maximum-length: 500
            show-if: { all: [ { item: team, in: [1] }, { not: { any: [ { item: trainings, in: [3] } ] } } ] }
          - { id: witness, text: { nl: "Was u getuige?", en: "Were you a witness?" }, answers: yesno, sensitive: true }
    scales:
      - id: psychological-safety
        title: { nl: "Psychologische veiligheid", en: "Psychological safety" }
        items: [ps1, ps2]
        score: mean
        minimum-answered: 2
        favourable-from: 3.5
        source: { citation: "Edmondson 1999", licence: "own wording" }
    indicators:
      - { id: speaking, title: { nl: "Spreken", en: "Speaking" }, of: psychological-safety, measure: favourable, target: 75 }
      - { id: recommend, title: { nl: "Aanraden", en: "Recommend" }, of: nps, measure: net-score, direction: up }
    """

  /// The survey of ``yaml``.
  static let survey: Survey = {
    guard let survey = SurveyLoader.load(yaml, file: "sample.yaml").survey else {
      preconditionFailure("the sample doesn't load")
    }
    return survey
  }()
}
