import struct Foundation.Data

/// Bytes as people copy them from paper: groups of five bytes as eight characters of Crockford's base32 and a check character, with dashes.
enum CheckedGroups {
  /// Why a text isn't the bytes that are expected.
  enum Problem: Error {
    /// A group has a wrong character; groups count from 1.
    case mistyped(group: Int)
    /// Groups are missing or too many.
    case incomplete(groups: Int)
  }

  private static let groupSize = 5

  /// The groups of some bytes.
  static func text(of bytes: some Sequence<UInt8>) -> String {
    let all = Array(bytes)
    return stride(from: 0, to: all.count, by: groupSize).map { start in
      let group = all[start..<min(start + groupSize, all.count)]
      return Crockford.encode(group) + String(Crockford.checkCharacter(of: group))
    }.joined(separator: "-")
  }

  /// The bytes of some groups.
  ///
  /// - Parameter count: How many bytes there are.
  static func bytes(of text: String, count: Int) throws(Problem) -> Data {
    var bytes = Data()
    for (index, group) in text.split(separator: "-").enumerated() {
      let left = count - bytes.count
      let size = (1..<groupSize).contains(left) ? left : groupSize
      guard group.count == (size * 8 + 4) / 5 + 1, let decoded = Crockford.decode(group.dropLast()),
        decoded.count == size, group.last.map({ $0.uppercased() }) == String(Crockford.checkCharacter(of: decoded))
      else { throw .mistyped(group: index + 1) }
      bytes.append(contentsOf: decoded)
    }
    guard bytes.count == count else { throw .incomplete(groups: (count + groupSize - 1) / groupSize) }
    return bytes
  }
}
