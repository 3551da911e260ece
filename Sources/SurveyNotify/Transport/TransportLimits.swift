/// The limits of transfers.
public struct TransportLimits: Sendable, Hashable {
  /// How many transfers run at once.
  public var transfers: Int
  /// How many of them go to one host.
  public var transfersPerHost: Int
  /// How long connecting may take, in seconds.
  public var connectTimeout: Double
  /// How long a transfer may take altogether, in seconds.
  public var totalTimeout: Double
  /// How much of a reply is kept, in bytes.
  public var replyBytes: Int

  /// Makes limits; by default 8 transfers, 2 per host, 5 s to connect, 15 s altogether, replies of 2 KB.
  public init(
    transfers: Int = 8, transfersPerHost: Int = 2, connectTimeout: Double = 5, totalTimeout: Double = 15,
    replyBytes: Int = 2048
  ) {
    self.transfers = transfers
    self.transfersPerHost = transfersPerHost
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.replyBytes = replyBytes
  }
}
