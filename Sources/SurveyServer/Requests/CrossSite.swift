internal import HTTPTypes
internal import Hummingbird

/// Whether a post came from a page of another site, judged by what browsers say of themselves.
///
/// Browsers send `Sec-Fetch-Site`; older ones only `Origin`. Clients that are no browsers send neither and are let through: what
/// they send, they send on their own behalf.
struct CrossSite: Sendable {
  /// Public addresses under which the pages are served, such as `https://survey.example.org`, for proxies that change the host.
  let ownOrigins: Set<String>

  /// - Parameter addresses: The configured public addresses, with or without a path.
  init(addresses: [String]) {
    ownOrigins = Set(addresses.compactMap(Self.origin))
  }

  /// Whether the request must be refused.
  func refuses(_ request: Request) -> Bool {
    switch request.headers[Self.fetchSite] {
    case "same-origin", "none": return false
    case .some: return true
    case nil: break
    }
    guard let origin = request.headers[.origin] else { return false }
    if ownOrigins.contains(origin.lowercased()) { return false }
    guard let authority = request.head.authority?.lowercased(), let scheme = origin.firstRange(of: "://") else {
      return true
    }
    return origin[scheme.upperBound...].lowercased() != authority
  }

  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!

  private static func origin(of address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let authority = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return authority.isEmpty ? nil : (address[..<scheme.upperBound] + authority).lowercased()
  }
}
