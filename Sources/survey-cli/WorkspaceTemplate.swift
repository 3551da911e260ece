import SurveyCore

/// The files of a new workspace.
enum WorkspaceTemplate {
  /// `workspace.yaml` with the blocks that must be filled in before a wave opens, commented out.
  static func configuration(languages: [Language]) -> String {
    func texts(_ text: String) -> String {
      "{ " + languages.map { "\($0.rawValue): \"\(text)\"" }.joined(separator: ", ") + " }"
    }
    let mark = Placeholder.mark
    return """
      # Who asks, under which law, who helps, and who is told. Secrets never stand here: they are read from files or the environment.
      # To use a block below, remove the # at the beginning of each of its lines, and replace each \(mark) by your own words. Then: survey-cli validate workspace.yaml
      organisation:
        name: \(texts("\(mark) your organisation"))

      languages: [\(languages.map(\.rawValue).joined(separator: ", "))]

      # A wave doesn't open without the law block: the privacy page is made from it.
      #law:
      #  controller: "\(mark) name and address of the controller"
      #  dpo: "\(mark)@example.org"
      #  supervisor: "\(mark) the supervisory authority"
      #  legal-basis: \(texts("\(mark) the legal basis"))
      #  consultation: { body: "\(mark) the body that was consulted", date: 2026-09-01 }

      # Shown beside sensitive items, in the footer and at the end. A survey with sensitive items doesn't open without it.
      #support:
      #  - name: \(texts("\(mark) a confidential counsellor"))
      #    reach: "tel:\(mark)"
      #    hours: \(texts("\(mark) when to reach them"))
      #    review-by: 2027-06-01

      # Where people report what must be acted upon: only the place, such as "the internal reporting point".
      #reporting-channel: \(texts("\(mark) the place"))

      # The public address of the respondent's pages, printed on slips.
      #addresses: { box: "https://\(mark).example.org" }

      # Who gets which event where.
      #subscriptions:
      #  - name: leadership
      #    events: [report.published]
      #    target: { webhook: "https://\(mark).example.org/hook" }
      #    secret: { file: "keys/office/leadership.secret" }
      #    languages: [\(languages[0].rawValue)]
      #    full: true

      """
  }

  /// A sample tree, to be replaced.
  static let organisation = """
    unit,parent,level,name,headcount
    zone,,zone,Whole organisation,120
    north,zone,district,North,70
    south,zone,district,South,50
    N1,north,team,North 1,40
    N2,north,team,North 2,30
    S1,south,team,South 1,25
    S2,south,team,South 2,25

    """
}
