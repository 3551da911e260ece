internal import Crypto
internal import Foundation
internal import NIOCore
internal import Synchronization

/// How many requests a network may make: a bucket of tokens for each, in memory, that fills up again with time.
///
/// No address is kept. A bucket is found by sixteen bits of an HMAC of the address's network under a random key of this process, which is
/// renewed every hour together with all buckets. Networks that share a bucket share its tokens; a whole organisation behind one address
/// has enough of them for everybody.
final class NetworkAllowance: Sendable {
  private struct Bucket {
    var tokens: Double
    var filledAt: ContinuousClock.Instant
  }

  private struct State {
    var key = SymmetricKey(size: .bits256)
    var madeAt: ContinuousClock.Instant
    var buckets: [UInt16: Bucket] = [:]
  }

  private let burst: Double
  private let perSecond: Double
  private let clock: @Sendable () -> ContinuousClock.Instant
  private let state: Mutex<State>

  /// - Parameters:
  ///   - burst: How many requests a network may make at once.
  ///   - perSecond: How many more it may make every second.
  ///   - clock: The present moment.
  init(
    burst: Int = 3_000, perSecond: Int = 50, clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.burst = Double(burst)
    self.perSecond = Double(perSecond)
    self.clock = clock
    state = Mutex(State(madeAt: clock()))
  }

  /// Takes a token of the address's network.
  ///
  /// - Returns: False where there is none left.
  func takes(from address: SocketAddress?) -> Bool {
    let network = Self.network(of: address)
    let now = clock()
    return state.withLock { state in
      if now - state.madeAt >= .seconds(3_600) { state = State(madeAt: now) }
      let code = HMAC<SHA256>.authenticationCode(for: network, using: state.key)
      let place = code.prefix(2).reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
      var bucket = state.buckets[place] ?? Bucket(tokens: burst, filledAt: now)
      let seconds = Double((now - bucket.filledAt).nanoseconds) / 1e9
      bucket.tokens = min(burst, bucket.tokens + seconds * perSecond)
      bucket.filledAt = now
      let hasToken = bucket.tokens >= 1
      if hasToken { bucket.tokens -= 1 }
      state.buckets[place] = bucket
      return hasToken
    }
  }

  /// The first 24 bits of an IPv4 address, the first 48 of an IPv6 address.
  static func network(of address: SocketAddress?) -> [UInt8] {
    switch address {
    // After family and port in a `sockaddr_in`; after the flow information too in a `sockaddr_in6`.
    case .v4: return bytes(of: address, 4..<7)
    case .v6:
      let whole = bytes(of: address, 8..<24)
      // An IPv4 address that is written as an IPv6 one.
      let isMapped = whole.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
      return Array(isMapped ? whole[12..<15] : whole[..<6])
    case .unixDomainSocket, nil: return []
    }
  }

  private static func bytes(of address: SocketAddress?, _ range: Range<Int>) -> [UInt8] {
    address?.withSockAddr { Array(UnsafeRawBufferPointer(start: $0, count: $1)[range]) } ?? []
  }
}
