/// The limits that keep a server up when clients are slow, broken or hostile.
public struct ServerSettings: Sendable, Hashable {
  /// The address to listen on.
  public var hostname: String
  /// The port to listen on; 0 for any free one.
  public var port: Int
  /// After how long a connection on which nothing happens is closed.
  public var idleTimeout: Duration
  /// How long a request's body may take to arrive, however slowly its bytes drip.
  public var bodyDeadline: Duration
  /// The largest body in bytes; larger ones are answered with 413.
  public var maximumBodySize: Int
  /// The largest size of all header fields together, in bytes.
  public var maximumHeaderSize: Int
  /// The largest number of header fields.
  public var maximumHeaderFields: Int
  /// How many connections are open at most; beyond that none is accepted.
  public var maximumConnections: Int
  /// How long requests may go on when the server stops.
  public var stopTimeout: Duration
  /// How many requests for passes one network may make at once; a whole organisation can sit behind one address.
  public var networkBurst: Int
  /// How many more requests for passes it may make every second.
  public var networkRate: Int
  /// How many passes are signed at once.
  public var maximumSignings: Int
  /// Whether the pages are shown on a device that people share: nothing is saved on it, and it goes back to the start by itself.
  public var isKiosk: Bool

  /// Makes settings; the defaults are those of the design.
  public init(
    hostname: String = "127.0.0.1", port: Int = 8080, idleTimeout: Duration = .seconds(20),
    bodyDeadline: Duration = .seconds(10), maximumBodySize: Int = 256 * 1024, maximumHeaderSize: Int = 16 * 1024,
    maximumHeaderFields: Int = 64, maximumConnections: Int = 1_024, stopTimeout: Duration = .seconds(8),
    networkBurst: Int = 3_000, networkRate: Int = 50, maximumSignings: Int = 256,
    isKiosk: Bool = false
  ) {
    self.hostname = hostname
    self.port = port
    self.idleTimeout = idleTimeout
    self.bodyDeadline = bodyDeadline
    self.maximumBodySize = maximumBodySize
    self.maximumHeaderSize = maximumHeaderSize
    self.maximumHeaderFields = maximumHeaderFields
    self.maximumConnections = maximumConnections
    self.stopTimeout = stopTimeout
    self.networkBurst = networkBurst
    self.networkRate = networkRate
    self.maximumSignings = maximumSignings
    self.isKiosk = isKiosk
  }
}

extension Duration {
  /// The whole duration in nanoseconds.
  var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
