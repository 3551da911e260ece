internal import SurveyCore

/// The JSON body of `POST /w/{wave}/answers`: a right to answer and the answers.
struct AnswerDocument: Sendable {
  /// A right as it was sent.
  enum Right: Sendable, Hashable {
    case code(String)
    case nonce(String)
    /// A pass of the blind-signature protocol: its number and its signature.
    case pass(nonce: String, signature: String)
  }

  /// The one right that was given; nil for none or several.
  let right: Right?
  /// The answers by question.
  let answers: [String: AnswerInput]

  /// Reads a body.
  ///
  /// - Throws: Where it isn't a JSON object with `answers`, or says anything twice. Members that the format doesn't know are errors,
  ///   so that a misspelt one isn't lost; `padding` is passed over.
  init(json: [UInt8]) throws(JSONReader.Malformed) {
    var reader = JSONReader(json)
    var rights: [Right] = []
    var answers: [String: AnswerInput]?
    try reader.object { (name, reader) throws(JSONReader.Malformed) in
      switch name {
      case "code": rights.append(.code(try reader.string()))
      case "nonce": rights.append(.nonce(try reader.string()))
      case "pass":
        rights.append(try Self.pass(&reader))
      case "answers":
        guard answers == nil else { throw JSONReader.Malformed() }
        answers = try Self.answers(&reader)
      case "padding": try reader.skip()
      default: throw JSONReader.Malformed()
      }
    }
    try reader.end()
    guard let answers else { throw JSONReader.Malformed() }
    self.right = rights.count == 1 ? rights[0] : nil
    self.answers = answers
  }

  private static func pass(_ reader: inout JSONReader) throws(JSONReader.Malformed) -> Right {
    var parts: [String: String] = [:]
    try reader.object { (name, reader) throws(JSONReader.Malformed) in
      guard parts.updateValue(try reader.string(), forKey: name) == nil else { throw JSONReader.Malformed() }
    }
    guard parts.count == 2, let nonce = parts["n"], let signature = parts["s"] else { throw JSONReader.Malformed() }
    return .pass(nonce: nonce, signature: signature)
  }

  private static func answers(_ reader: inout JSONReader) throws(JSONReader.Malformed) -> [String: AnswerInput] {
    var answers: [String: AnswerInput] = [:]
    answers.reserveCapacity(64)
    try reader.object { (name, reader) throws(JSONReader.Malformed) in
      guard answers.updateValue(try Self.answer(&reader), forKey: name) == nil else { throw JSONReader.Malformed() }
    }
    return answers
  }

  private static func answer(_ reader: inout JSONReader) throws(JSONReader.Malformed) -> AnswerInput {
    switch try reader.peek() {
    case UInt8(ascii: "\""): return .text(try reader.string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try reader.number())
    case UInt8(ascii: "["):
      var codes: [Int] = []
      var isReadable = true
      try reader.array { (reader) throws(JSONReader.Malformed) in
        switch try reader.peek() {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
          if let code = Int(exactly: try reader.number()) { codes.append(code) } else { isReadable = false }
        default:
          isReadable = false
          try reader.skip()
        }
      }
      return isReadable ? .codes(codes) : .unreadable
    default:
      try reader.skip()
      return .unreadable
    }
  }
}
