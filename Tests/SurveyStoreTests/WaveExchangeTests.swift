import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct WaveExchangeTests {
  private struct Crash: Error {}

  /// A closed wave with answers, its exported box and the results of that.
  private final class Road {
    let harness: WaveHarness
    let box: URL
    let results: URL

    init(mode: ParticipationMode = .open) async throws {
      harness = try WaveHarness(mode: mode)
      box = harness.folder.appending(path: "box")
      results = harness.folder.appending(path: "results")
      // In waves of mode code, the last two answers are typed in from paper; two more sheets stay empty.
      let codes =
        mode == .code
        ? try harness.lifecycle.drawCodes(5, for: harness.wave)
          + harness.lifecycle.drawCodes(4, for: harness.wave, paper: true) : []
      for (index, byte) in [1, 2, 2, 3, 3, 3, 5].enumerated() {
        let answer = try harness.answer(ps1: UInt8(byte), comment: index < 3 ? "comment \(index)" : "")
        let right = mode == .code ? .code(codes[index]) : WaveHarness.nonce()
        _ = try await harness.box.submit(answer, under: right, in: harness.wave)
      }
      try harness.lifecycle.close(harness.wave)
    }

    func export() throws { _ = try harness.lifecycle.export(harness.wave, to: box) }

    func unseal() throws {
      try export()
      #expect(try ExportedBox(at: box).unseal(with: harness.key, to: results) == 7)
    }

    func receive(after: (WaveLifecycle.UnsealingStep) throws -> Void = { _ in }) throws -> Int {
      try harness.lifecycle.receive(try ResultsFile(at: results), after: after)
    }

    func expectResults() throws {
      let table = try harness.results.responses(of: harness.wave)
      #expect(table.bytes(of: "ps1")!.sorted() == [1, 2, 2, 3, 3, 3, 5])
      let comments = try harness.results.database.read {
        try String.fetchAll($0, sql: "SELECT text FROM comment ORDER BY text")
      }
      #expect(comments == ["comment 0", "comment 1", "comment 2"])
      #expect(try harness.box.sealedCounts(of: harness.wave).isEmpty)
      let list = try #require(try harness.box.countedList(of: harness.wave))
      #expect(list.hasPrefix("survey-pass/v1 counted w1 7\n"))
      #expect(try harness.results.ledger().count { $0.kind == "wave.unsealed" } == 1)
      #expect(try harness.results.ledger().count { $0.kind == "decisions" } == 1)
    }
  }

  private func expectRefusal(_ words: String, _ body: () throws -> Void) {
    let error = #expect(throws: StoreError.self) { try body() }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test(arguments: [ParticipationMode.open, .code])
  func `a box that was unsealed elsewhere gives the same results`(_ mode: ParticipationMode) async throws {
    let road = try await Road(mode: mode)
    try road.unseal()
    #expect(try road.harness.box.sealedCounts(of: "w1") == [0: 7, 1: 7], "the box stays until the results are here")
    #expect(try road.receive() == 7)
    try road.expectResults()
    #expect(try road.receive() == 7)
    try road.expectResults()
    #expect(try road.harness.results.wave("w1").paperAnswers == (mode == .code ? 2 : 0))
    let kinds = try road.harness.results.ledger().map(\.kind)
    #expect(
      kinds.suffix(6) == [
        "wave.closed", "box.exported", "results.received", "wave.unsealed", "decisions", "box.emptied",
      ])
    let boxes = try road.harness.results.ledger().filter { ["box.exported", "results.received"].contains($0.kind) }
      .map { try JSONDecoder().decode([String: String].self, from: Data($0.body.utf8))["box"] }
    #expect(boxes.count == 2 && boxes[0]?.count == 64 && boxes[0] == boxes[1], "the same exported box")
    let emptied = try road.harness.results.ledger().last
    #expect(emptied?.body.contains("to be destroyed") == true)
  }

  @Test(arguments: [WaveLifecycle.UnsealingStep.closed, .verified, .written, .emptied])
  func `a crash while receiving can be repeated`(_ step: WaveLifecycle.UnsealingStep) async throws {
    let road = try await Road()
    try road.unseal()
    #expect(throws: Crash.self) { try road.receive(after: { if $0 == step { throw Crash() } }) }
    #expect(try road.receive() == 7)
    try road.expectResults()
  }

  @Test func `an open wave isn't exported, nor one that has results or was deleted`() async throws {
    let open = try WaveHarness()
    let file = open.folder.appending(path: "box")
    expectRefusal("isn't closed yet") { _ = try open.lifecycle.export(open.wave, to: file) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let road = try await Road()
    try road.harness.lifecycle.unseal("w1", with: road.harness.key)
    expectRefusal("unsealed already") { try road.export() }
    try road.harness.lifecycle.delete("w1")
    expectRefusal("were deleted") { try road.export() }
  }

  @Test func `a box that somebody changed isn't exported`() async throws {
    let road = try await Road()
    try await road.harness.box.database.write {
      try $0.execute(sql: "DELETE FROM spent WHERE digest = (SELECT digest FROM spent LIMIT 1)")
    }
    expectRefusal("7 sealed answers, but 6 spent rights") { try road.export() }
  }

  @Test func `a damaged or edited box is refused, re-hashed or not`() async throws {
    let road = try await Road()
    try road.export()
    let whole = try Data(contentsOf: road.box)
    for position in stride(from: 20, to: whole.count, by: 97) {
      var changed = whole
      changed[position] ^= 0x20
      try changed.write(to: road.box)
      #expect(throws: StoreError.self, "byte \(position)") { try ExportedBox(at: road.box) }
    }
    // Whoever edits it can compute the hash anew, but not the signature.
    let reader = try { () throws -> FrameReader in
      try whole.write(to: road.box)
      return try FrameReader(road.box, heading: "survey-box/v1", kind: "a box", sealSize: 64)
    }()
    let edited = road.harness.folder.appending(path: "edited")
    let writer = try FrameWriter(edited, heading: "survey-box/v1")
    let header = String(decoding: try reader.next(), as: UTF8.self)
    try writer.write(Data(header.replacing("\"spent\":7", with: "\"spent\":7,\"x\":1").utf8))
    while !reader.isAtEnd { try writer.write(try reader.next()) }
    try writer.finish { _ in reader.ending.seal }
    expectRefusal("damaged or edited") { _ = try ExportedBox(at: edited) }
  }

  @Test func `another key opens nothing and leaves no file`() async throws {
    let road = try await Road()
    try road.export()
    #expect(throws: StoreError.wrongKey(wave: "w1")) {
      try ExportedBox(at: road.box).unseal(with: KeeperKey(), to: road.results)
    }
    #expect(!FileManager.default.fileExists(atPath: road.results.path))
  }

  @Test func `a sealed answer in place of the challenge opens nothing`() async throws {
    let road = try await Road()
    try road.export()
    let reader = try FrameReader(road.box, heading: "survey-box/v1", kind: "a box", sealSize: 64)
    let forged = road.harness.folder.appending(path: "forged")
    let writer = try FrameWriter(forged, heading: "survey-box/v1")
    var frames: [Data] = []
    while !reader.isAtEnd { frames.append(try reader.next()) }
    frames[1] = frames[2]
    for frame in frames { try writer.write(frame) }
    // The operator has the key that signs.
    let signer = try road.harness.workspace.receiptSigner()
    try writer.finish { Base64URL.decode(try signer.sign("survey-box/v1 \(Base64URL.encode($0))"))! }
    let box = try ExportedBox(at: forged)
    #expect(throws: StoreError.wrongKey(wave: "w1")) { try box.unseal(with: road.harness.key, to: road.results) }
  }

  @Test func `a damaged record stops the unsealing and leaves no file`() async throws {
    let road = try await Road()
    try await road.harness.box.database.write { db in
      try db.execute(
        sql: "UPDATE sealedRecord SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT id FROM sealedRecord LIMIT 1)")
    }
    try road.export()
    #expect(throws: StoreError.damagedRecord(wave: "w1")) {
      try ExportedBox(at: road.box).unseal(with: road.harness.key, to: road.results)
    }
    #expect(!FileManager.default.fileExists(atPath: road.results.path))
  }

  @Test func `results that somebody edited and hashed anew aren't taken over`() async throws {
    let road = try await Road()
    try road.unseal()
    let reader = try FrameReader(road.results, heading: "survey-results/v1", kind: "results", sealSize: 32)
    let edited = road.harness.folder.appending(path: "edited")
    let writer = try FrameWriter(edited, heading: "survey-results/v1")
    try writer.write(try reader.next())
    try writer.write(Data(try reader.next().map { $0 == 1 ? 5 : $0 }))
    while !reader.isAtEnd { try writer.write(try reader.next()) }
    try writer.finish { _ in reader.ending.seal }
    expectRefusal("keeper's key") { try road.harness.lifecycle.receive(try ResultsFile(at: edited)) }
    #expect(throws: StoreError.self) { try road.harness.results.responses(of: "w1") }
    #expect(try road.harness.box.sealedCounts(of: "w1") == [0: 7, 1: 7])
    #expect(try road.receive() == 7)
  }

  @Test func `results of another workspace's wave of that name aren't taken over`() async throws {
    let (one, other) = (try await Road(), try await Road())
    try other.unseal()
    expectRefusal("keeper's key") { try one.harness.lifecycle.receive(try ResultsFile(at: other.results)) }
  }

  @Test func `results from before a deletion or of an open wave aren't taken over`() async throws {
    let road = try await Road()
    try road.unseal()
    let open = try WaveHarness()
    expectRefusal("isn't closed") { try open.lifecycle.receive(try ResultsFile(at: road.results)) }
    try road.harness.lifecycle.delete("w1")
    expectRefusal("were deleted") { _ = try road.receive() }
  }

  @Test func `office and box on two machines are finished one after the other`() async throws {
    let road = try await Road()
    try road.unseal()
    let file = try ResultsFile(at: road.results)
    #expect(try Office(results: road.harness.results).receive(file) == 7)
    #expect(try road.harness.results.responses(of: "w1").respondents == 7)
    #expect(try road.harness.box.sealedCounts(of: "w1") == [0: 7, 1: 7])
    let signer = try road.harness.workspace.receiptSigner()
    #expect(throws: StoreError.self) { try road.harness.box.finish(file, receipts: TextSigner()) }
    for _ in 0..<2 { #expect(try road.harness.box.finish(file, receipts: signer) == 7) }
    #expect(try road.harness.box.sealedCounts(of: "w1").isEmpty)
    let list = try #require(try road.harness.box.countedList(of: "w1"))
    #expect(CountedList.isValid(list, publicKey: signer.publicKey))
  }

  @Test func `the exported box shows no answer, comment or right`() async throws {
    let road = try await Road(mode: .code)
    try road.export()
    let bytes = try Data(contentsOf: road.box)
    #expect(bytes.range(of: Data("comment 0".utf8)) == nil)
    #expect(bytes.range(of: road.harness.key.fileText.data(using: .utf8)!.suffix(60)) == nil)
    _ = try ExportedBox(at: road.box).unseal(with: road.harness.key, to: road.results)
    #expect(try Data(contentsOf: road.results).range(of: Data("comment 0".utf8)) != nil)
  }

  @Test func `the results are in another order than the box`() async throws {
    let harness = try WaveHarness()
    for index in 0..<200 {
      let answer = try harness.answer(ps1: index < 100 ? 1 : 5)
      _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    let (box, results) = (harness.folder.appending(path: "box"), harness.folder.appending(path: "results"))
    try harness.lifecycle.close(harness.wave)
    _ = try harness.lifecycle.export(harness.wave, to: box)
    _ = try ExportedBox(at: box).unseal(with: harness.key, to: results)
    try harness.lifecycle.receive(try ResultsFile(at: results))
    let bytes = try harness.results.responses(of: harness.wave).bytes(of: "ps1")!
    // Of 100 ones, the first half of a shuffled column holds 50 ± 5σ (σ = 3.5).
    #expect(abs(bytes.prefix(100).count { $0 == 1 } - 50) < 18)
  }
}
