import Foundation
import Testing

@testable import SurveyStore

@Suite struct FrameReaderTests {
  private let folder = FileManager.default.temporaryDirectory

  private func file() -> URL { folder.appending(path: "frames-\(UUID().uuidString)") }

  private func write(_ frames: [Data], to url: URL) throws {
    let writer = try FrameWriter(url, heading: "sample/v1")
    for frame in frames { try writer.write(frame) }
    try writer.finish { Data($0.reversed()) }
  }

  private func reader(_ url: URL, heading: String = "sample/v1") throws -> FrameReader {
    try FrameReader(url, heading: heading, kind: "a sample", sealSize: 32)
  }

  private func why(_ url: URL, heading: String = "sample/v1") -> String {
    let error = #expect(throws: StoreError.self) { try reader(url, heading: heading) }
    guard case .unusableFile(_, let why) = error else { return "\(String(describing: error))" }
    return why
  }

  @Test func `frames of all sizes read back, from any place`() throws {
    let url = file()
    defer { try? FileManager.default.removeItem(at: url) }
    let frames = [0, 1, 3_000, 0, 1 << 20, 2_500_000, 7].map { count in
      Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    }
    try write(frames, to: url)
    let reader = try reader(url)
    var places: [UInt64] = []
    for frame in frames {
      places.append(reader.position)
      #expect(try reader.next() == frame)
    }
    #expect(reader.isAtEnd)
    #expect(throws: StoreError.self) { try reader.next() }
    for index in [5, 0, 3] {
      try reader.seek(to: places[index])
      #expect(try reader.next() == frames[index])
    }
    #expect(Data(reader.ending.seal.reversed()) == reader.ending.digest)
    let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a changed byte anywhere before the seal is found, and so is a cut`() throws {
    let url = file()
    defer { try? FileManager.default.removeItem(at: url) }
    try write([Data("first".utf8), Data("second".utf8)], to: url)
    let whole = try Data(contentsOf: url)
    for position in 0..<whole.count - 32 {
      var changed = whole
      changed[position] ^= 1
      try changed.write(to: url)
      let words = position < 7 ? "not a sample" : position < 10 ? "another version" : "damaged or edited"
      #expect(why(url).contains(words), "byte \(position)")
    }
    for count in 0..<whole.count {
      try whole.prefix(count).write(to: url)
      #expect(throws: StoreError.self, "cut to \(count)") { try reader(url) }
    }
  }

  @Test func `another kind or version is told`() throws {
    let url = file()
    defer { try? FileManager.default.removeItem(at: url) }
    try write([], to: url)
    #expect(why(url, heading: "sample/v2").contains("another version"))
    #expect(why(url, heading: "other/v1").contains("not a sample"))
    try Data("survey: x\n".utf8).write(to: url)
    #expect(why(url).contains("not a sample"))
    #expect(why(file()).contains("can't be read"))
  }

  @Test func `a file that exists isn't overwritten, and an unfinished one is taken away`() throws {
    let url = file()
    let writer = try FrameWriter(url, heading: "sample/v1")
    #expect(throws: StoreError.self) { try FrameWriter(url, heading: "sample/v1") }
    try writer.write(Data(count: 10))
    writer.abandon()
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }
}
