import Foundation
import SurveyCore
import Testing

@testable import SurveyStore

@Suite struct WaveRetentionTests {
  @Test func `answers may be kept so many months after closing, and no longer`() throws {
    let harness = try WaveHarness()
    let record = try harness.results.wave(harness.wave)
    // 24 months after 2027-01-15 09:00 UTC (1 800 003 600): date -u -d '2029-01-15 09:00' +%s
    #expect(record.retentionEnds == Date(timeIntervalSince1970: 1_863_162_000))
    #expect(!record.isPastRetention(at: record.retentionEnds.addingTimeInterval(-1)))
    #expect(record.isPastRetention(at: record.retentionEnds))
    try harness.lifecycle.delete(harness.wave)
    #expect(try !harness.results.wave(harness.wave).isPastRetention(at: .distantFuture))
  }
}
