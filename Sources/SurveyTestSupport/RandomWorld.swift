public import SurveyCore

/// A small made-up organisation with answers, drawn from a seed.
public struct RandomWorld {
  /// Its answers.
  public let table: ResponseTable

  /// Draws a world.
  ///
  /// - Parameters:
  ///   - groupings: What the survey publishes, of `unit`, `status`, `age` and `trainings`.
  ///   - declining: The share of people who don't state an attribute.
  public init(
    seed: UInt64, people: ClosedRange<Int>, groupings: [Grouping], declining: Double = 0.04, skipping: Double = 0.04
  ) {
    var random = SeededGenerator(seed: seed)
    let survey = Self.survey(groupings: groupings)
    let organisation = Self.organisation(&random)
    let teams = organisation.units.indices.filter { organisation.units[$0].level == "team" }
    let count = Int.random(in: people, using: &random)
    let shares = teams.map { _ in Double.random(in: 0.05...1, using: &random) }
    func draw(_ weights: [Double]) -> Int {
      var rest = Double.random(in: 0..<weights.reduce(0, +), using: &random)
      for (index, weight) in weights.enumerated() {
        rest -= weight
        if rest < 0 { return index }
      }
      return weights.count - 1
    }
    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
    func answer(_ weights: [Double], missing: Double) -> UInt8 {
      if chance(missing) { return chance(0.5) ? AnswerByte.skipped : AnswerByte.declined }
      return UInt8(draw(weights) + 1)
    }
    let status = [Double.random(in: 0.05...0.5, using: &random), 1]
    let age = [1, Double.random(in: 0.05...1, using: &random), Double.random(in: 0.05...0.3, using: &random)]
    let ticked = Double.random(in: 0.05...0.95, using: &random)
    // In some worlds nearly everybody thinks alike.
    let alike = chance(0.3) ? Int.random(in: 0..<5, using: &random) : -1
    let moods = (0..<5).map { $0 == alike ? 12 : Double.random(in: 0.3...1.3, using: &random) }
    var records: [UInt8] = []
    for _ in 0..<count {
      let unit = chance(declining) ? UnitCode.declined : UInt16(teams[draw(shares)] + 1)
      for _ in 0..<3 { records.append(answer(moods, missing: skipping)) }
      records.append(chance(ticked) ? AnswerByte.ticked : AnswerByte.notTicked)
      records.append(contentsOf: [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)])
      records.append(answer(status, missing: declining))
      records.append(answer(age, missing: declining))
    }
    table = ResponseTable(survey: survey, organisation: organisation, records: records)
  }

  /// Two items that make a scale, one by itself, a `many` item with one option, and three attributes.
  public static func survey(groupings: [Grouping], minimum: Int = 5) -> Survey {
    func set(_ id: String, _ codes: ClosedRange<Int>, favourable: [Int] = []) -> AnswerKind {
      .choice(
        AnswerSet(
          id: id, options: codes.map { AnswerOption(code: $0, label: text("\(id) \($0)")) }, favourable: favourable))
    }
    return Survey(
      id: "world", version: 1, languages: [.en], title: text("World"), about: text("Made up"),
      source: SurveySource(origin: "made up", licence: "CC0"), privacy: PrivacyRules(minimumGroup: minimum),
      publication: PublicationRules(groupings: groupings), answerSets: [],
      attributes: [
        Attribute(id: "unit", text: text("Unit"), kind: .unit(level: "team")),
        Attribute(id: "status", text: text("Status"), kind: set("status", 1...2)),
        Attribute(id: "age", text: text("Age"), kind: set("age", 1...3)),
      ],
      sections: [
        Section(
          id: "all", title: text("All"),
          items: [
            Item(id: "a", text: text("A"), kind: set("agree", 1...5, favourable: [4, 5])),
            Item(id: "b", text: text("B"), kind: set("agree", 1...5, favourable: [4, 5]), reverse: true),
            Item(id: "c", text: text("C"), kind: set("agree", 1...5)),
            Item(id: "trainings", text: text("T"), kind: .many([AnswerOption(code: 1, label: text("first aid"))])),
          ])
      ],
      scales: [Scale(id: "s", title: text("S"), items: ["a", "b"], minimumAnswered: 2, favourableFrom: 3.5)],
      indicators: [Indicator(id: "speaking", title: text("Speaking"), of: "s", measure: .mean)])
  }

  /// A text in one language.
  public static func text(_ english: String) -> LocalizedText { LocalizedText([.en: english]) }

  private static func organisation(_ random: inout SeededGenerator) -> Organisation {
    var units = [Organisation.Unit(id: "zone", parent: nil, level: "zone", name: "Zone", headcount: nil)]
    for district in 1...Int.random(in: 2...3, using: &random) {
      units.append(
        Organisation.Unit(id: "D\(district)", parent: 0, level: "district", name: "D\(district)", headcount: nil))
      let parent = units.count - 1
      for team in 1...Int.random(in: 1...3, using: &random) {
        let id = "D\(district)T\(team)"
        units.append(Organisation.Unit(id: id, parent: parent, level: "team", name: id, headcount: nil))
      }
    }
    return Organisation(units: units)
  }
}
