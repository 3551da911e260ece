import GRDB
public import SurveyCore
import Synchronization

public import Foundation

/// The desk on SQLite: the roster of each wave, and whose pass was handed out.
///
/// Invitations are nowhere: which row one leads to is worked out for a whole wave when the wave is first asked for, and kept in memory.
public final class DeskStore: PassDesk, Sendable {
  let database: any DatabaseWriter
  let keys: DeskKeys
  let clock: @Sendable () -> Date
  private let issuing: PassIssuing
  private let counters = Mutex<[String: Counter]>([:])
  /// The public keys that were read, which never change: every request asks for the waves.
  private let passKeys = Mutex<[Data: PassPublicKey]>([:])

  /// What handing out passes of one wave needs, worked out once.
  private struct Counter: Sendable {
    let passKey: PassPublicKey
    let rows: [Invitation: UInt32]
    let signingKey: PassSigningKey
  }

  /// Opens or makes the desk's file.
  ///
  /// - Parameter keys: The desk's keys.
  /// - Throws: ``StoreError`` when the file is of a newer version or can't be written durably.
  public init(at url: URL, keys: DeskKeys, clock: @escaping @Sendable () -> Date = { Date() }) throws {
    let database = try DurableDatabase.openWithoutLog(url, migrator: DeskSchema.migrator)
    self.database = database
    self.keys = keys
    self.clock = clock
    self.issuing = PassIssuing(database: database, clock: clock)
  }

  // MARK: Handing out

  public func waves() async throws -> [DeskWave] {
    let now = clock()
    return try await database.read { db in try self.waves(db, at: now) }
  }

  public func issue(_ blinded: Data, for invitation: Invitation, in wave: String) async throws(PassDeskError) -> Data {
    let counter = try await counter(of: wave)
    guard counter.passKey.canBeBlinded(blinded) else { throw .malformed }
    do {
      try await issuing.note(
        blinded, for: counter.rows[invitation], in: wave, passKey: counter.passKey.derRepresentation)
    } catch {
      // A wave that was closed or prepared anew is worked out again.
      if error == .closed || error == .busy { forget(wave) }
      throw error
    }
    do { return try counter.signingKey.sign(blinded) } catch { throw .malformed }
  }

  public func isIssued(_ invitation: Invitation, in wave: String) async throws(PassDeskError) -> Bool {
    let (key, people) = try await invitationKey(of: wave)
    let rows =
      counters.withLock { $0[wave]?.rows } ?? InvitationIndex.rows(people: people, wave: wave, key: key)
    // Unknown invitations are looked up too, so that they take as long.
    let row = rows[invitation].map(Int64.init) ?? -1
    let handedOut: Bool?
    do {
      handedOut = try await database.read { db in
        try Bool.fetchOne(
          db, sql: "SELECT handedOut FROM roster WHERE wave = ? AND row = ?", arguments: [wave, row])
      }
    } catch { throw .notWritten }
    guard let handedOut else { throw .unknownInvitation }
    return handedOut
  }

  private func counter(of wave: String) async throws(PassDeskError) -> Counter {
    if let known = counters.withLock({ $0[wave] }) { return known }
    let (key, people) = try await invitationKey(of: wave)
    let found: DeskWave?
    do { found = try await waves().first { $0.id == wave } } catch { throw .notWritten }
    guard let found else { throw .unknownWave }
    if found.isClosed { throw .closed }
    let signingKey: PassSigningKey?
    do { signingKey = try keys.signingKey(of: wave) } catch { throw .notWritten }
    guard let signingKey else { throw .closed }
    guard signingKey.publicKey == found.passKey else { throw .notWritten }
    let counter = Counter(
      passKey: found.passKey, rows: InvitationIndex.rows(people: people, wave: wave, key: key),
      signingKey: signingKey)
    counters.withLock { $0[wave] = counter }
    return counter
  }

  private func invitationKey(of wave: String) async throws(PassDeskError) -> (key: InvitationKey, people: Int) {
    let people: Int?
    let key: InvitationKey
    do {
      people = try await database.read { db in
        try Int.fetchOne(db, sql: "SELECT people FROM wave WHERE id = ?", arguments: [wave])
      }
      key = try keys.invitationKey()
    } catch { throw .notWritten }
    guard let people else { throw .unknownWave }
    return (key, people)
  }

  /// Drops what was worked out about a wave, its signing key above all.
  func forget(_ wave: String) {
    counters.withLock { _ = $0.removeValue(forKey: wave) }
  }

  // MARK: Waves

  /// All waves, for commands.
  public func allWaves() throws -> [DeskWave] {
    let now = clock()
    return try database.read { db in try waves(db, at: now) }
  }

  /// The wave of that id.
  ///
  /// - Throws: ``StoreError/unknownWave(_:known:)``.
  public func wave(_ id: String) throws -> DeskWave {
    let waves = try allWaves()
    guard let wave = waves.first(where: { $0.id == id }) else {
      throw StoreError.unknownWave(id, known: waves.map(\.id))
    }
    return wave
  }

  private func waves(_ db: Database, at now: Date) throws -> [DeskWave] {
    try Row.fetchAll(db, sql: "SELECT * FROM wave ORDER BY opens, id").map { row in
      let title = try JSONDecoder().decode([String: String].self, from: Data((row["title"] as String).utf8))
      let closes = Date(timeIntervalSince1970: row["closes"])
      return DeskWave(
        id: row["id"],
        title: LocalizedText(
          Dictionary(
            uniqueKeysWithValues: title.compactMap { name, text in Language(rawValue: name).map { ($0, text) } })),
        languages: (row["languages"] as String).split(separator: ",").compactMap { Language(rawValue: String($0)) },
        opens: Date(timeIntervalSince1970: row["opens"]), closes: closes,
        isClosed: row["closed"] as Bool || now >= closes, passKey: try passKey(row["passKey"]))
    }
  }

  private func passKey(_ der: Data) throws -> PassPublicKey {
    try passKeys.withLock { known in
      if let key = known[der] { return key }
      let key = try PassPublicKey(derRepresentation: der)
      known[der] = key
      return key
    }
  }

  /// Whether the desk can hand out passes: its file is durable, and the keys of open waves are there.
  public func probe() throws {
    guard try DurableDatabase.synchronous(database) == 2 else { throw StoreError.notDurable(file: "desk.sqlite") }
    for wave in try allWaves() where !wave.isClosed && !keys.hasSigningKey(of: wave.id) {
      throw StoreError.wrongState(wave: wave.id, why: "its signing key is missing.")
    }
  }
}

/// Which row an invitation leads to.
enum InvitationIndex {
  /// The rows of a wave by their invitations.
  ///
  /// - Complexity: One HMAC per person.
  static func rows(people: Int, wave: String, key: InvitationKey) -> [Invitation: UInt32] {
    var rows: [Invitation: UInt32] = [:]
    rows.reserveCapacity(people)
    for row in 0..<UInt32(people) { rows[Invitation(row: row, wave: wave, key: key)] = row }
    return rows
  }
}
