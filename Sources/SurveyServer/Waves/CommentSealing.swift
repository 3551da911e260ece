internal import SurveyCore

internal import struct Foundation.Data

/// How the comments of a wave's survey become records: always one per comment item, padded to the item's size, with the unit's level
/// that the survey keeps beside comments, if it keeps one.
struct CommentSealing: Sendable {
  private let limits: [Int]
  private let unitOffset: Int?
  /// For each unit code the code that is sealed with a comment.
  private let ancestors: [UInt16]

  init(_ survey: Survey, organisation: Organisation?) {
    limits = survey.questions.compactMap { question in
      if case .comment(let maximumLength) = question.kind { maximumLength } else { nil }
    }
    guard let level = survey.privacy.commentsBy, let organisation,
      let column = ColumnLayout(survey).columns.first(where: { $0.width == 2 })
    else {
      unitOffset = nil
      ancestors = []
      return
    }
    unitOffset = column.offset
    ancestors =
      [UnitCode.notShown]
      + organisation.units.indices.map { index in
        organisation.path(from: index).first { organisation.units[$0].level == level }.map { UInt16($0 + 1) }
          ?? UnitCode.notShown
      }
  }

  /// The padded records of an answer's comments.
  func records(of answer: ValidatedAnswer) throws -> [Data] {
    let unit = unit(in: answer.record)
    return try zip(answer.comments, limits).map { text, limit in
      guard
        let record = CommentRecord(unit: text.isEmpty ? UnitCode.notShown : unit, text: text)
          .padded(maximumLength: limit)
      else { throw AnswerBoxError.notWritten }
      return record
    }
  }

  private func unit(in record: [UInt8]) -> UInt16 {
    guard let unitOffset else { return UnitCode.notShown }
    let code = Int(record[unitOffset]) | Int(record[unitOffset + 1]) << 8
    return ancestors.indices.contains(code) ? ancestors[code] : UnitCode.notShown
  }
}
