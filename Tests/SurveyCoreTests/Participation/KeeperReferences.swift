import Foundation

/// Keepers' values made by `References/make/keepers.py` without the engine.
struct KeeperReferences: Decodable {
  struct Split: Decodable, Sendable {
    let count: Int
    let needed: Int
    let secret: String
    let numbers: [Int]
    let shares: [String]
    let tooFew: String
  }

  struct Key: Decodable {
    let `private`: String
    let `public`: String
    let set: String
  }

  let products: [[UInt8]]
  let inverses: [UInt8]
  let splits: [Split]
  let key: Key
  let shareFiles: [String]
  let passphrase: String
  let lockedKey: String
  let lockedShare: String

  static let read: KeeperReferences = {
    do {
      let folder = Bundle.module.resourceURL ?? URL(filePath: "/")
      let data = try Data(contentsOf: folder.appending(components: "values", "keepers.json"))
      return try JSONDecoder().decode(KeeperReferences.self, from: data)
    } catch { fatalError("values/keepers.json can't be read: \(error)") }
  }()
}

/// The bytes of hexadecimal digits.
func bytes(_ hexadecimal: String) -> [UInt8] {
  stride(from: 0, to: hexadecimal.count, by: 2).map { start in
    let first = hexadecimal.index(hexadecimal.startIndex, offsetBy: start)
    return UInt8(hexadecimal[first...].prefix(2), radix: 16) ?? 0
  }
}
