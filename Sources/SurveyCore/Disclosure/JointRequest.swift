/// A statistic of how several variables go together, such as alpha or the weights of drivers, that somebody asks for.
public struct JointRequest: Sendable, Hashable, Codable {
  /// The items and scales that go into it, sorted, each once.
  public let variables: [String]

  /// Makes a request.
  public init(_ variables: [String]) {
    self.variables = Set(variables).sorted()
  }
}
