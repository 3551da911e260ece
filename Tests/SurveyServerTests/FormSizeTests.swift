import Foundation
import HummingbirdTesting
import SurveyCore
import SurveyTestSupport
import Testing

@testable import SurveyServer

@Suite struct FormSizeTests {
  /// Everything ticked and written in full, with a pass, fits into one size, so that all forms can be padded to it.
  @Test func `the fullest form of a survey fits`() throws {
    let wave = try PreparedWave(TestSite().box.change { $0.waves[0] })
    var fields = [
      ("n", String(repeating: "x", count: 43)), ("s", String(repeating: "x", count: 342)), ("page", "99"),
      ("do", "skip-check"), ("padding", ""),
    ]
    for question in wave.questions {
      switch question.kind {
      case .comment(let maximumLength): fields.append((question.id, String(repeating: "é ", count: maximumLength / 3)))
      case .many: fields += question.kind.codes.map { (question.id, String($0)) }
      case .number: fields.append((question.id, "123456789,123456789"))
      default: fields.append((question.id, "declined"))
      }
    }
    let body = fields.map { name, value in
      name + "="
        + (value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        .replacing("%20", with: "+")
    }.joined(separator: "&")
    #expect(body.utf8.count <= wave.formSize)
    #expect(wave.formSize % 1024 == 0)
    #expect(wave.formSize < ServerSettings().maximumBodySize / 4)
  }
}
