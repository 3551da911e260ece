import Foundation

/// The JSON Schemas (draft 2020-12) of our YAML files, for editors that complete and check while an author writes.
public enum Schema: String, Sendable, Hashable, CaseIterable {
  case survey, plan, workspace

  /// The schema as JSON text.
  public var text: String {
    get throws {
      let url = Bundle.module.bundleURL.appending(path: "Resources/\(rawValue).schema.json")
      return try String(contentsOf: url, encoding: .utf8)
    }
  }
}
