import NIOCore
import Testing

@testable import SurveyServer

/// Cases of the URL Standard, section 5.1 (application/x-www-form-urlencoded parsing).
@Suite struct FormFieldsTests {
  static let cases: [(body: String, fields: [(String, String)]?)] = [
    ("", []),
    ("a=1&b=2", [("a", "1"), ("b", "2")]),
    ("a=1&a=2", [("a", "1"), ("a", "2")]),
    ("a", [("a", "")]),
    ("a=b=c", [("a", "b=c")]),
    ("&&a=1&", [("a", "1")]),
    ("a=b+c%20d", [("a", "b c d")]),
    ("%C3%A9=%F0%9F%98%80", [("é", "😀")]),
    ("n%2Fa=%26%3D", [("n/a", "&=")]),
    ("a=%", nil),
    ("a=%4", nil),
    ("a=%zz", nil),
    ("a=%C3", nil),
  ]

  @Test("forms are read as browsers write them", arguments: cases)
  func reads(_ example: (body: String, fields: [(String, String)]?)) {
    let form = FormFields(ByteBuffer(string: example.body))
    #expect(form?.fields.map(\.name) == example.fields?.map(\.0))
    #expect(form?.fields.map(\.value) == example.fields?.map(\.1))
  }

  @Test func `a form of far too many fields is refused`() {
    #expect(FormFields(ByteBuffer(string: String(repeating: "a=1&", count: FormFields.maximumCount))) != nil)
    #expect(FormFields(ByteBuffer(string: String(repeating: "a=1&", count: FormFields.maximumCount + 1))) == nil)
  }
}
