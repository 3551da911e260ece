import SurveyCore

import struct Foundation.Data
import struct Foundation.Date
import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

/// What an exported box says about its wave: the frozen definition and the counts.
struct ExportedWave: Codable, Sendable, Hashable {
  let wave: String
  /// The survey's text, as it was frozen.
  let survey: String
  /// The unit tree's text, as it was frozen.
  let organisation: String?
  let mode: String
  let languages: [String]
  let opens: Date
  let closes: Date
  /// The key with which passes are verified, in base64url, in waves of mode `pass`.
  let passKey: String?
  /// The public half of the keeper's key, in Crockford's base32.
  let keeper: String
  /// How many codes were drawn, as the box knows them.
  let codes: Int
  /// How many codes were printed, as the office knows it.
  let codesPrinted: Int
  /// How many rights were spent.
  let spent: Int
  /// How many answers were typed in from paper; nil in files of versions that didn't count them.
  let paper: Int?
  /// How many sealed records there are of each part: ratings first, then each comment item.
  let sealed: [Int]
  /// The public half of the key that signed the file and signs receipts, in base64url; `wave status` prints the same.
  let receiptKey: String

  /// The frozen wave.
  ///
  /// - Throws: ``StoreError`` where this version can't read it.
  func served() throws -> ServedWave {
    guard let mode = ParticipationMode(rawValue: mode), let key = Crockford.decode(keeper), key.count == 32 else {
      throw StoreError.newerVersion(file: "the exported box of wave '\(wave)'")
    }
    let frozen = FrozenWave(
      id: wave, surveyText: survey, organisationText: organisation, mode: mode,
      languages: languages.compactMap(Language.init(rawValue:)), opens: opens, closes: closes,
      passKey: passKey.flatMap { Base64URL.decode($0) }, keeper: KeeperPublic(key: Data(key)))
    return ServedWave(
      id: wave, survey: try frozen.survey(), organisation: try frozen.organisation(), mode: mode,
      languages: frozen.languages, opens: opens, closes: closes,
      passKey: try frozen.passKey.map(PassPublicKey.init), keeperPublicKey: frozen.keeper.key,
      keeperProven: true, isClosed: true)
  }

  var json: Data {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .secondsSince1970
      return try encoder.encode(self)
    }
  }

  init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    self = try decoder.decode(ExportedWave.self, from: json)
  }

  init(
    _ frozen: FrozenWave, codes: Int, codesPrinted: Int, spent: Int, paper: Int, sealed: [Int],
    receiptKey: Data
  ) {
    wave = frozen.id
    survey = frozen.surveyText
    organisation = frozen.organisationText
    mode = frozen.mode.rawValue
    languages = frozen.languages.map(\.rawValue)
    opens = frozen.opens
    closes = frozen.closes
    passKey = frozen.passKey.map { Base64URL.encode($0) }
    keeper = Crockford.encode(frozen.keeper.key)
    self.codes = codes
    self.codesPrinted = codesPrinted
    self.spent = spent
    self.paper = paper
    self.sealed = sealed
    self.receiptKey = Base64URL.encode(receiptKey)
  }
}
