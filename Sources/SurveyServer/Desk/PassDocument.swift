internal import SurveyCore

internal import struct Foundation.Data

/// The JSON body of the desk's routes: an invitation, and for a pass the blinded value and the key that it was blinded for.
struct PassDocument: Sendable {
  /// The invitation.
  let invitation: Invitation
  /// The blinded value, if any.
  let blinded: Data?
  /// The id of the key, if any.
  let key: Data?

  /// Reads a body.
  ///
  /// - Throws: Where it isn't a JSON object with an invitation, says anything twice or has members that the format doesn't know.
  init(json: [UInt8]) throws(JSONReader.Malformed) {
    var reader = JSONReader(json)
    var parts: [String: String] = [:]
    try reader.object { (name, reader) throws(JSONReader.Malformed) in
      switch name {
      case "invitation", "blinded", "key":
        guard parts.updateValue(try reader.string(), forKey: name) == nil else { throw JSONReader.Malformed() }
      case "padding": try reader.skip()
      default: throw JSONReader.Malformed()
      }
    }
    try reader.end()
    guard let invitation = parts["invitation"].flatMap({ Invitation($0) }) else { throw JSONReader.Malformed() }
    self.invitation = invitation
    blinded = parts["blinded"].flatMap(Base64URL.decode)
    key = parts["key"].flatMap(Base64URL.decode)
  }
}
