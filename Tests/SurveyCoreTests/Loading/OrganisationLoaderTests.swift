import Testing

@testable import SurveyCore

@Suite struct OrganisationLoaderTests {
  static let csv = """
    unit,parent,level,name,headcount
    zone,,zone,Zone Voorbeeld,100
    A,zone,district,"District A, north",60
    A12,A,team,Team 12,25
    3b,A,team,Team 3b,
    B,zone,district,District B,40
    """

  @Test func `units keep the order of the file`() throws {
    let (loaded, diagnostics) = OrganisationLoader.load(Self.csv, file: "organisation.csv")
    #expect(diagnostics == [])
    let organisation = try #require(loaded)
    #expect(organisation.units.map(\.id) == ["zone", "A", "A12", "3b", "B"])
    #expect(organisation.units.map(\.parent) == [nil, 0, 1, 1, 0])
    #expect(organisation.units.map(\.level) == ["zone", "district", "team", "team", "district"])
    #expect(organisation.units[1].name == "District A, north")
    #expect(organisation.units.map(\.headcount) == [100, 60, 25, nil, 40])
    #expect(organisation.levels == ["zone", "district", "team"])
  }

  @Test func `columns and units may stand in any order`() throws {
    let text = "\u{FEFF}name,unit,level,headcount,parent\r\nTeam,t,team,5,z\r\nZone,z,zone,5,\r\n"
    let (organisation, diagnostics) = OrganisationLoader.load(text, file: "organisation.csv")
    #expect(diagnostics == [])
    #expect(organisation?.units.map(\.parent) == [1, nil])
  }

  @Test(
    "a level that occurs once is held against the others",
    arguments: [("tema", true), ("teams", true), ("Team", true), ("squad", false), ("team2", false)])
  func levelOnce(_ level: String, isWarned: Bool) {
    let text = Self.csv.replacing("B,zone,district,District B", with: "B,zone,\(level),District B")
    let (organisation, diagnostics) = OrganisationLoader.load(text, file: "o.csv")
    #expect(organisation != nil)
    let warning =
      "o.csv:6:8: warning: [unit.level-once] The level '\(level)' occurs once. Did you mean 'team'?"
    #expect(diagnostics.map(\.description) == (isWarned ? [warning] : []))
  }

  static let badFiles = [
    BadFile(
      "nothing", "¦", says: ["[csv.empty] The file is empty. Begin with the line unit,parent,level,name,headcount."]),
    BadFile(
      "only a header", "¦unit,parent,level,name,headcount\n",
      says: ["[unit.none] There are no units. Write at least the root: 'zone,,zone,Name,100'."]),
    BadFile(
      "columns", "¦unit,parent,level,¦nmae,¦unit,headcount\n",
      says: [
        "[csv.missing-column] The column 'name' is missing. Begin with the line unit,parent,level,name,headcount.",
        "[csv.unknown-column] The column 'nmae' isn't known. Did you mean 'name'?",
        "[csv.duplicate-column] The column 'unit' stands twice. Remove one of the two.",
      ]),
    BadFile(
      "everything at once",
      """
      unit,parent,level,name,headcount
      z,,zone,Zone,many
      a,¦,team,A,5
      z,z,team,Again,5
      b,x9,team,B,5
      c,d,team,C,5
      d,c,team,D,5
      ¦e,z,team
      f g,z,,¦ ,-1
      """.replacing("z,,zone,Zone,many", with: "z,,zone,Zone,¦many")
        .replacing("z,z,team,Again", with: "¦z,z,team,Again").replacing("b,x9", with: "b,¦x9")
        .replacing("c,d,", with: "c,¦d,").replacing("f g,z,,¦ ,-1", with: "¦f g,z,¦,¦ ,¦-1"),
      says: [
        "[unit.headcount] 'many' can't be a head count. Write a whole number, or leave it empty.",
        "[unit.two-roots] The unit 'a' has no parent, but 'z' is the root already. Name the unit above it.",
        "[unit.duplicate-id] The unit 'z' is also in line 2. Rename one of the two.",
        "[unit.unknown-parent] There is no unit 'x9'. Add it, or name another parent.",
        "[unit.cycle] The unit 'c' lies above itself: c, d, c. Name another parent for one of them.",
        "[csv.fields] The line has 3 fields, the header 5. Write one field per column.",
        "[unit.id] 'f g' can't be a unit's id. "
          + "Use letters, digits, hyphens and underscores, beginning with a letter or digit (at most 100).",
        "[unit.level] The unit 'f g' has no level. Write one.",
        "[unit.name] The unit 'f g' has no name. Write one.",
        "[unit.headcount] '-1' can't be a head count. Write a whole number, or leave it empty.",
      ]),
    BadFile(
      "a unit above itself", "unit,parent,level,name,headcount\nz,,zone,Z,9\na,¦a,team,A,5\n",
      says: ["[unit.cycle] The unit 'a' lies above itself: a, a. Name another parent for one of them."]),
    BadFile(
      "no root", "unit,parent,level,name,headcount\na,¦b,team,A,5\nb,a,team,B,5\n",
      says: ["[unit.cycle] The unit 'a' lies above itself: a, b, a. Name another parent for one of them."]),
    BadFile(
      "a quote", "unit,parent,level,name,headcount\nz,,zone,¦\"Z,9\n",
      says: ["[csv.syntax] The quote isn't closed. Check the quotes."]),
  ]

  @Test("all problems are reported with their lines", arguments: badFiles)
  func refuses(_ file: BadFile) {
    let (organisation, diagnostics) = OrganisationLoader.load(file.text, file: "file.yaml")
    #expect(diagnostics.map(\.description) == file.expected)
    #expect(organisation == nil)
  }

  @Test func `too few people above is a warning`() {
    let text = "unit,parent,level,name,headcount\nz,,zone,Z,9\na,z,team,A,5\nb,z,team,B,5\n"
    let (organisation, diagnostics) = OrganisationLoader.load(text, file: "o.csv")
    #expect(organisation != nil)
    #expect(
      diagnostics.map(\.description) == [
        "o.csv:2:11: warning: [unit.headcount-below] The units below 'z' count 10 people, more than its own 9. "
          + "A head count includes the units below; correct one of them."
      ])
  }

  @Test func `every diagnostic stands inside the file, however the file is cut or spoilt`() {
    expectDiagnosticsInside(Self.csv) { OrganisationLoader.load($0, file: "cut.csv") }
  }
}
