/// Reads JSON (RFC 8259) step by step from bytes, without building values that nobody asked for.
///
/// The route that takes answers is the one place where JSON speed decides how many people can answer at once; this reader costs a
/// fraction of a general decoder there, and refuses what is ambiguous: trailing bytes, broken UTF-8, unpaired surrogates.
struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  /// How deep arrays and objects may lie in one another.
  static let maximumDepth = 32

  /// The bytes aren't JSON of the expected shape.
  struct Malformed: Error {}

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The first byte of the next value, after white space; the kind of value follows from it.
  mutating func peek() throws(Malformed) -> UInt8 {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return bytes[index]
      }
    }
    throw Malformed()
  }

  /// Reads an object; `member` must read each member's value.
  mutating func object(_ member: (String, inout JSONReader) throws(Malformed) -> Void) throws(Malformed) {
    try expect(UInt8(ascii: "{"))
    if try peek() == UInt8(ascii: "}") {
      index += 1
      return
    }
    while true {
      _ = try peek()
      let name = try string()
      try expect(UInt8(ascii: ":"))
      try member(name, &self)
      guard try continues(until: UInt8(ascii: "}")) else { return }
    }
  }

  /// Reads an array; `element` must read each element.
  mutating func array(_ element: (inout JSONReader) throws(Malformed) -> Void) throws(Malformed) {
    try expect(UInt8(ascii: "["))
    if try peek() == UInt8(ascii: "]") {
      index += 1
      return
    }
    while true {
      try element(&self)
      guard try continues(until: UInt8(ascii: "]")) else { return }
    }
  }

  /// Reads a string.
  mutating func string() throws(Malformed) -> String {
    try expect(UInt8(ascii: "\""))
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let text = String(validating: bytes[start..<index], as: UTF8.self)
        index += 1
        guard let text else { throw Malformed() }
        return text
      case UInt8(ascii: "\\"): return try string(withEscapesFrom: start)
      case 0..<0x20: throw Malformed()
      default: index += 1
      }
    }
    throw Malformed()
  }

  /// Reads a number.
  mutating func number() throws(Malformed) -> Double {
    _ = try peek()
    let start = index
    var whole = 0
    let isNegative = take(UInt8(ascii: "-"))
    let digits = digits { whole = whole &* 10 &+ Int($0) }
    guard digits > 0, digits == 1 || bytes[start + (isNegative ? 1 : 0)] != UInt8(ascii: "0") else { throw Malformed() }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      guard self.digits({ _ in }) > 0 else { throw Malformed() }
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      guard self.digits({ _ in }) > 0 else { throw Malformed() }
    }
    if isWhole, digits <= 15 { return Double(isNegative ? -whole : whole) }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)), number.isFinite else {
      throw Malformed()
    }
    return number
  }

  /// Passes over a value of any kind.
  mutating func skip(depth: Int = 0) throws(Malformed) {
    guard depth < Self.maximumDepth else { throw Malformed() }
    switch try peek() {
    case UInt8(ascii: "{"): try object { (_, reader) throws(Malformed) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "["): try array { (reader) throws(Malformed) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: _ = try number()
    }
  }

  /// Makes sure that nothing but white space follows.
  mutating func end() throws(Malformed) {
    guard (try? peek()) == nil else { throw Malformed() }
  }

  // MARK: Parts

  private mutating func expect(_ byte: UInt8) throws(Malformed) {
    guard try peek() == byte else { throw Malformed() }
    index += 1
  }

  private mutating func continues(until end: UInt8) throws(Malformed) -> Bool {
    let byte = try peek()
    guard byte == end || byte == UInt8(ascii: ",") else { throw Malformed() }
    index += 1
    return byte != end
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func digits(_ each: (UInt8) -> Void) -> Int {
    let start = index
    while index < bytes.count, case 0x30...0x39 = bytes[index] {
      each(bytes[index] - 0x30)
      index += 1
    }
    return index - start
  }

  private mutating func literal(_ text: StaticString) throws(Malformed) {
    let end = index + text.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[index..<end].elementsEqual(expected) else { throw Malformed() }
    index = end
  }

  /// Goes on with a string at its first escape.
  private mutating func string(withEscapesFrom start: Int) throws(Malformed) -> String {
    var decoded = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: decoded, as: UTF8.self) else { throw Malformed() }
        return text
      case UInt8(ascii: "\\"): try decodeEscape(into: &decoded)
      case 0..<0x20: throw Malformed()
      default: decoded.append(byte)
      }
    }
    throw Malformed()
  }

  private mutating func decodeEscape(into decoded: inout [UInt8]) throws(Malformed) {
    guard index < bytes.count else { throw Malformed() }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let unit = try hexUnit()
      if let scalar = Unicode.Scalar(unit) {
        decoded.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        return
      }
      // A surrogate: the second half must follow.
      guard unit < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw Malformed() }
      let second = try hexUnit()
      guard 0xDC00..<0xE000 ~= second,
        let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
      else { throw Malformed() }
      decoded.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    default: throw Malformed()
    }
  }

  private mutating func hexUnit() throws(Malformed) -> UInt16 {
    guard index + 4 <= bytes.count else { throw Malformed() }
    var unit: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      default: throw Malformed()
      }
    }
    index += 4
    return unit
  }
}
