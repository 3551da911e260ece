import GRDB
import SurveyCore
import Synchronization

import struct Foundation.Data
import struct Foundation.Date

/// A wave as it is written down when it is prepared: the survey and the tree as the very texts that were in force.
struct FrozenWave: Sendable, Hashable {
  let id: String
  let surveyText: String
  let organisationText: String?
  let mode: ParticipationMode
  let languages: [Language]
  let opens: Date
  let closes: Date
  /// The public half of the signing key in DER, in waves of mode `pass`.
  let passKey: Data?
  let keeper: KeeperPublic

  /// Reads the columns that the box and the office share.
  init(row: Row) throws {
    guard let mode = ParticipationMode(rawValue: row["mode"]) else {
      throw StoreError.newerVersion(file: "wave '\(row["id"] as String)'")
    }
    id = row["id"]
    surveyText = row["survey"]
    organisationText = row["organisation"]
    self.mode = mode
    languages = (row["languages"] as String).split(separator: ",").compactMap { Language(rawValue: String($0)) }
    opens = Date(timeIntervalSince1970: row["opens"])
    closes = Date(timeIntervalSince1970: row["closes"])
    passKey = row["passKey"]
    keeper = KeeperPublic(key: row["keeperPublicKey"], sharing: KeeperColumns.sharing(row))
  }

  init(
    id: String, surveyText: String, organisationText: String?, mode: ParticipationMode, languages: [Language],
    opens: Date,
    closes: Date, passKey: Data? = nil, keeper: KeeperPublic
  ) {
    self.id = id
    self.surveyText = surveyText
    self.organisationText = organisationText
    self.mode = mode
    self.languages = languages
    self.opens = opens
    self.closes = closes
    self.passKey = passKey
    self.keeper = keeper
  }

  /// Writes the wave into the table that box and office both have.
  func insert(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO wave
          (id, survey, organisation, mode, languages, opens, closes, passKey, keeperPublicKey, keeperShares, keeperNeeded,
          keeperSet)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, surveyText, organisationText, mode.rawValue, languages.map(\.rawValue).joined(separator: ","),
        opens.timeIntervalSince1970, closes.timeIntervalSince1970, passKey, keeper.key, keeper.sharing?.count,
        keeper.sharing?.needed, keeper.sharing?.set,
      ])
  }

  /// The frozen survey.
  func survey() throws -> Survey {
    guard let survey = SurveyLoader.load(surveyText, file: "survey of wave \(id)").survey else {
      throw StoreError.unusableFile(
        path: "the survey of wave '\(id)'", why: "this version of the program can't read it. Update the program.")
    }
    return survey
  }

  /// The frozen unit tree.
  func organisation() throws -> Organisation? {
    guard let organisationText else { return nil }
    guard let tree = OrganisationLoader.load(organisationText, file: "organisation of wave \(id)").organisation else {
      throw StoreError.unusableFile(
        path: "the organisation of wave '\(id)'", why: "this version of the program can't read it. Update the program.")
    }
    return tree
  }
}

/// Keeps the parsed surveys of frozen waves, which never change.
final class FrozenWaveCache: Sendable {
  private struct Definition {
    let source: FrozenWave
    let survey: Survey
    let organisation: Organisation?
    let passKey: PassPublicKey?
  }

  private let definitions = Mutex<[String: Definition]>([:])

  func wave(_ row: Row) throws -> ServedWave {
    let frozen = try FrozenWave(row: row)
    let definition = try definitions.withLock { definitions in
      if let known = definitions[frozen.id], known.source == frozen { return known }
      let made = Definition(
        source: frozen, survey: try frozen.survey(), organisation: try frozen.organisation(),
        passKey: try frozen.passKey.map(PassPublicKey.init))
      definitions[frozen.id] = made
      return made
    }
    return ServedWave(
      id: frozen.id, survey: definition.survey, organisation: definition.organisation, mode: frozen.mode,
      languages: frozen.languages, opens: frozen.opens, closes: frozen.closes, passKey: definition.passKey,
      keeperPublicKey: frozen.keeper.key, keeperProven: row["keeperProven"], isClosed: row["closed"],
      keeperSharing: frozen.keeper.sharing, sharesProven: KeeperColumns.proven(row))
  }
}
