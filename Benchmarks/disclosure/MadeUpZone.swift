import SurveyCore

/// A made-up police zone, drawn from a seed: 30 units in 5 districts, status, gender with rare categories, age band, seniority, and a
/// scale of seven items; 3–5 % decline each attribute, 2 % skip each item.
struct MadeUpZone {
  /// How many people answered.
  var people = 2600
  /// The minimum group.
  var minimum = 5
  /// What is published.
  var groupings = MadeUpZone.groupings
  /// The seed.
  var seed: UInt64 = 1
  /// How many items; from two on they make a scale.
  var variables = 7

  /// Fifteen groupings: every attribute, most pairs, and two triples.
  static let groupings: [Grouping] = [
    Grouping(by: ["unit"], weight: 10), Grouping(by: ["status"], weight: 5), Grouping(by: ["gender"], weight: 5),
    Grouping(by: ["age"], weight: 5), Grouping(by: ["seniority"], weight: 5), Grouping(by: ["unit", "status"]),
    Grouping(by: ["unit", "gender"], levels: ["district"]), Grouping(by: ["unit", "age"], levels: ["district"]),
    Grouping(by: ["unit", "seniority"], levels: ["district"]), Grouping(by: ["status", "gender"]),
    Grouping(by: ["status", "age"]), Grouping(by: ["status", "seniority"]), Grouping(by: ["gender", "age"]),
    Grouping(by: ["gender", "seniority"]), Grouping(by: ["age", "seniority"]),
  ]

  private static let units = 30
  private var items: [String] { (1...variables).map { "i\($0)" } }

  /// All pairs of attributes at every level, and all triples at the level of districts: about a thousand groups.
  static let everything: [Grouping] =
    groupings + [
      Grouping(by: ["unit", "gender"]), Grouping(by: ["unit", "age"]), Grouping(by: ["unit", "seniority"]),
      Grouping(by: ["unit", "status", "age"], levels: ["district"]),
      Grouping(by: ["unit", "status", "seniority"], levels: ["district"]),
      Grouping(by: ["unit", "gender", "age"], levels: ["district"]), Grouping(by: ["status", "gender", "age"]),
      Grouping(by: ["unit", "age", "seniority"], levels: ["district"]),
      Grouping(by: ["status", "age", "seniority"]), Grouping(by: ["gender", "age", "seniority"]),
      Grouping(by: ["unit", "status", "age"], levels: ["team"]),
    ]

  /// The answers.
  func table() -> ResponseTable {
    var random = SplitMix(seed: seed)
    var units = [Organisation.Unit(id: "zone", parent: nil, level: "zone", name: "Zone", headcount: nil)]
    for district in 1...5 {
      units.append(
        .init(id: "D\(district)", parent: 0, level: "district", name: "District \(district)", headcount: nil))
    }
    for team in 0..<Self.units {
      units.append(
        .init(id: "T\(team + 1)", parent: 1 + team % 5, level: "team", name: "Team \(team + 1)", headcount: nil))
    }
    // Teams of very different size, as they are.
    let sizes = (0..<Self.units).map { _ in 0.2 + random.share() * random.share() * 3 }
    let declining = (0..<5).map { _ in 0.03 + 0.02 * random.share() }
    var records: [UInt8] = []
    for _ in 0..<people {
      let team = random.draw(sizes)
      let civilian = random.share() < 0.1 + 0.4 * Double(team % 4) / 3
      let age = random.draw([1, 2, 2.2, 1.5])
      let seniority = min(3, max(0, age - 1 + random.draw([1, 2, 1])))
      let mood = random.share() - 0.5
      for item in 0..<items.count {
        if random.share() < 0.02 {
          records.append(AnswerByte.skipped)
        } else {
          let level = 3.4 + 2.2 * mood + 0.1 * Double(item) - 0.3 + 2 * (random.share() - 0.5)
          records.append(UInt8(max(1, min(5, level.rounded()))))
        }
      }
      func attribute(_ place: Int, _ value: Int) -> UInt8 {
        random.share() < declining[place] ? AnswerByte.declined : UInt8(value + 1)
      }
      let unit = random.share() < declining[4] ? UnitCode.declined : UInt16(6 + team + 1)
      records += [UInt8(unit & 255), UInt8(unit >> 8), attribute(0, civilian ? 1 : 0)]
      records += [attribute(1, random.draw([0.66, 0.32, 0.012, 0.008])), attribute(2, age), attribute(3, seniority)]
    }
    return ResponseTable(survey: survey, organisation: Organisation(units: units), records: records)
  }

  private var survey: Survey {
    func set(_ id: String, _ count: Int, favourable: [Int] = []) -> AnswerKind {
      .choice(
        AnswerSet(
          id: id, options: (1...count).map { AnswerOption(code: $0, label: Self.text("\(id) \($0)")) },
          favourable: favourable))
    }
    return Survey(
      id: "zone", version: 1, languages: [.en], title: Self.text("Zone"), about: Self.text("Made up"),
      source: SurveySource(origin: "made up", licence: "CC0"), privacy: PrivacyRules(minimumGroup: minimum),
      publication: PublicationRules(groupings: groupings), answerSets: [],
      attributes: [
        Attribute(id: "unit", text: Self.text("Unit"), kind: .unit(level: "team")),
        Attribute(id: "status", text: Self.text("Status"), kind: set("status", 2)),
        Attribute(id: "gender", text: Self.text("Gender"), kind: set("gender", 4)),
        Attribute(id: "age", text: Self.text("Age"), kind: set("age", 4)),
        Attribute(id: "seniority", text: Self.text("Seniority"), kind: set("seniority", 4)),
      ],
      sections: [
        Section(
          id: "all", title: Self.text("All"),
          items: items.map {
            Item(id: $0, text: Self.text($0), kind: set("agree", 5, favourable: [4, 5]))
          })
      ],
      scales: variables < 2
        ? []
        : [
          Scale(
            id: "scale", title: Self.text("Scale"), items: items, minimumAnswered: max(1, variables - 2),
            favourableFrom: 3.5)
        ], indicators: [])
  }

  private static func text(_ english: String) -> LocalizedText { LocalizedText([.en: english]) }
}

/// SplitMix64: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators".
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 below 1.
  mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }

  /// A place with a chance in proportion to its weight.
  mutating func draw(_ weights: [Double]) -> Int {
    var rest = share() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return place }
    }
    return weights.count - 1
  }
}
