import SurveyCore
import Testing

@testable import SurveyReport

@Suite("The analysis of a survey")
struct SurveyAnalysisTests {
  typealias Sample = SampleReport

  /// ps1: 1 1 2 3 5 skipped declined; ps2: 5 4 4 3 2 4 5. nps as positions: 0 6 7 9 10 and twice skipped.
  static let small = Sample.table(
    zip(
      [1, 1, 2, 3, 5, 254, 255] as [UInt8],
      zip([5, 4, 4, 3, 2, 4, 5] as [UInt8], [1, 7, 8, 10, 11, 254, 254] as [UInt8])
    )
    .map { Sample.record(ps1: $0, ps2: $1.0, nps: $1.1, ticks: $0 == 254 ? (254, 254) : (1, 2), unit: 3, status: 1) })

  static let json = SurveyAnalysis(of: small).json

  func item(_ id: String, _ name: String) -> JSONValue? { Self.json["items"]?[id]?[name] }

  func number(_ value: JSONValue?) -> Double? {
    if case .number(let number)? = value { number } else { nil }
  }

  @Test("counts and kinds of missing answers")
  func counts() {
    #expect(Self.json["format"] == "survey.analysis/1")
    #expect(Self.json["respondents"] == 7)
    #expect(Self.json["gated"] == false)
    #expect(item("ps1", "n") == 5)
    #expect(item("ps1", "skipped") == 1)
    #expect(item("ps1", "declined") == 1)
    #expect(item("ps1", "notShown") == 0)
    #expect(item("ps1", "counts") == ["1": 2, "2": 1, "3": 1, "4": 0, "5": 1])
  }

  @Test("mean, sd, median, skewness and kurtosis of answers as given")
  func moments() throws {
    // R 4.2: x <- c(1,1,2,3,5); s <- sd(x); mean(x); s; median(x); mean((x-mean(x))^3)/s^3; mean((x-mean(x))^4)/s^4-3
    let expected = [
      "mean": 2.4, "sd": 1.6733200530681511, "median": 2, "skew": 0.52248564922332061, "kurtosis": -1.6342857142857141,
    ]
    for (name, value) in expected {
      let found = try #require(number(item("ps1", name)))
      #expect(abs(found - value) < 1e-12, "\(name)")
    }
  }

  @Test("favourable codes of a reversed item are mirrored")
  func reversed() {
    // Disagreeing (codes 1 and 2) is favourable for ps1: three of five.
    #expect(number(item("ps1", "favourable")?["share"]) == 0.6)
    #expect(number(item("ps1", "unfavourable")?["share"]) == 0.2)
    #expect(item("ps1", "favourable")?["method"] == "wilson")
    #expect(number(item("ps1", "net")).map { abs($0 - 0.4) < 1e-15 } == true)
  }

  @Test("net score: 9–10 favourable, 0–6 unfavourable")
  func netScore() {
    #expect(number(item("nps", "favourable")?["share"]) == 0.4)
    #expect(number(item("nps", "unfavourable")?["share"]) == 0.4)
    #expect(number(item("nps", "net")) == 0)
  }

  @Test("shares of ticked options count people who answered")
  func many() {
    #expect(item("trainings", "n") == 6)
    #expect(number(item("trainings", "shares")?["1"]?["share"]) == 1)
    #expect(number(item("trainings", "shares")?["2"]?["share"]) == 0)
  }

  @Test("numbers are told by band, without a mean of bands")
  func bands() {
    #expect(item("tenure", "counts") == ["1": 0, "2": 7, "3": 0])
    #expect(item("tenure", "mean") == nil)
  }

  @Test("what can't be computed says why, and is counted as a warning")
  func errors() {
    let same = Sample.table((0..<3).map { _ in Sample.record(ps1: 3, ps2: 3, unit: 3, status: 1) })
    let json = SurveyAnalysis(of: same).json
    guard case .string? = json["items"]?["ps1"]?["skew"]?["error"] else { return #expect(Bool(false)) }
    let reliability = json["scales"]?["safety-scale"]?["reliability"]
    guard case .string? = reliability?["alpha"]?["error"] else { return #expect(Bool(false)) }
    guard case .array(let warnings)? = json["warnings"] else { return #expect(Bool(false)) }
    #expect(!warnings.isEmpty)
    #expect(!json.text().contains("nan"))
  }

  @Test("scales have scores and their reliability with Feldt's interval")
  func scales() throws {
    let scale = try #require(Self.json["scales"]?["safety-scale"])
    #expect(scale["n"] == 5)
    #expect(scale["reliability"]?["cases"] == 5)
    #expect(scale["reliability"]?["alpha"]?["method"] == "feldt")
    #expect(scale["reliability"]?["items"]?["ps1"]?["alphaIfDropped"] == nil)
    // R 4.2: k <- 6-c(1,1,2,3,5); y <- c(5,4,4,3,2); mean((k+y)/2); 2*(1-(var(k)+var(y))/var(k+y))
    #expect(number(scale["mean"]).map { abs($0 - 3.6) < 1e-12 } == true)
    #expect(number(scale["reliability"]?["alpha"]?["value"]).map { abs($0 - 0.9350649350649352) < 1e-12 } == true)
  }

  @Test(
    "a wave is gated: below the minimum nothing is told, and kinds of missing answers only in groups of the minimum")
  func gated() {
    let few = Sample.table((0..<4).map { _ in Sample.record(ps1: 3, ps2: 4, unit: 3, status: 1) })
    let hidden = SurveyAnalysis(of: few, gate: DisclosureGate(responses: few)).json
    #expect(hidden["gated"] == true)
    #expect(hidden["items"]?["ps1"] == ["suppressed": ["reason": "small", "because": []]])
    #expect(hidden["scales"]?["safety-scale"] == ["suppressed": ["reason": "small", "because": []]])

    let shown = SurveyAnalysis(of: Self.small, gate: DisclosureGate(responses: Self.small)).json
    #expect(shown["items"]?["ps2"]?["n"] == 7)
    #expect(shown["items"]?["ps2"]?["skipped"] == 0)
    #expect(shown["items"]?["ps1"]?["skipped"] == ["suppressed": ["reason": "small", "because": []]])
    #expect(shown["scales"]?["safety-scale"]?["reliability"] == ["suppressed": ["reason": "small", "because": []]])
  }

  @Test("a gated wave without anything to hide has the numbers of the file")
  func sameNumbers() {
    let table = Sample.planted
    let gated = SurveyAnalysis(of: table, gate: DisclosureGate(responses: table)).json
    let file = SurveyAnalysis(of: table).json
    #expect(gated["items"] == file["items"])
    #expect(gated["scales"] == file["scales"])
  }
}
