import SurveyCore
import Testing

@testable import SurveyServer

/// Cases named after those of *Parsing JSON is a Minefield* (Seriot 2016, JSONTestSuite): y must be accepted, n must be refused.
@Suite struct JSONReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let text: String
    var isAccepted: Bool { source.hasPrefix("y") }
    var testDescription: String { source }
  }

  static let cases = [
    Case(source: "y_structure_whitespace_array", text: " [] \n\t\r"),
    Case(source: "y_array_heterogeneous", text: #"[null, 1, "1", {}, true, false]"#),
    Case(source: "y_number_real_exponent", text: "[123e45]"),
    Case(source: "y_number_minus_zero", text: "[-0]"),
    Case(source: "y_number_after_space", text: "[ 4]"),
    Case(source: "y_string_accepted_surrogate_pair", text: #"["\uD801\udc37"]"#),
    Case(source: "y_string_allowed_escapes", text: #"["\"\\\/\b\f\n\r\t"]"#),
    Case(source: "y_string_null_escape", text: #"["\u0000"]"#),
    Case(source: "y_object_empty_key", text: #"{"":0}"#),
    Case(source: "y_object_with_newlines", text: "{\n\"a\": \"b\"\n}"),
    Case(source: "n_structure_no_data", text: ""),
    Case(source: "n_structure_trailing_#", text: #"{"a":"b"}#"#),
    Case(source: "n_structure_double_array", text: "[][]"),
    Case(source: "n_structure_open_array_object", text: String(repeating: #"[{"":"#, count: 50_000)),
    Case(source: "n_structure_100000_opening_arrays", text: String(repeating: "[", count: 100_000)),
    Case(source: "n_array_extra_comma", text: #"["",]"#),
    Case(source: "n_array_just_comma", text: "[,]"),
    Case(source: "n_array_unclosed", text: #"["""#),
    Case(source: "n_number_-01", text: "[-01]"),
    Case(source: "n_number_leading_zeros", text: "[012]"),
    Case(source: "n_number_.2e-3", text: "[.2e-3]"),
    Case(source: "n_number_2.e3", text: "[2.e3]"),
    Case(source: "n_number_1eE2", text: "[1eE2]"),
    Case(source: "n_number_NaN", text: "[NaN]"),
    Case(source: "n_number_minus_infinity", text: "[-Infinity]"),
    Case(source: "n_number_hex_1_digit", text: "[0x1]"),
    Case(source: "n_number_++", text: "[++1234]"),
    Case(source: "n_number_huge_exp, as no finite value", text: "[0.4e00669999999999999999999999999999]"),
    Case(source: "n_object_trailing_comma", text: #"{"id":0,}"#),
    Case(source: "n_object_unquoted_key", text: #"{a: "b"}"#),
    Case(source: "n_object_single_quote", text: "{'a':0}"),
    Case(source: "n_object_missing_colon", text: #"{"a" b}"#),
    Case(source: "n_string_1_surrogate_then_escape", text: #"["\uD800\"]"#),
    Case(source: "n_string_incomplete_surrogate", text: #"["\uD834\uDd"]"#),
    Case(source: "n_string_lone second surrogate", text: #"["\uDFAA"]"#),
    Case(source: "n_string_escape_x", text: #"["\x00"]"#),
    Case(source: "n_string_unescaped_newline", text: "[\"new\nline\"]"),
    Case(source: "n_incomplete_true", text: "[tru]"),
    Case(source: "n_structure_capitalized_True", text: "[True]"),
  ]

  @Test("JSON is accepted and refused as RFC 8259 says", arguments: cases)
  func reads(_ example: Case) {
    #expect(Self.accepts(Array(example.text.utf8)) == example.isAccepted)
  }

  @Test func `broken UTF-8 is refused`() {
    #expect(!Self.accepts([0x5B, 0x22, 0xE5, 0x22, 0x5D]))
    #expect(!Self.accepts([0x5B, 0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22, 0x5D]))
  }

  @Test func `strings and numbers are read exactly`() throws {
    var reader = JSONReader(Array(#"["\u00e9\ud83d\ude00\"\\\/é", -12.5e1, 0.1, 123456789012345680]"#.utf8))
    var texts: [String] = []
    var numbers: [Double] = []
    try reader.array { (reader) throws(JSONReader.Malformed) in
      if try reader.peek() == UInt8(ascii: "\"") {
        texts.append(try reader.string())
      } else {
        numbers.append(try reader.number())
      }
    }
    #expect(texts == ["é😀\"\\/é"])
    #expect(numbers == [-125, 0.1, 123_456_789_012_345_680])
  }

  private static func accepts(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes)
    do {
      try reader.skip()
      try reader.end()
      return true
    } catch {
      return false
    }
  }
}
