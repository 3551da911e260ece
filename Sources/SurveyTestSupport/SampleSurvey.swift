public import SurveyCore

/// A small survey with every kind of answer, for tests.
public enum SampleSurvey {
  /// The definition as a file.
  public static let text = """
    survey: sample
    version: 1
    languages: [nl, en]
    title: { nl: "Voorbeeld", en: "Sample" }
    about: { nl: "Een voorbeeld.", en: "A sample." }
    source: { origin: "own items", licence: "EUPL-1.2", pretested: { nl: false, en: false } }
    privacy: { minimum-group: 5, minimum-sensitive: 10, minimum-comments: 10, comments-by: none, retention-months: 24 }
    publish:
      groupings:
        - { by: [unit], weight: 10 }
        - { by: [status] }
    answers:
      agree5:
        options:
          - { code: 1, label: { nl: "Helemaal oneens", en: "Strongly disagree" } }
          - { code: 2, label: { nl: "Oneens", en: "Disagree" } }
          - { code: 3, label: { nl: "Geen van beide", en: "Neither" } }
          - { code: 4, label: { nl: "Eens", en: "Agree" } }
          - { code: 5, label: { nl: "Helemaal eens", en: "Strongly agree" } }
        favourable: [4, 5]
        unfavourable: [1, 2]
        decline: true
        not-applicable: true
      yesno:
        options:
          - { code: 0, label: { nl: "Nee", en: "No" } }
          - { code: 1, label: { nl: "Ja", en: "Yes" } }
    attributes:
      - { id: unit, type: unit, level: team, text: { nl: "In welke dienst werkt u?", en: "Which unit do you work in?" } }
      - id: status
        text: { nl: "Wat bent u?", en: "What are you?" }
        options:
          - { code: 1, label: { nl: "Operationeel", en: "Operational" } }
          - { code: 2, label: { nl: "Burger", en: "Civilian" } }
    sections:
      - id: safety
        title: { nl: "Veilig spreken", en: "Speaking safely" }
        items:
          - { id: ps1, text: { nl: "Een fout wordt tegen u gebruikt.", en: "A mistake is held against you." }, answers: agree5, reverse: true }
          - { id: ps2, text: { nl: "U kunt problemen bespreken.", en: "You can bring up problems." }, answers: agree5 }
          - { id: team, text: { nl: "Werkt u in een team?", en: "Do you work in a team?" }, answers: yesno, required: true }
          - { id: teamwork, text: { nl: "Uw team helpt u.", en: "Your team helps you." }, answers: agree5, show-if: { item: team, in: [1] } }
      - id: more
        title: { nl: "Meer", en: "More" }
        items:
          - { id: nps, type: net-score, text: { nl: "Raadt u ons aan?", en: "Would you recommend us?" } }
          - id: trainings
            type: many
            text: { nl: "Welke opleidingen?", en: "Which trainings?" }
            options:
              - { code: 1, label: { nl: "Een", en: "One" } }
              - { code: 2, label: { nl: "Twee", en: "Two" } }
              - { code: 3, label: { nl: "Drie", en: "Three" } }
          - { id: tenure, type: number, bands: [0, 3, 10, 25], text: { nl: "Hoeveel jaar?", en: "How many years?" } }
          - { id: improve, type: comment, maximum-length: 200, text: { nl: "Wat kan beter?", en: "What could be better?" } }
    scales:
      - id: safety-scale
        title: { nl: "Veiligheid", en: "Safety" }
        items: [ps1, ps2]
        score: mean
        minimum-answered: 2
        favourable-from: 3.5
        source: { citation: "none", licence: "EUPL-1.2" }
    indicators:
      - { id: speaking, title: { nl: "Spreken", en: "Speaking" }, of: safety-scale, measure: favourable, direction: up, target: 75 }

    """

  /// The organisation as a file.
  public static let organisationText = """
    unit,parent,level,name,headcount
    zone,,zone,Zone,120
    north,zone,district,North,70
    south,zone,district,South,50
    N1,north,team,North 1,40
    N2,north,team,North 2,30
    S1,south,team,South 1,25
    S2,south,team,South 2,25

    """

  /// The configuration of a workspace in which the survey's waves can open.
  public static let workspaceText = """
    organisation:
      name: { nl: "Zone Voorbeeld", en: "Sample Zone" }
    law:
      controller: "Sample Zone"
      dpo: "dpo@example.org"
      supervisor: "The authority"
      legal-basis: { nl: "Wet", en: "Law" }
      consultation: { body: "The committee", date: 2026-09-01 }
    languages: [nl, en]
    support:
      - { name: { nl: "Vertrouwenspersoon", en: "Counsellor" }, reach: "tel:+3220000000", hours: { nl: "9–17", en: "9–17" }, review-by: 2099-06-01 }

    """

  /// The definition.
  public static var survey: Survey {
    let (survey, diagnostics) = SurveyLoader.load(text, file: "sample.yaml")
    guard let survey else { preconditionFailure(diagnostics.map(\.description).joined(separator: "\n")) }
    return survey
  }

  /// The organisation.
  public static var organisation: Organisation {
    let (organisation, diagnostics) = OrganisationLoader.load(organisationText, file: "organisation.csv")
    guard let organisation else { preconditionFailure(diagnostics.map(\.description).joined(separator: "\n")) }
    return organisation
  }
}
