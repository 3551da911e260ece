import Foundation
import Testing

@testable import SurveyCore

/// The schemas and the loaders know the same keys and words, so that an editor and `validate` never disagree.
@Suite struct SchemaTests {
  struct File: Sendable, CustomTestStringConvertible {
    let schema: Schema
    let keys: [KnownKeys]
    var testDescription: String { schema.rawValue }
  }

  static let files = [
    File(schema: .survey, keys: KnownKeys.surveyFile), File(schema: .workspace, keys: KnownKeys.workspaceFile),
    File(schema: .plan, keys: KnownKeys.planFile),
  ]

  static func object(_ schema: Schema) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(schema.text.utf8)) as? [String: Any])
  }

  static func definition(_ name: String, in schema: [String: Any]) throws -> [String: Any] {
    if name.isEmpty { return schema }
    let definitions = try #require(schema["$defs"] as? [String: Any])
    return try #require(definitions[name] as? [String: Any], "the schema defines '\(name)'")
  }

  @Test("properties are the loader's keys", arguments: files)
  func properties(_ file: File) throws {
    let schema = try Self.object(file.schema)
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    for keys in file.keys {
      let definition = try Self.definition(keys.definition, in: schema)
      let properties = try #require(definition["properties"] as? [String: Any])
      #expect(Set(properties.keys) == Set(keys.all), "\(keys.definition)")
      #expect(definition["additionalProperties"] as? Bool == false, "\(keys.definition)")
      // A target names one of several receivers, of which this version has the webhook only.
      let required = keys.definition == "target" ? ["webhook"] : keys.required
      #expect(Set(definition["required"] as? [String] ?? []) == Set(required), "\(keys.definition)")
    }
  }

  @Test("every mapping of a schema is known to the loader", arguments: files)
  func definitions(_ file: File) throws {
    let definitions = try #require(try Self.object(file.schema)["$defs"] as? [String: [String: Any]])
    let closed = definitions.filter { $0.value["additionalProperties"] as? Bool == false }.map(\.key)
    #expect(Set(closed).subtracting(["text"]) == Set(file.keys.map(\.definition)).subtracting([""]))
  }

  @Test func `words are those of the loader`() throws {
    func words(_ schema: Schema, _ definition: String, _ property: String) throws -> [String] {
      let definition = try Self.definition(definition, in: try Self.object(schema))
      let properties = try #require(definition["properties"] as? [String: [String: Any]])
      return try #require(properties[property]?["enum"] as? [String])
    }
    #expect(try words(.survey, "item", "type") == SurveyReader.ItemType.allCases.map(\.rawValue))
    #expect(try words(.survey, "attribute", "type") == SurveyReader.AttributeType.allCases.map(\.rawValue))
    #expect(try words(.survey, "scale", "score") == Scale.Score.allCases.map(\.rawValue))
    #expect(try words(.survey, "indicator", "measure") == Indicator.Measure.allCases.map(\.rawValue))
    #expect(try words(.survey, "indicator", "direction") == Indicator.Direction.allCases.map(\.rawValue))
    #expect(try words(.survey, "publish", "ad-hoc") == PublicationRules.AdHoc.allCases.map(\.rawValue))
    for schema in Schema.allCases {
      let language = try Self.definition("language", in: try Self.object(schema))
      #expect(Set(language["enum"] as? [String] ?? []) == Set(Language.allCases.map(\.rawValue)))
    }
    let subscription = try Self.definition("subscription", in: try Self.object(.workspace))
    let events = (subscription["properties"] as? [String: [String: Any]])?["events"]?["items"] as? [String: Any]
    #expect(events?["enum"] as? [String] == WorkspaceReader.eventTypes)
  }
}
