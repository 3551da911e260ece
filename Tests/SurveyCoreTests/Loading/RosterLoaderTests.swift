import SurveyTestSupport
import Testing

@testable import SurveyCore

@Suite struct RosterLoaderTests {
  private static func load(_ text: String) -> (roster: Roster?, diagnostics: [Diagnostic]) {
    RosterLoader.load(text, file: "file.yaml", languages: [.nl, .fr], organisation: SampleSurvey.organisation)
  }

  @Test func `people stand in the order of the file, with columns in any order`() throws {
    let (loaded, diagnostics) = Self.load(
      "language,unit,email,identifier\r\nnl,N1,,\"P 1, zone\"\r\nfr,S2,a.b+c@mail.example.org,Ü7\r\n")
    #expect(diagnostics == [])
    let roster = try #require(loaded)
    #expect(
      roster.people == [
        Roster.Person(identifier: "P 1, zone", email: nil, language: .nl, unit: "N1"),
        Roster.Person(identifier: "Ü7", email: "a.b+c@mail.example.org", language: .fr, unit: "S2"),
      ])
  }

  @Test func `without an organisation units are taken as they are`() {
    let (roster, diagnostics) = RosterLoader.load(
      "identifier,email,language,unit\nP1,,nl,anything\nP2,,nl,\n", file: "file.yaml", languages: [.nl],
      organisation: nil)
    #expect(diagnostics == [])
    #expect(roster?.people.map(\.unit) == ["anything", ""])
  }

  static let badFiles = [
    BadFile(
      "nothing", "¦", says: ["[csv.empty] The file is empty. Begin with the line identifier,email,language,unit."]),
    BadFile(
      "only a header", "¦identifier,email,language,unit\n",
      says: [
        "[roster.none] There is nobody in the roster. Write a line for every person, such as 'P1001,,nl,A12'."
      ]),
    BadFile(
      "a missing and an unknown column", "¦identifier,¦mail,language,unit\nP1,,nl,N1\n",
      says: [
        "[csv.missing-column] The column 'email' is missing. Begin with the line identifier,email,language,unit.",
        "[csv.unknown-column] The column 'mail' isn't known. Did you mean 'email'?",
      ]),
    BadFile(
      "one person twice, in two spellings", "identifier,email,language,unit\nP1,,nl,N1\n¦p1,,nl,N1\n¦P1,,nl,N1\n",
      says: [
        "[roster.duplicate-identifier] 'p1' stands in line 2 already. Remove one of the two lines: everybody gets one pass.",
        "[roster.duplicate-identifier] 'P1' stands in line 2 already. Remove one of the two lines: everybody gets one pass.",
      ]),
    BadFile(
      "addresses",
      "identifier,email,language,unit\nP1,a@b.be,nl,N1\nP2,¦A@B.be,nl,N1\nP3,¦a b@c.be,nl,N1\nP4,¦a@b,nl,N1\nP5,¦a@b@c.be,nl,N1\nP6,¦<a@b.be>,nl,N1\n",
      says: [
        "[roster.duplicate-email] 'A@B.be' stands in line 2 already. Correct one of the two, or leave it empty: then a letter is written.",
        "[roster.email] 'a b@c.be' can't be an address. Write it as name@example.org, or leave it empty: then a letter is written.",
        "[roster.email] 'a@b' can't be an address. Write it as name@example.org, or leave it empty: then a letter is written.",
        "[roster.email] 'a@b@c.be' can't be an address. Write it as name@example.org, or leave it empty: then a letter is written.",
        "[roster.email] '<a@b.be>' can't be an address. Write it as name@example.org, or leave it empty: then a letter is written.",
      ]),
    BadFile(
      "identifiers, languages and units",
      "identifier,email,language,unit\n¦,,nl,N1\n¦ P2,,nl,N1\nP3,,en,N1\nP4,,¦NL,N1\nP5,,¦,N1\nP6,,nl,¦N11\nP7,,nl,\n¦P8,,nl\n",
      says: [
        "[roster.identifier] The person has no identifier. Write what the organisation knows the person by, without spaces at its ends (at most 100 bytes).",
        "[roster.identifier] ' P2' can't be an identifier. Write what the organisation knows the person by, without spaces at its ends (at most 100 bytes).",
        "[roster.language] There is no language 'NL'. Choose from nl, fr.",
        "[roster.language] The person has no language. Choose from nl, fr.",
        "[roster.unknown-unit] There is no unit 'N11' in the organisation. Did you mean 'N1'?",
        "[csv.fields] The line has 3 fields, the header 4. Write one field per column.",
      ]),
  ]

  @Test func `a person of no unit, or of a language that isn't offered, gets a letter all the same`() {
    let (roster, diagnostics) = Self.load("identifier,email,language,unit\nP1,,en,N1\nP2,,fr,\n")
    #expect(diagnostics.isEmpty)
    #expect(roster?.people.map(\.language) == [.nl, .fr])
    #expect(roster?.people.map(\.unit) == ["N1", ""])
  }

  @Test("names every mistake and its place", arguments: badFiles)
  func mistakes(_ file: BadFile) {
    let (roster, diagnostics) = Self.load(file.text)
    #expect(diagnostics.map(\.description) == file.expected)
    #expect(roster == nil)
  }

  @Test func `cut and spoilt files never crash and keep nothing`() {
    let text = "identifier,email,language,unit\n" + (1...9).map { "P\($0),p\($0)@example.org,nl,N1\n" }.joined()
    expectDiagnosticsInside(text) { text in
      let (roster, diagnostics) = Self.load(text)
      return (roster, diagnostics)
    }
  }
}
