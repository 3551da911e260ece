import Crypto
import SurveyCore

public import Foundation

/// The results of a wave that was unsealed on the keeper's own machine (`survey-results/v1`), on their way to the office.
///
/// After the heading line come frames (``FrameWriter``):
/// 1. a summary as JSON (``Summary``): the wave, its counts, and which exported box and which definition they came from;
/// 2. the ratings: one record per answer, in shuffled order, each the survey's columns one after another;
/// 3. the comments item by item, each in shuffled order: unit (two bytes, little-endian) and text, empty ones left out;
/// 4. all receipts, sorted, one a line.
///
/// The end is the SHA-256 of all that and an HMAC of it under the challenge that was sealed into the exported box: only who opened the box
/// with the keeper's key can have written it. Nothing joins comments or receipts to ratings. The answers are readable: treat the file as
/// the results themselves.
public struct ResultsFile {
  static let heading = "survey-results/v1"
  private static let tagSize = 32

  /// What the results say about themselves.
  struct Summary: Codable, Sendable, Hashable {
    let wave: String
    let answers: Int
    /// How many answers were typed in from paper; nil in files of versions that didn't count them.
    let paper: Int?
    /// How many comments there are of each comment item.
    let comments: [Int]
    /// The SHA-256 of the exported box, in hexadecimal.
    let box: String
    /// What the columns mean: ``ResultsFile/definitionDigest(survey:organisation:)``.
    let definition: String
  }

  let summary: Summary
  let opened: UnsealedWave
  private let ending: FrameReader.Ending

  /// The wave whose results these are.
  public var wave: String { summary.wave }

  /// Reads a results file whole.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` when it is of another kind or version, damaged or edited.
  public init(at url: URL) throws {
    let reader = try FrameReader(url, heading: Self.heading, kind: "a results file", sealSize: Self.tagSize)
    let summary: Summary
    do { summary = try JSONDecoder().decode(Summary.self, from: try reader.next()) } catch is DecodingError {
      throw reader.damaged
    }
    let records = [UInt8](try reader.next())
    let comments = try summary.comments.map { count in
      guard count >= 0, count <= summary.answers else { throw reader.damaged }
      return try (0..<count).map { _ in
        let frame = [UInt8](try reader.next())
        guard frame.count > 2, let text = String(validating: frame.dropFirst(2), as: UTF8.self) else {
          throw reader.damaged
        }
        return CommentRecord(unit: UInt16(frame[0]) | UInt16(frame[1]) << 8, text: text)
      }
    }
    let receipts = String(decoding: try reader.next(), as: UTF8.self).split(separator: "\n").map(String.init)
    guard reader.isAtEnd, receipts.count == summary.answers, (0...summary.answers).contains(summary.paper ?? 0) else {
      throw reader.damaged
    }
    opened = UnsealedWave(
      answers: summary.answers, paper: summary.paper ?? 0, records: records, comments: comments, receipts: receipts)
    ending = reader.ending
    self.summary = summary
  }

  /// Whether the file was written by somebody who opened the box's challenge.
  func isVouchedFor(by challenge: Data) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
      ending.seal, authenticating: Self.vouched(ending.digest), using: SymmetricKey(data: challenge))
  }

  static func write(_ opened: UnsealedWave, of box: ExportedBox, challenge: Data, to writer: FrameWriter) throws {
    let summary = Summary(
      wave: box.wave.id, answers: opened.answers, paper: opened.paper, comments: opened.comments.map(\.count),
      box: box.digest.hexadecimal,
      definition: definitionDigest(survey: box.stated.survey, organisation: box.stated.organisation))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try writer.write(try encoder.encode(summary))
    try writer.write(Data(opened.records))
    for comment in opened.comments.joined() {
      let unit = [UInt8(truncatingIfNeeded: comment.unit), UInt8(truncatingIfNeeded: comment.unit >> 8)]
      try writer.write(Data(unit) + Data(comment.text.utf8))
    }
    try writer.write(Data(opened.receipts.joined(separator: "\n").utf8))
    try writer.finish { digest in
      Data(HMAC<SHA256>.authenticationCode(for: vouched(digest), using: SymmetricKey(data: challenge)))
    }
  }

  private static func vouched(_ digest: Data) -> Data { Data("\(heading) ".utf8) + digest }

  /// The SHA-256 of the frozen texts, in hexadecimal.
  static func definitionDigest(survey: String, organisation: String?) -> String {
    var hash = SHA256()
    for text in [survey, organisation ?? ""] {
      hash.update(data: Data("\(text.utf8.count):".utf8))
      hash.update(data: Data(text.utf8))
    }
    return Data(hash.finalize()).hexadecimal
  }
}

extension Data {
  /// The bytes as hexadecimal digits.
  var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
