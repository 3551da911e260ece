public import Foundation

/// An answer as a client sends it, before it is held against the survey.
///
/// In JSON (`POST answers`): a number, a text, a list of codes, or the words `declined` and `n/a`. What such a word
/// means depends on the question (in a comment it is text), so decoding keeps it as text and ``AnswerValidator``
/// decides.
public enum AnswerInput: Sendable, Hashable {
  /// An option's code, or a number.
  case number(Double)
  /// A comment or a unit's id; outside comments, `declined` and `n/a` mean ``declined`` and ``notApplicable``.
  case text(String)
  /// The codes ticked for a `many` item; none ticked is the empty list.
  case codes([Int])
  /// "I'd rather not say."
  case declined
  /// "Doesn't apply to me."
  case notApplicable
  /// Something that is no answer at all, such as `true`, `null` or a list of texts.
  case unreadable

  /// The word that stands for ``declined`` in JSON, forms and CSV.
  public static let declinedWord = "declined"
  /// The word that stands for ``notApplicable`` in JSON, forms and CSV.
  public static let notApplicableWord = "n/a"

  /// The answers of a JSON object by question.
  ///
  /// - Throws: A `DecodingError` where the data isn't a JSON object.
  public static func answers(json: Data) throws -> [String: AnswerInput] {
    try JSONDecoder().decode([String: AnswerInput].self, from: json)
  }
}

extension AnswerInput: Codable {
  /// Reads any JSON value; what can't be an answer becomes ``unreadable``.
  public init(from decoder: any Decoder) throws {
    guard let container = try? decoder.singleValueContainer() else {
      self = .unreadable
      return
    }
    if let number = try? container.decode(Double.self) {
      self = number.isFinite ? .number(number) : .unreadable
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let codes = try? container.decode([Int].self) {
      self = .codes(codes)
    } else {
      self = .unreadable
    }
  }

  /// Writes the answer as clients send it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number):
      if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
    case .text(let text): try container.encode(text)
    case .codes(let codes): try container.encode(codes)
    case .declined: try container.encode(Self.declinedWord)
    case .notApplicable: try container.encode(Self.notApplicableWord)
    case .unreadable: try container.encodeNil()
    }
  }
}
