import Foundation
import SurveyCore
import Testing

@Suite struct KeeperKeyTests {
  // The recipient's key of RFC 9180, appendix A.2.1 (skRm, pkRm), put into a file by Python:
  //
  //   python3 -c 'A = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
  //   def text(b):
  //     n = -(-len(b) * 8 // 5); number = int.from_bytes(b, "big") << n * 5 - len(b) * 8
  //     return "".join(A[number >> 5 * place & 31] for place in range(n - 1, -1, -1))
  //   key = bytes.fromhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
  //   groups = [key[i:i + 5] for i in range(0, 32, 5)]
  //   print(text(bytes.fromhex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")))
  //   print("-".join(text(g) + (A + "*~$=U")[int.from_bytes(g, "big") % 37] for g in groups))'
  private static let publicLine = "public: 8C8EX5YRHK0Z1255AXP7FARCYQ1TRYBZ7PAH773CGJTM572SCRN0"
  private static let groups = [
    "G1BSJ7QFU", "HWFHNWCF3", "9AA93MBA7", "3KHK7XMN5", "TKDRWE6T7", "EPBNRH3R2", "W3XGQ",
  ]
  private static let publicKey = Data([
    0x43, 0x10, 0xEE, 0x97, 0xD8, 0x8C, 0xC1, 0xF0, 0x88, 0xA5, 0x57, 0x6C, 0x77, 0xAB, 0x0C, 0xF5,
    0xC3, 0xAC, 0x79, 0x7F, 0x3D, 0x95, 0x13, 0x9C, 0x6C, 0x84, 0xB5, 0x42, 0x9C, 0x59, 0x66, 0x2A,
  ])

  private static func file(_ key: String, public publicLine: String = publicLine) -> String {
    "survey-keeper/v1\nKeep this.\n\(publicLine)\nkey: \(key)\n"
  }

  private static func file(_ groups: [String] = groups) -> String {
    file(groups.joined(separator: "-"))
  }

  private func error(_ text: String) -> KeeperKeyError? {
    #expect(throws: KeeperKeyError.self) { try KeeperKey(fileText: text) }
  }

  @Test func `a file made by another program is read`() throws {
    let key = try KeeperKey(fileText: Self.file())
    #expect(key.publicKey == Self.publicKey)
    #expect(key.publicFileText == "survey-keeper-public/v1\n\(Self.publicLine)\n")
    #expect(key.fileText.hasPrefix("survey-keeper/v1\n"))
    #expect(key.fileText.hasSuffix("\n\(Self.publicLine)\nkey: \(Self.groups.joined(separator: "-"))\n"))
  }

  @Test func `a new key's two files read back`() throws {
    for _ in 0..<100 {
      let key = KeeperKey()
      let read = try KeeperKey(fileText: key.fileText)
      #expect(read.publicKey == key.publicKey)
      #expect(read.fileText == key.fileText)
      #expect(try KeeperPublic(fileText: key.publicFileText).key == key.publicKey)
    }
    #expect(KeeperKey().publicKey != KeeperKey().publicKey)
  }

  @Test func `the public file holds nothing of the key`() {
    #expect(!Self.groups.contains { KeeperKey().publicFileText.contains($0) })
    #expect(!KeeperKey().publicFileText.contains("key:"))
  }

  @Test("a key typed off paper is read", arguments: ["lower case", "letters for digits", "Windows line ends"])
  func typed(_ kind: String) throws {
    let text =
      switch kind {
      case "lower case": Self.file(Self.groups.joined(separator: "-").lowercased())
      case "letters for digits": Self.file(Self.groups.joined(separator: "-").replacing("G1B", with: "GlB"))
      default: Self.file().replacing("\n", with: "\r\n")
      }
    #expect(try KeeperKey(fileText: text).publicKey == Self.publicKey)
  }

  @Test(arguments: groups.indices)
  func `every single mistyped character is found, with its group`(_ group: Int) {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let characters = Array(Self.groups[group])
    for position in characters.indices {
      for other in alphabet where other != characters[position] {
        var groups = Self.groups
        var changed = characters
        changed[position] = other
        groups[group] = String(changed)
        let outcome = Result { () throws(KeeperKeyError) in try KeeperKey(fileText: Self.file(groups)) }
        switch outcome {
        case .failure(let error): #expect(error == .mistyped(group: group + 1))
        case .success(let key):
          // The last group has 16 bits in 20; a character that differs in the other 4 only says the same key.
          #expect(group == 6 && position == 3 && key.publicKey == Self.publicKey)
        }
      }
    }
  }

  @Test(arguments: groups.indices)
  func `swapped neighbours are found, with their group`(_ group: Int) {
    for position in 0..<Self.groups[group].count - 2 {
      var changed = Array(Self.groups[group])
      guard changed[position] != changed[position + 1] else { continue }
      changed.swapAt(position, position + 1)
      var groups = Self.groups
      groups[group] = String(changed)
      #expect(error(Self.file(groups)) == .mistyped(group: group + 1))
    }
  }

  @Test(
    "a group with a character too few or out of the alphabet is mistyped",
    arguments: ["HWFHNWC3", "HWFHUWCF3", "HWFHNWCF", "3", "HWFHÉWCF3"])
  func mistyped(_ second: String) {
    var groups = Self.groups
    groups[1] = second
    #expect(error(Self.file(groups)) == .mistyped(group: 2))
  }

  @Test(arguments: groups.indices)
  func `a character typed twice is found, or changes nothing`(_ group: Int) {
    for position in Self.groups[group].indices {
      var groups = Self.groups
      groups[group].insert(groups[group][position], at: position)
      let outcome = Result { () throws(KeeperKeyError) in try KeeperKey(fileText: Self.file(groups)) }
      switch outcome {
      case .failure(let error): #expect(error == .mistyped(group: group + 1))
      case .success(let key): #expect(key.publicKey == Self.publicKey)
      }
    }
  }

  @Test func `a group left out is mistyped or incomplete`() {
    for count in 1..<7 { #expect(error(Self.file(Array(Self.groups.prefix(count)))) == .incomplete(groups: 7)) }
    #expect(error(Self.file(Self.groups + ["G1BSJ7QFU"])) == .incomplete(groups: 7))
    // Without a group of the middle, the last one comes where a whole one should.
    #expect(error(Self.file(Array(Self.groups[..<3] + Self.groups[4...]))) == .mistyped(group: 6))
  }

  @Test func `a missing line is named`() {
    let lines = Self.file().split(separator: "\n")
    #expect(error(lines.dropLast().joined(separator: "\n")) == .missingLine("key"))
    #expect(error("survey-keeper/v1\n") == .missingLine("key"))
    #expect(error("survey-keeper/v1\nkey:\n") == .missingLine("key"))
    #expect(throws: KeeperKeyError.missingLine("public")) {
      try KeeperPublic(fileText: "survey-keeper-public/v1\nkey: A\n")
    }
  }

  @Test func `a key without its public half is enough`() throws {
    let text = Self.file().replacing(Self.publicLine + "\n", with: "")
    #expect(try KeeperKey(fileText: text).publicKey == Self.publicKey)
  }

  @Test func `halves that don't belong together are refused`() {
    let other = KeeperKey().publicFileText.split(separator: "\n")[1]
    #expect(error(Self.file(Self.groups.joined(separator: "-"), public: String(other))) == .halvesDiffer)
    let mistyped = Self.publicLine.replacing("8C8", with: "8C9")
    #expect(error(Self.file(Self.groups.joined(separator: "-"), public: mistyped)) == .halvesDiffer)
  }

  @Test(
    "a file of another kind is told by its heading",
    arguments: [
      "", "\n", "survey-keeper/v2\nkey: A\n", " survey-keeper/v1\n", "survey: x\n",
      "survey-keeper-public/v1\npublic: A\n",
    ])
  func heading(_ text: String) {
    #expect(error(text) == .notAKeyFile(expected: "survey-keeper/v1"))
  }

  @Test func `a key's own file is no public file`() {
    #expect(throws: KeeperKeyError.notAKeyFile(expected: "survey-keeper-public/v1")) {
      try KeeperPublic(fileText: Self.file())
    }
  }

  @Test("a public half must have 32 bytes", arguments: ["8C8EX5YR", "*", publicLine.dropFirst(8) + "00"])
  func publicHalf(_ text: String) {
    #expect(throws: KeeperKeyError.notAKey) {
      try KeeperPublic(fileText: "survey-keeper-public/v1\npublic: \(text)\n")
    }
  }

  @Test func `messages say which group, and never a part of the key`() throws {
    var groups = Self.groups
    groups[2] = "0" + groups[2].dropFirst()
    let message = try #require(error(Self.file(groups))).description
    #expect(message.contains("Group 3 "))
    #expect(!groups.contains { message.contains($0) })
  }
}
