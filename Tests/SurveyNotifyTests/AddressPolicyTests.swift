import Testing

@testable import SurveyNotify

struct AddressPolicyTests {
  struct Reference: Sendable {
    let source: String
    let address: String
    let refusal: AddressPolicy.Refusal?
  }

  static let references = [
    Reference(source: "RFC 791, this network", address: "0.0.0.0", refusal: .unspecified),
    Reference(source: "RFC 791, this network, last", address: "0.255.255.255", refusal: .unspecified),
    Reference(source: "first after this network", address: "1.0.0.0", refusal: nil),
    Reference(source: "RFC 1918", address: "10.1.2.3", refusal: .private),
    Reference(source: "first after 10/8", address: "11.0.0.0", refusal: nil),
    Reference(source: "RFC 6598, first", address: "100.64.0.0", refusal: .sharedCarrier),
    Reference(source: "RFC 6598, last", address: "100.127.255.255", refusal: .sharedCarrier),
    Reference(source: "before RFC 6598", address: "100.63.255.255", refusal: nil),
    Reference(source: "after RFC 6598", address: "100.128.0.0", refusal: nil),
    Reference(source: "RFC 1122", address: "127.0.0.1", refusal: .loopback),
    Reference(source: "RFC 1122, last", address: "127.255.255.254", refusal: .loopback),
    Reference(source: "RFC 3927, cloud metadata", address: "169.254.169.254", refusal: .linkLocal),
    Reference(source: "RFC 1918, first of 172.16/12", address: "172.16.0.1", refusal: .private),
    Reference(source: "RFC 1918, last of 172.16/12", address: "172.31.255.255", refusal: .private),
    Reference(source: "after 172.16/12", address: "172.32.0.0", refusal: nil),
    Reference(source: "RFC 6890, protocol assignments", address: "192.0.0.8", refusal: .reserved),
    Reference(source: "RFC 5737", address: "192.0.2.1", refusal: .reserved),
    Reference(source: "RFC 1918", address: "192.168.0.1", refusal: .private),
    Reference(source: "RFC 2544", address: "198.19.255.255", refusal: .reserved),
    Reference(source: "RFC 5737", address: "203.0.113.5", refusal: .reserved),
    Reference(source: "RFC 5771", address: "224.0.0.1", refusal: .multicast),
    Reference(source: "RFC 5771, last", address: "239.255.255.255", refusal: .multicast),
    Reference(source: "RFC 1112, class E", address: "240.0.0.1", refusal: .reserved),
    Reference(source: "RFC 919", address: "255.255.255.255", refusal: .broadcast),
    Reference(source: "a public resolver", address: "9.9.9.9", refusal: nil),
    Reference(source: "RFC 4291, unspecified", address: "::", refusal: .unspecified),
    Reference(source: "RFC 4291, loopback", address: "::1", refusal: .loopback),
    Reference(source: "RFC 4193, fc", address: "fc00::1", refusal: .private),
    Reference(source: "RFC 4193, fd", address: "fd12:3456:789a::1", refusal: .private),
    Reference(source: "RFC 4291, link-local", address: "fe80::1", refusal: .linkLocal),
    Reference(source: "RFC 4291, link-local, last", address: "febf:ffff::1", refusal: .linkLocal),
    Reference(source: "RFC 3879, site-local", address: "fec0::1", refusal: .private),
    Reference(source: "RFC 4291, multicast", address: "ff02::1", refusal: .multicast),
    Reference(source: "RFC 3849", address: "2001:db8::1", refusal: .reserved),
    Reference(source: "RFC 4380, Teredo", address: "2001:0:7f00:1::1", refusal: .reserved),
    Reference(source: "a public resolver", address: "2620:fe::fe", refusal: nil),
    Reference(source: "RFC 4291, mapped loopback", address: "::ffff:127.0.0.1", refusal: .loopback),
    Reference(source: "RFC 4291, mapped private", address: "::ffff:10.0.0.1", refusal: .private),
    Reference(source: "RFC 4291, mapped public", address: "::ffff:9.9.9.9", refusal: nil),
    Reference(source: "RFC 2765, translated loopback", address: "::ffff:0:127.0.0.1", refusal: .loopback),
    Reference(source: "RFC 4291, compatible loopback", address: "::127.0.0.1", refusal: .loopback),
    Reference(source: "RFC 6052, NAT64 of private", address: "64:ff9b::10.0.0.1", refusal: .private),
    Reference(source: "RFC 6052, NAT64 of public", address: "64:ff9b::9.9.9.9", refusal: nil),
    Reference(source: "RFC 8215, local NAT64", address: "64:ff9b:1::1", refusal: .reserved),
    Reference(source: "RFC 3056, 6to4 of 192.168.0.1", address: "2002:c0a8:1::1", refusal: .private),
    Reference(source: "RFC 3056, 6to4 of 9.9.9.9", address: "2002:909:909::1", refusal: nil),
  ]

  @Test("special-purpose addresses are refused, and what lies beside them isn't", arguments: references)
  func judges(_ reference: Reference) throws {
    let address = try #require(IPAddress(reference.address))
    #expect(AddressPolicy(allowing: [NetworkRange]()).refusal(of: address) == reference.refusal)
  }

  @Test(
    "a listed network is allowed in all forms that carry it",
    arguments: ["127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::1"])
  func allows(_ text: String) throws {
    let policy = try AddressPolicy(allowing: ["127.0.0.0/8"])
    #expect(policy.refusal(of: try #require(IPAddress(text))) == nil)
    #expect(policy.refusal(of: try #require(IPAddress("::1"))) == .loopback)
    #expect(policy.refusal(of: try #require(IPAddress("10.0.0.1"))) == .private)
  }

  @Test(
    "what isn't a network is refused by name",
    arguments: [
      "", "10", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "fc00::/129", "example.org", "1/8",
    ])
  func refusesText(_ text: String) throws {
    #expect(throws: MalformedNetwork(text: text)) { try AddressPolicy(allowing: [text]) }
  }

  @Test("networks of any length hold their addresses and no others")
  func networks() throws {
    let whole = try #require(NetworkRange("0.0.0.0/0"))
    let odd = try #require(NetworkRange("10.128.0.0/9"))
    let one = try #require(NetworkRange("192.0.2.7"))
    let inside = try #require(IPAddress("10.200.0.1"))
    let outside = try #require(IPAddress("10.127.255.255"))
    #expect(whole.contains(inside) && odd.contains(inside) && !odd.contains(outside) && !one.contains(inside))
    #expect(one.contains(try #require(IPAddress("192.0.2.7"))))
    #expect(!whole.contains(try #require(IPAddress("::1"))))
  }
}
