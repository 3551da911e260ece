import Foundation

/// Reads comma-separated values (RFC 4180) from a file, one row at a time.
///
/// Quoted fields may hold commas, doubled quotes and line breaks; lines end with LF or CRLF; a byte-order mark at the
/// start is passed over; empty lines are no rows. Memory stays the same however long the file is. SwiftCSV, the usual
/// package for this, reads whole files into strings and dictionaries, which for a million answers takes gigabytes;
/// hence this reader of our own.
public struct CSVReader: ~Copyable {
  /// A problem in the file's syntax.
  public struct SyntaxError: Error, Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int
    /// The rule, such as `csv.syntax`.
    public var code = "csv.syntax"
    /// What is wrong, as a full sentence.
    public let message: String
    /// What to do about it, as a full sentence.
    public var advice = "Check the quotes."
  }

  /// One row: the bytes of its fields, valid until the next row is read.
  public struct Row: Sendable {
    /// The line at which the row begins, from 1.
    public fileprivate(set) var line = 0
    /// The bytes of all fields, unquoted, one after another.
    public fileprivate(set) var bytes: [UInt8] = []
    /// Where each field ends in ``bytes``.
    public fileprivate(set) var ends: [Int] = []
    /// The line and column at which each field begins.
    public fileprivate(set) var places: [(line: Int, column: Int)] = []

    /// How many fields the row has.
    public var count: Int { ends.count }

    /// Where the bytes of a field stand in ``bytes``.
    public func range(_ field: Int) -> Range<Int> {
      (field == 0 ? 0 : ends[field - 1])..<ends[field]
    }

    /// A field as text; bytes that aren't UTF-8 are replaced.
    public subscript(field: Int) -> String {
      String(decoding: bytes[range(field)], as: UTF8.self)
    }

    /// All fields as text.
    public var fields: [String] { (0..<count).map { self[$0] } }
  }

  private let source: Source
  private var buffer: [UInt8] = []
  private var position = 0
  private var line = 1
  private var column = 1
  private var ended = false

  /// Where bytes come from.
  private enum Source {
    case file(FileHandle)
    case memory
  }

  /// How many bytes are read at a time.
  static let chunkSize = 1 << 18

  /// Opens a file.
  ///
  /// - Throws: ``UnreadableFile`` where there is no such file or it can't be read.
  public init(path: String) throws(UnreadableFile) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw UnreadableFile(path: path, reason: "no such file.")
    }
    guard !isDirectory.boolValue else { throw UnreadableFile(path: path, reason: "it is a directory.") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw UnreadableFile(path: path, reason: "no permission.")
    }
    source = .file(handle)
    start()
  }

  /// Reads from bytes in memory.
  public init(bytes: [UInt8]) {
    source = .memory
    buffer = bytes
    start()
  }

  /// Passes over a byte-order mark.
  private mutating func start() {
    if case .file = source { _ = fill() }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Reads the next bytes of the file into the buffer; false at its end.
  private mutating func fill() -> Bool {
    guard !ended, case .file(let handle) = source, let data = try? handle.read(upToCount: Self.chunkSize), !data.isEmpty
    else {
      ended = true
      return false
    }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: data)
    position = 0
    return true
  }

  /// Reads the next row into `row`, reusing its storage.
  ///
  /// - Returns: False at the end of the file.
  /// - Throws: ``SyntaxError`` where a quote isn't closed or stands where none may.
  public mutating func next(into row: inout Row) throws(SyntaxError) -> Bool {
    row.bytes.removeAll(keepingCapacity: true)
    row.ends.removeAll(keepingCapacity: true)
    row.places.removeAll(keepingCapacity: true)
    guard try skipEmptyLines() else { return false }
    row.line = line
    row.places.append((line, column))
    var state = State.fieldStart
    var opening = (line: line, column: column)
    while true {
      if position == buffer.count, !fill() {
        if state == .quoted {
          throw SyntaxError(line: opening.line, column: opening.column, message: "The quote isn't closed.")
        }
        row.ends.append(row.bytes.count)
        return true
      }
      let byte = buffer[position]
      position += 1
      switch state {
      case .fieldStart, .plain, .afterQuote:
        switch byte {
        case Self.comma:
          row.ends.append(row.bytes.count)
          column += 1
          row.places.append((line, column))
          state = .fieldStart
          continue
        case Self.lineFeed:
          row.ends.append(row.bytes.count)
          line += 1
          column = 1
          return true
        case Self.carriageReturn where try endsLine():
          continue
        case Self.quote where state == .fieldStart:
          opening = (line, column)
          state = .quoted
        case Self.quote where state == .afterQuote:
          row.bytes.append(byte)
          state = .quoted
        case Self.quote:
          throw SyntaxError(
            line: line, column: column, message: "A quote stands inside a field that doesn't begin with one.")
        default:
          if state == .afterQuote {
            if row.ends.isEmpty, let (code, message, advice) = ForeignFormat(separator: byte)?.words {
              throw SyntaxError(line: line, column: 1, code: code, message: message, advice: advice)
            }
            throw SyntaxError(line: line, column: column, message: "After the closing quote the field goes on.")
          }
          row.bytes.append(byte)
          state = .plain
        }
        advance(over: byte)
      case .quoted:
        if byte == Self.quote { state = .afterQuote } else { row.bytes.append(byte) }
        if byte == Self.lineFeed {
          line += 1
          column = 1
        } else {
          advance(over: byte)
        }
      }
    }
  }

  /// Reads the next row.
  ///
  /// - Returns: The row, or nil at the end of the file.
  public mutating func next() throws(SyntaxError) -> Row? {
    var row = Row()
    return try next(into: &row) ? row : nil
  }

  private enum State {
    case fieldStart, plain, quoted, afterQuote
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Counts a column, unless the byte goes on with a character.
  private mutating func advance(over byte: UInt8) {
    if byte & 0xC0 != 0x80 { column += 1 }
  }

  /// Whether a line feed follows the carriage return that was just read.
  private mutating func endsLine() throws(SyntaxError) -> Bool {
    if position == buffer.count, !fill() { return true }
    if buffer[position] == Self.lineFeed { return true }
    if buffer[position] == 0 {
      let (code, message, advice) = ForeignFormat.utf16.words
      throw SyntaxError(line: line, column: 1, code: code, message: message, advice: advice)
    }
    throw SyntaxError(line: line, column: column, message: "A carriage return stands without a line feed.")
  }

  /// Passes over empty lines; false at the end of the file.
  private mutating func skipEmptyLines() throws(SyntaxError) -> Bool {
    while true {
      if position == buffer.count, !fill() { return false }
      switch buffer[position] {
      case Self.lineFeed:
        position += 1
        line += 1
        column = 1
      case Self.carriageReturn:
        position += 1
        _ = try endsLine()
      default: return true
      }
    }
  }
}
