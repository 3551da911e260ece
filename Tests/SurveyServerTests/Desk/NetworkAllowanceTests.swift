import NIOCore
import Synchronization
import Testing

@testable import SurveyServer

@Suite struct NetworkAllowanceTests {
  /// A clock that tests turn.
  private final class Time: Sendable {
    private let now = Mutex(ContinuousClock.now)
    func pass(_ duration: Duration) { now.withLock { $0 = $0.advanced(by: duration) } }
    var moment: ContinuousClock.Instant { now.withLock { $0 } }
  }

  private let time = Time()

  private func allowance(burst: Int, perSecond: Int) -> NetworkAllowance {
    NetworkAllowance(burst: burst, perSecond: perSecond) { [time] in time.moment }
  }

  @Test func `a bucket empties and fills again`() throws {
    let allowance = allowance(burst: 3, perSecond: 2)
    let address = try SocketAddress(ipAddress: "192.0.2.7", port: 1)
    #expect((0..<4).map { _ in allowance.takes(from: address) } == [true, true, true, false])
    time.pass(.milliseconds(499))
    #expect(!allowance.takes(from: address))
    time.pass(.milliseconds(2))
    #expect(allowance.takes(from: address))
    time.pass(.seconds(100))
    #expect((0..<4).map { _ in allowance.takes(from: address) } == [true, true, true, false])
  }

  @Test func `the key and all buckets are new after an hour`() throws {
    let allowance = allowance(burst: 1, perSecond: 0)
    let address = try SocketAddress(ipAddress: "192.0.2.7", port: 1)
    #expect(allowance.takes(from: address))
    time.pass(.seconds(3_599))
    #expect(!allowance.takes(from: address))
    time.pass(.seconds(1))
    #expect(allowance.takes(from: address))
  }

  @Test func `a network is a prefix of the address`() throws {
    let networks: [(String, [UInt8])] = [
      ("192.0.2.7", [192, 0, 2]), ("192.0.2.200", [192, 0, 2]), ("::ffff:192.0.2.9", [192, 0, 2]),
      ("2001:db8:1:2::3", [0x20, 0x01, 0x0D, 0xB8, 0, 1]), ("2001:db8:1:ffff::", [0x20, 0x01, 0x0D, 0xB8, 0, 1]),
    ]
    for (text, network) in networks {
      #expect(NetworkAllowance.network(of: try SocketAddress(ipAddress: text, port: 80)) == network, "\(text)")
    }
    #expect(NetworkAllowance.network(of: nil) == [])
  }

  @Test func `other networks have tokens of their own`() throws {
    // Networks fall into one bucket once in 65,536: of 40, most are apart.
    let allowance = allowance(burst: 1, perSecond: 0)
    let served = try (0..<40).count {
      allowance.takes(from: try SocketAddress(ipAddress: "10.0.\($0).1", port: 80))
    }
    #expect(served >= 38)
    #expect(!allowance.takes(from: try SocketAddress(ipAddress: "10.0.3.77", port: 80)))
  }
}
