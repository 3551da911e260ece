import Crypto

public import struct Foundation.Data

/// One holder's share of a keeper's key. Together with enough others of the same splitting it gives the key; alone it tells nothing.
public struct KeeperShare: Sendable, Hashable {
  /// Which share it is, from 1.
  public let number: Int
  /// How the key was split.
  public let sharing: KeySharing
  /// The public half of the key that was split, 32 bytes.
  public let publicKey: Data
  let values: [UInt8]

  init(number: Int, sharing: KeySharing, publicKey: Data, values: [UInt8]) {
    self.number = number
    self.sharing = sharing
    self.publicKey = publicKey
    self.values = values
  }

  var point: SecretSharing.Point { SecretSharing.Point(x: UInt8(number), values: values) }

  // MARK: As bytes

  /// Number, needed, count, set, values and a checksum: nine groups of five bytes.
  static let size = 3 + KeySharing.setSize + 32 + checkSize
  private static let checkSize = 3

  var bytes: Data {
    let body = Data([UInt8(number), UInt8(sharing.needed), UInt8(sharing.count)]) + sharing.set + values
    return body + Self.checksum(of: body, publicKey: publicKey)
  }

  /// Reads a share.
  ///
  /// - Returns: Nil where its checksum doesn't fit, the public half's included.
  init?(bytes: Data, publicKey: Data) {
    guard bytes.count == Self.size, publicKey.count == 32 else { return nil }
    let all = [UInt8](bytes)
    let body = Data(all.dropLast(Self.checkSize))
    let (number, valuesStart) = (Int(all[0]), 3 + KeySharing.setSize)
    guard Data(all.suffix(Self.checkSize)) == Self.checksum(of: body, publicKey: publicKey),
      let sharing = KeySharing(count: Int(all[2]), needed: Int(all[1]), set: Data(all[3..<valuesStart])),
      (1...sharing.count).contains(number)
    else { return nil }
    self.init(
      number: number, sharing: sharing, publicKey: publicKey, values: Array(all[valuesStart..<valuesStart + 32]))
  }

  private static func checksum(of body: Data, publicKey: Data) -> Data {
    Data(SHA256.hash(data: Data("survey-keeper-share/v1".utf8) + publicKey + body).prefix(checkSize))
  }
}

extension KeeperKey {
  /// Splits the key among several holders.
  public func shares(_ sharing: KeySharing) -> [KeeperShare] {
    var generator = SystemRandomNumberGenerator()
    let points = SecretSharing.split(
      [UInt8](privateKey.rawRepresentation), count: sharing.count, needed: sharing.needed, using: &generator)
    return points.map {
      KeeperShare(number: Int($0.x), sharing: sharing, publicKey: publicKey, values: $0.values)
    }
  }
}
