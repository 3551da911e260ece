import Foundation
import Testing

@testable import SurveyCore

@Suite struct CSVReaderTests {
  struct Case: Sendable {
    let source: String
    let text: String
    let rows: [[String]]
  }

  static let cases = [
    Case(
      source: "RFC 4180 2.1, CRLF", text: "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n",
      rows: [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    Case(source: "RFC 4180 2.2, no line break at the end", text: "a,b\r\nc,d", rows: [["a", "b"], ["c", "d"]]),
    Case(source: "RFC 4180 2.4, spaces belong to a field", text: " a , b\n", rows: [[" a ", " b"]]),
    Case(source: "RFC 4180 2.5, quoted and plain", text: "\"aaa\",bbb\n", rows: [["aaa", "bbb"]]),
    Case(
      source: "RFC 4180 2.6, break and comma in quotes", text: "\"aaa\",\"b\r\nbb\",\"c,c\"\r\nzzz,yyy,xxx",
      rows: [["aaa", "b\r\nbb", "c,c"], ["zzz", "yyy", "xxx"]]),
    Case(source: "RFC 4180 2.7, doubled quotes", text: "\"a\"\"b\",\"\"\"\"\n", rows: [["a\"b", "\""]]),
    Case(source: "empty fields", text: ",\n,,\n", rows: [["", ""], ["", "", ""]]),
    Case(source: "a quoted empty field is a row", text: "\"\"\n", rows: [[""]]),
    Case(source: "byte-order mark", text: "\u{FEFF}a,b\n", rows: [["a", "b"]]),
    Case(source: "empty lines are no rows", text: "\n\r\na\n\n\nb\n\n", rows: [["a"], ["b"]]),
    Case(source: "nothing", text: "", rows: []),
    Case(source: "UTF-8", text: "é,😀\n", rows: [["é", "😀"]]),
  ]

  @Test("rows and fields", arguments: cases)
  func reads(_ example: Case) throws {
    var reader = CSVReader(bytes: Array(example.text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.fields) }
    #expect(rows == example.rows, "\(example.source)")
  }

  struct Broken: Sendable {
    let text: String
    let line: Int
    let column: Int
  }

  static let broken = [
    Broken(text: "a,b\nc,\"d\ne", line: 2, column: 3),
    Broken(text: "a\"b\n", line: 1, column: 2),
    Broken(text: "a\nx,\"b\"c\n", line: 2, column: 6),
    Broken(text: "a\rb\n", line: 1, column: 2),
  ]

  @Test("syntax errors have a place", arguments: broken)
  func refuses(_ broken: Broken) throws {
    var reader = CSVReader(bytes: Array(broken.text.utf8))
    var caught: CSVReader.SyntaxError?
    do { while try reader.next() != nil {} } catch { caught = error }
    #expect(caught?.line == broken.line)
    #expect(caught?.column == broken.column)
  }

  @Test func `rows know their line and the places of their fields`() throws {
    var reader = CSVReader(bytes: Array("a,\"b\nb\",c\nd,e,f\n".utf8))
    let first = try #require(try reader.next())
    #expect(first.line == 1)
    #expect(first.places.map(\.line) == [1, 1, 2])
    #expect(first.places.map(\.column) == [1, 3, 4])
    let second = try #require(try reader.next())
    #expect(second.line == 3)
  }

  @Test func `a file longer than the buffer reads as in memory`() throws {
    let text = (0..<60_000).map { "\($0),\"a\"\"\($0)\",\r\n" }.joined()
    let url = FileManager.default.temporaryDirectory.appending(path: "csv-reader-\(UUID().uuidString).csv")
    try text.write(to: url, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    #expect(text.utf8.count > 3 * CSVReader.chunkSize)
    var reader = try CSVReader(path: url.path)
    var count = 0
    while let row = try reader.next() {
      guard row.fields == ["\(count)", "a\"\(count)", ""] else {
        Issue.record("row \(count) differs")
        break
      }
      count += 1
    }
    #expect(count == 60_000)
  }

  @Test func `a missing file is named`() {
    #expect(throws: UnreadableFile.self) { _ = try CSVReader(path: "/no/such/file.csv") }
  }
}
