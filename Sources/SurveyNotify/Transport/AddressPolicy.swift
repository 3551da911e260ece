/// Which addresses deliveries may go to: public ones, and networks that are allowed expressly.
///
/// Refused are the special-purpose registries' ranges that aren't globally reachable. An IPv6 address that carries an IPv4 address
/// (mapped, compatible, NAT64, 6to4) is judged by the address that it carries.
///
/// Reference: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 6890, RFC 6052, RFC 3056.
public struct AddressPolicy: Sendable {
  /// Why an address is refused.
  public enum Refusal: String, Sendable, Hashable {
    case unspecified, loopback, `private`, sharedCarrier, linkLocal, multicast, broadcast, reserved
  }

  private let allowed: [NetworkRange]

  /// Makes a policy.
  ///
  /// - Parameter networks: Networks that are allowed although they are special, such as `10.0.0.0/8`.
  public init(allowing networks: [NetworkRange] = []) {
    allowed = networks
  }

  /// Makes a policy from the `allow-networks` of a workspace.
  ///
  /// - Throws: ``MalformedNetwork`` for the first that isn't CIDR notation.
  public init(allowing networks: [String]) throws(MalformedNetwork) {
    var ranges: [NetworkRange] = []
    for network in networks {
      guard let range = NetworkRange(network) else { throw MalformedNetwork(text: network) }
      ranges.append(range)
    }
    self.init(allowing: ranges)
  }

  /// Why an address is refused, or nil where deliveries may go there.
  public func refusal(of address: IPAddress) -> Refusal? {
    if allowed.contains(where: { $0.contains(address) }) { return nil }
    if let carried = carriedAddress(of: address) { return refusal(of: carried) }
    return Self.special.first { $0.range.contains(address) }?.refusal
  }

  /// The IPv4 address inside an IPv6 address, where its form has one.
  private func carriedAddress(of address: IPAddress) -> IPAddress? {
    let bytes = address.bytes
    for (range, offset) in Self.carriers where range.contains(address) {
      // ::0.0.0.0/104 holds ::, ::1 and nothing that was ever routed.
      if offset == 12, bytes[..<13].allSatisfy({ $0 == 0 }) { return nil }
      return IPAddress(bytes: bytes[offset..<offset + 4])
    }
    return nil
  }

  private static func network(_ text: StaticString) -> NetworkRange {
    guard let range = NetworkRange(text.description) else { preconditionFailure("\(text) isn't a network") }
    return range
  }

  /// Forms that carry an IPv4 address, and where it begins.
  private static let carriers: [(range: NetworkRange, offset: Int)] = [
    (network("::ffff:0:0/96"), 12),
    (network("::ffff:0:0:0/96"), 12),
    (network("::/96"), 12),
    (network("64:ff9b::/96"), 12),
    (network("2002::/16"), 2),
  ]

  private static let special: [(range: NetworkRange, refusal: Refusal)] = [
    (network("0.0.0.0/8"), .unspecified),
    (network("10.0.0.0/8"), .private),
    (network("100.64.0.0/10"), .sharedCarrier),
    (network("127.0.0.0/8"), .loopback),
    (network("169.254.0.0/16"), .linkLocal),
    (network("172.16.0.0/12"), .private),
    (network("192.0.0.0/24"), .reserved),
    (network("192.0.2.0/24"), .reserved),
    (network("192.88.99.0/24"), .reserved),
    (network("192.168.0.0/16"), .private),
    (network("198.18.0.0/15"), .reserved),
    (network("198.51.100.0/24"), .reserved),
    (network("203.0.113.0/24"), .reserved),
    (network("224.0.0.0/4"), .multicast),
    (network("255.255.255.255/32"), .broadcast),
    (network("240.0.0.0/4"), .reserved),
    (network("::/128"), .unspecified),
    (network("::1/128"), .loopback),
    (network("::/8"), .reserved),
    (network("64:ff9b:1::/48"), .reserved),
    (network("100::/64"), .reserved),
    (network("2001::/23"), .reserved),
    (network("2001:db8::/32"), .reserved),
    (network("3fff::/20"), .reserved),
    (network("5f00::/16"), .reserved),
    (network("fc00::/7"), .private),
    (network("fe80::/10"), .linkLocal),
    (network("fec0::/10"), .private),
    (network("ff00::/8"), .multicast),
  ]
}

/// A network of `allow-networks` that isn't CIDR notation.
public struct MalformedNetwork: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands there.
  public let text: String

  /// Place, rule, way out.
  public var description: String {
    "workspace.yaml: [allow-networks.malformed] '\(text)' isn't a network. Write it like 10.0.0.0/8 or fc00::/7."
  }
}
