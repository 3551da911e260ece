/// A network in CIDR notation, such as `10.0.0.0/8` or `fc00::/7`; an address without a length is a network of one.
public struct NetworkRange: Sendable, Hashable {
  private let base: IPAddress
  private let length: Int

  /// Reads a network, or nil where the text isn't one.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let base = IPAddress(String(parts[0])) else { return nil }
    let longest = base.bytes.count * 8
    self.base = base
    if parts.count == 2 {
      guard parts[1].allSatisfy(\.isNumber), let length = Int(parts[1]), length <= longest else { return nil }
      self.length = length
    } else {
      length = longest
    }
  }

  /// Whether an address lies in the network; one of the other family never does.
  public func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    let whole = length / 8
    guard address.bytes[..<whole] == base.bytes[..<whole] else { return false }
    let rest = length % 8
    guard rest > 0 else { return true }
    return (address.bytes[whole] ^ base.bytes[whole]) >> UInt8(8 - rest) == 0
  }
}
