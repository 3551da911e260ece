import Foundation

/// Reads a file of `References/values`.
enum ReferenceFile {
  static func read<Values: Decodable>(_ type: Values.Type, _ name: String) -> Values {
    guard let folder = Bundle.module.resourceURL else { fatalError("The test bundle has no resources.") }
    do {
      return try JSONDecoder().decode(
        type, from: Data(contentsOf: folder.appending(components: "values", "\(name).json")))
    } catch {
      fatalError("values/\(name).json can't be read: \(error)")
    }
  }
}
