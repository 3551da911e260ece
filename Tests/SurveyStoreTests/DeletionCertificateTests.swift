import Foundation
import GRDB
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct DeletionCertificateTests {
  private func unsealedWave() async throws -> WaveHarness {
    let harness = try WaveHarness()
    for index in 0..<64 {
      let answer = try harness.answer(ps1: UInt8(index % 5 + 1), comment: "marked comment \(index)")
      _ = try await harness.box.submit(answer, under: WaveHarness.nonce(), in: harness.wave)
    }
    try harness.lifecycle.close(harness.wave)
    try harness.lifecycle.unseal(harness.wave, with: harness.key)
    return harness
  }

  @Test func `it names the entry, is signed by the ledger key, and comes out the same again`() async throws {
    let harness = try await unsealedWave()
    let key = try harness.workspace.ledgerKey()
    let text = try harness.lifecycle.delete(harness.wave).text
    let entry = try #require(try harness.results.ledger().last { $0.kind == "wave.deleted" })
    for line in [
      "survey-deletion/v1", "wave: w1", "survey: sample@1", "deleted: \(entry.recordedAt)",
      "ledger entry: \(entry.sequence)",
      "ledger head: \(entry.head)", "to verify: survey-cli ledger verify --head \(entry.head)",
    ] {
      #expect(text.contains("\(line)\n"))
    }
    #expect(text.contains("64 answers"))
    #expect(DeletionCertificate.isValid(text, key: key))
    #expect(!DeletionCertificate.isValid(text, key: LedgerKey()))
    #expect(!DeletionCertificate.isValid(text.replacing("64 answers", with: "65 answers"), key: key))
    #expect(try harness.lifecycle.delete(harness.wave).text == text)
  }

  @Test func `a wave that was never unsealed gets one too`() throws {
    let harness = try WaveHarness()
    #expect(try harness.lifecycle.delete(harness.wave).text.contains("all sealed answers"))
  }

  @Test func `no byte of columns or comments is left in the files of the results`() async throws {
    let harness = try await unsealedWave()
    let columns = try await harness.results.database.read {
      try Data.fetchAll($0, sql: "SELECT bytes FROM resultColumn WHERE variable = 'ps1'")
    }
    let receipts = try harness.results.receipts(of: harness.wave)
    let marks =
      columns.map { $0.prefix(24) } + (0..<64).map { Data("marked comment \($0)".utf8) }
      + receipts.map { Data($0.utf8) }
    func found() throws -> Int {
      let files = ["results.sqlite", "results.sqlite-wal", "results.sqlite-shm"].map {
        (try? Data(contentsOf: harness.folder.appending(path: "data/\($0)"))) ?? Data()
      }
      return marks.count { mark in files.contains { $0.range(of: mark) != nil } }
    }
    #expect(try found() == marks.count, "the search finds what is there")
    try harness.lifecycle.delete(harness.wave)
    #expect(try found() == 0)
  }
}
