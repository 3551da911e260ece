/// A language in which pages, reports and messages exist.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
  case nl, fr, de, en
}
