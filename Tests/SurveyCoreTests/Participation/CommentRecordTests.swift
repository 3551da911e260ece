import Foundation
import SurveyCore
import Testing

@Suite struct CommentRecordTests {
  @Test(
    "a comment reads back",
    arguments: [
      "", "Better tools.", "Ça va, één ding: de ploeg.", "two\nlines\r\nand a tab\t", "🚒", "👩🏽‍🚒👨‍👩‍👧‍👦🏳️‍🌈", "\u{0}", "e\u{301}",
      "\u{10FFFF}",
      String(repeating: "x", count: 200), String(repeating: "🚒", count: 200),
    ], [UInt16(0), 1, 256, 65_000, 65_534, 65_535])
  func roundTrip(_ text: String, _ unit: UInt16) throws {
    let padded = try #require(CommentRecord(unit: unit, text: text).padded(maximumLength: 200))
    #expect(padded.count == CommentRecord.size(maximumLength: 200))
    let read = try #require(CommentRecord(padded: padded))
    #expect(read.unit == unit)
    #expect(Array(read.text.utf8) == Array(text.utf8))
  }

  @Test func `the layout is as documented`() throws {
    // Unit code and length, little-endian, the text, zeros: the doc comment of CommentRecord.
    let padded = try #require(CommentRecord(unit: 0x1234, text: "één").padded(maximumLength: 2))
    #expect(Array(padded) == [0x34, 0x12, 5, 0, 0, 0, 0xC3, 0xA9, 0xC3, 0xA9, 0x6E, 0, 0, 0])
  }

  @Test func `without a unit the code is that of a question not shown`() {
    #expect(CommentRecord(text: "x").unit == 0)
  }

  @Test func `the size depends on nothing but the longest text allowed`() {
    for text in ["", "x", "🚒🚒"] {
      for unit in [UInt16(0), 500] {
        #expect(CommentRecord(unit: unit, text: text).padded(maximumLength: 2)?.count == 14)
      }
    }
  }

  @Test func `a text that takes more room than there is isn't cut`() {
    #expect(CommentRecord(text: "12345678").padded(maximumLength: 2) != nil)
    #expect(CommentRecord(text: "123456789").padded(maximumLength: 2) == nil)
    #expect(CommentRecord(text: "🚒🚒x").padded(maximumLength: 2) == nil)
    #expect(CommentRecord(text: "x").padded(maximumLength: 0) == nil)
    #expect(CommentRecord(text: "").padded(maximumLength: 0) != nil)
  }

  @Test(
    "what is no comment record is refused",
    arguments: [
      // Too short for the header.
      [], [0, 0], [0, 0, 0, 0, 0],
      // A length beyond the end: by one, by the highest byte, by all bits.
      [0, 0, 1, 0, 0, 0], [0, 0, 3, 0, 0, 0, 0x61, 0x62], [0, 0, 0, 0, 0, 1, 0x61], [0, 0, 255, 255, 255, 255, 0x61],
      // Text that is no UTF-8: a lone byte, a character cut in two, an overlong form, half a surrogate pair.
      [0, 0, 1, 0, 0, 0, 0xFF], [0, 0, 1, 0, 0, 0, 0xC3, 0xA9], [0, 0, 2, 0, 0, 0, 0xC0, 0x80],
      [0, 0, 3, 0, 0, 0, 0xED, 0xA0, 0x80],
    ] as [[UInt8]])
  func refuses(_ bytes: [UInt8]) {
    #expect(CommentRecord(padded: Data(bytes)) == nil)
  }

  @Test func `a slice of something longer is read from its own beginning`() throws {
    let padded = try #require(CommentRecord(unit: 7, text: "abc").padded(maximumLength: 3))
    #expect(CommentRecord(padded: (Data([9, 9, 9]) + padded).dropFirst(3)) == CommentRecord(unit: 7, text: "abc"))
  }
}
