import SurveyTestSupport
import Testing

@testable import SurveyCore

@Suite struct PopulationLoaderTests {
  static let table = ResponseTable(survey: SampleSurvey.survey, organisation: SampleSurvey.organisation, records: [])

  @Test func `head counts stand in the order of survey and tree`() throws {
    let text = "count,attribute,code\n25,unit,S2\n1900,status,1\n0,status,2\n40,unit,N1\n0,unit,N2\n7,unit,S1\n"
    let (loaded, diagnostics) = PopulationLoader.load(text, file: "file.yaml", for: Self.table)
    #expect(diagnostics == [])
    let population = try #require(loaded)
    #expect(population.margins.map(\.attribute) == ["unit", "status"])
    #expect(population.margins[0].counts.map(\.code) == ["N1", "N2", "S1", "S2"])
    #expect(population.margins[0].total == 72)
    #expect(population.margins[1].counts.map(\.people) == [1900, 0])
  }

  static let badFiles = [
    BadFile("nothing", "¦", says: ["[csv.empty] The file is empty. Begin with the line attribute,code,count."]),
    BadFile(
      "only a header", "¦attribute,code,count\n",
      says: [
        "[population.none] There are no head counts. Write a line for every value of an attribute, such as 'status,1,1900'."
      ]),
    BadFile(
      "unknown names and counts",
      "attribute,code,count\n¦statsu,1,10\nstatus,¦3,10\nstatus,1,¦-1\nstatus,2,5\nstatus,¦2,6\n¦status,1\n",
      says: [
        "[population.unknown-attribute] The survey has no attribute 'statsu'. Did you mean 'status'?",
        "[population.unknown-code] '3' is no value of 'status'. The values are 1, 2.",
        "[population.count] '-1' can't be a head count. Write a whole number from 0.",
        "[population.duplicate] '2' of 'status' stands twice. Remove one of the two lines.",
        "[csv.fields] The line has 2 fields, the header 3. Write one field per column.",
      ]),
    BadFile(
      "values without a line", "attribute,code,count\n¦¦unit,S1,4\nunit,N2,10\n¦status,1,420\n",
      says: [
        "[population.missing-code] 'unit' has no line for 'N1'. Write a line for it; 0 where there is nobody.",
        "[population.missing-code] 'unit' has no line for 'S2'. Write a line for it; 0 where there is nobody.",
        "[population.missing-code] 'status' has no line for '2'. Write a line for it; 0 where there is nobody.",
      ]),
  ]

  @Test("names every mistake and its place", arguments: badFiles)
  func mistakes(_ file: BadFile) {
    let (population, diagnostics) = PopulationLoader.load(file.text, file: "file.yaml", for: Self.table)
    #expect(diagnostics.map(\.description) == file.expected)
    #expect(population == nil)
  }

  @Test func `cut and spoilt files never crash and keep nothing`() {
    let text = "attribute,code,count\n" + ["N1", "N2", "S1", "S2"].map { "unit,\($0),25\n" }.joined()
    expectDiagnosticsInside(text) { PopulationLoader.load($0, file: "file.yaml", for: Self.table) }
  }
}
