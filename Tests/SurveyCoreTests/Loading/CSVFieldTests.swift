import SurveyCore
import Testing

@Suite struct CSVFieldTests {
  /// RFC 4180, section 2, rules 5 to 7; worked by hand.
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("two\r\nlines", "\"two\r\nlines\""), ("a;b", "\"a;b\""), ("a\tb", "\"a\tb\""), ("l’été", "l’été"),
  ])
  func `fields are quoted where they need it`(text: String, field: String) {
    #expect(CSVField.text(text) == field)
  }
}
