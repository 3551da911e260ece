public import SurveyCore

public import Foundation

/// Everything the desk of a wave needs on a machine of its own: configuration, wave, roster and keys.
public struct DeskPackage: Sendable {
  private let content: Content

  private struct Content: Codable {
    let wave: String
    let title: [String: String]
    let languages: [Language]
    let opens: Date
    let closes: Date
    let people: [Roster.Person]
    let slipsPrinted: Int
    let signingKey: Data
    let deskKey: Data
    let configuration: String
  }

  /// Packs a wave of mode `pass`. The signing key then exists in the package only.
  ///
  /// - Parameter slips: How many slips were printed for the wave.
  /// - Returns: The package, and the opening with the public half of the signing key.
  public static func pack(
    _ opening: WaveOpening, roster: Roster, slips: Int, in workspace: Workspace
  ) throws -> (package: DeskPackage, opening: WaveOpening) {
    let key = try PassSigningKey()
    var opening = opening
    opening.passKey = key.publicKey
    let content = Content(
      wave: opening.name,
      title: Dictionary(uniqueKeysWithValues: opening.survey.title.texts.map { ($0.rawValue, $1) }),
      languages: opening.languages, opens: opening.opens, closes: opening.closes, people: roster.people,
      slipsPrinted: slips, signingKey: key.derRepresentation,
      deskKey: try workspace.deskKeys.deskKey().rawRepresentation,
      configuration: try workspace.configurationText())
    return (DeskPackage(content: content), opening)
  }

  /// Writes the package to a new file.
  public func write(to url: URL) throws { try PackageFile.write(content, for: .desk, to: url) }

  /// Reads a package.
  public init(from url: URL) throws { content = try PackageFile.read(Content.self, for: .desk, from: url) }

  private init(content: Content) { self.content = content }

  /// The wave.
  public var wave: String { content.wave }

  /// Takes the wave on in a folder, which becomes a workspace where it is none. Safe to repeat.
  ///
  /// - Returns: Whether the folder's `workspace.yaml` is that of the package.
  /// - Throws: ``StoreError/waveExists(_:)`` where the desk has another wave of that name.
  public func install(in folder: URL) throws -> Bool {
    let key = try PassSigningKey(derRepresentation: content.signingKey)
    let workspace = try Workspace.make(role: "desk", at: folder, configurationText: content.configuration)
    let desk = try workspace.openDesk()
    if let known = try desk.allWaves().first(where: { $0.id == content.wave }) {
      // The key was kept before the wave was; where it is gone now, the wave was closed.
      guard known.passKey == key.publicKey else { throw StoreError.waveExists(content.wave) }
    } else {
      try desk.keys.install(deskKey: try TextSigner(rawRepresentation: content.deskKey))
      try desk.keys.add(key, of: content.wave)
      guard try desk.keys.signingKey(of: content.wave)?.publicKey == key.publicKey else {
        throw StoreError.waveExists(content.wave)
      }
      try desk.prepare(
        DeskWave(
          id: content.wave,
          title: LocalizedText(
            Dictionary(
              uniqueKeysWithValues: content.title.compactMap { name, text in
                Language(rawValue: name).map { ($0, text) }
              })),
          languages: content.languages, opens: content.opens, closes: content.closes, isClosed: false,
          passKey: key.publicKey), roster: Roster(people: content.people), slipsPrinted: content.slipsPrinted)
    }
    return try workspace.configurationText() == content.configuration
  }
}
