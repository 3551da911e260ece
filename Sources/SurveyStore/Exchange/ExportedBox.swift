import Crypto
public import SurveyCore

public import Foundation

/// A closed wave's box in a file (`survey-box/v1`), to be unsealed on the keeper's own machine.
///
/// After the heading line come frames (``FrameWriter``):
/// 1. the wave as JSON (``ExportedWave``): frozen survey and unit tree, mode, dates, the keeper's public key, and all counts;
/// 2. a challenge, sealed to the keeper's key. Whoever opens it can vouch for the results (``ResultsFile``);
/// 3. the sealed records, as the box holds them: all ratings, then the comments of each comment item;
/// 4. the SHA-256 of every code that was drawn, one after another;
/// 5. one frame per spent right: its SHA-256 (32 bytes), its receipt (20), and where it is a pass, the pass (32 and 256).
///
/// The end is the SHA-256 of all that and its Ed25519 signature by the receipt key. Nothing in the file is readable without the keeper's
/// key, except what the public knows of the wave, its counts, and the receipts. It has no times, and its order is the box's.
public struct ExportedBox {
  static let heading = "survey-box/v1"
  private static let signatureSize = 64

  /// The wave.
  public let wave: ServedWave
  let stated: ExportedWave
  /// The SHA-256 of the file.
  let digest: Data
  let sealedChallenge: Data
  private let reader: FrameReader
  private let places: [UInt64]
  private let drawn: Set<Data>
  private let spent: [SpentRight]

  /// Opens an exported box and verifies it: nothing is damaged or edited, and its counts agree.
  ///
  /// - Throws: ``StoreError``.
  public init(at url: URL) throws {
    reader = try FrameReader(url, heading: Self.heading, kind: "an exported box", sealSize: Self.signatureSize)
    do { stated = try ExportedWave(json: try reader.next()) } catch is DecodingError { throw reader.damaged }
    guard let key = Base64URL.decode(stated.receiptKey), Self.isSigned(reader.ending, publicKey: key) else {
      throw reader.damaged
    }
    digest = reader.ending.digest
    wave = try stated.served()
    sealedChallenge = try reader.next()
    var places: [UInt64] = []
    for count in stated.sealed {
      guard count >= 0 else { throw reader.damaged }
      places.append(reader.position)
      for _ in 0..<count { _ = try reader.next() }
    }
    self.places = places
    guard let drawn = Self.digests(try reader.next()).map(Set.init), drawn.count == stated.codes else {
      throw reader.damaged
    }
    self.drawn = drawn
    var spent: [SpentRight] = []
    while !reader.isAtEnd {
      guard let right = SpentRight(frame: try reader.next()) else { throw reader.damaged }
      spent.append(right)
    }
    self.spent = spent
    guard spent.count == stated.spent, (0...spent.count).contains(stated.paper ?? 0) else { throw reader.damaged }
  }

  /// The public half of the key that signed the file, in base64url: the receipt key that `wave status` prints.
  public var receiptKey: String { stated.receiptKey }

  /// Opens the answers with the keeper's key, on all cores, and writes the results, shuffled, into a new file for the office.
  ///
  /// - Parameter progress: Called with the number of records opened and the number of all, from several threads.
  /// - Returns: How many people answered.
  /// - Throws: ``StoreError`` when the key is another wave's, counts differ or a record is damaged; no file is left then.
  /// - Complexity: O(*answers*), with memory for the ratings and the comments that were written.
  public func unseal(
    with key: KeeperKey, to url: URL, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> Int {
    guard key.publicKey == wave.keeperPublicKey,
      let challenge = try? Unsealer(key: key, wave: Self.challengeInfo(of: wave.id)).open(sealedChallenge)
    else { throw StoreError.wrongKey(wave: wave.id) }
    let spent = try BoxVerification.verify(self, of: wave, printed: stated.codesPrinted)
    // Before the work, so that a name that can't be used is told at once.
    let writer = try FrameWriter(url, heading: ResultsFile.heading)
    do {
      let opened = try BoxOpening(
        sealed: self, wave: wave, unsealer: Unsealer(key: key, wave: wave.id), progress: progress
      ).open(spent)
      try ResultsFile.write(opened, of: self, challenge: challenge, to: writer)
      return opened.answers
    } catch {
      writer.abandon()
      throw error
    }
  }

  private static func isSigned(_ ending: FrameReader.Ending, publicKey: Data) -> Bool {
    TextSigner.isValid(Base64URL.encode(ending.seal), of: signedText(ending.digest), publicKey: publicKey)
  }

  private static func signedText(_ digest: Data) -> String { "\(heading) \(Base64URL.encode(digest))" }

  // MARK: Writing

  /// Writes a closed wave's box to a new file.
  ///
  /// - Parameter spent: The rights, verified against the sealed records.
  /// - Returns: The SHA-256 of the file.
  static func write(
    _ sealed: BoxedWave, _ spent: [SpentRight], wave: FrozenWave, codesPrinted: Int, signer: TextSigner, to url: URL
  ) throws -> Data {
    let counts = try sealed.sealedCounts()
    let parts = 1 + ColumnLayout(try wave.survey()).commentItems.count
    let codes = try sealed.codes().sorted { $0.lexicographicallyPrecedes($1) }
    let stated = ExportedWave(
      wave, codes: codes.count, codesPrinted: codesPrinted, spent: spent.count,
      paper: try sealed.paperAnswers(), sealed: (0..<parts).map { counts[$0, default: 0] }, receiptKey: signer.publicKey
    )
    let writer = try FrameWriter(url, heading: heading)
    do {
      try writer.write(try stated.json)
      let challenge = Self.challenge(of: wave.id, signer: signer)
      try writer.write(try Sealer(publicKey: wave.keeper.key, wave: challengeInfo(of: wave.id)).seal(challenge))
      for (part, count) in stated.sealed.enumerated() {
        var written = 0
        try sealed.forEachBatch(of: part, size: 512) { batch in
          for record in batch { try writer.write(record) }
          written += batch.count
        }
        guard written == count else {
          throw StoreError.countsDiffer(wave: wave.id, why: "its box changed while it was exported. Export it again.")
        }
      }
      try writer.write(Data(codes.joined()))
      for right in spent { try writer.write(right.frame) }
      return try writer.finish { digest in Base64URL.decode(try signer.sign(signedText(digest))) ?? Data() }
    } catch {
      writer.abandon()
      throw error
    }
  }

  /// The digests that stand one after another; nil where one isn't whole.
  private static func digests(_ bytes: Data) -> [Data]? {
    guard bytes.count.isMultiple(of: 32) else { return nil }
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: 32).map { Data(bytes[$0..<$0 + 32]) }
  }

  /// What the challenge is sealed for: never what an answer is sealed for. Otherwise a sealed answer could stand in its place, and what vouches
  /// for the results would confirm guesses of it. No wave's id has a space.
  private static func challengeInfo(of wave: String) -> String { "\(wave) challenge" }

  /// What only the box and the holder of the keeper's key know: derived from the receipt key, so that the box needn't keep it.
  static func challenge(of wave: String, signer: TextSigner) -> Data {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: signer.rawRepresentation), info: Data("\(heading) challenge \(wave)".utf8),
      outputByteCount: 32
    ).withUnsafeBytes { Data($0) }
  }
}

extension ExportedBox: SealedWave {
  func sealedCounts() -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: stated.sealed.enumerated().filter { $1 > 0 }.map { ($0, $1) })
  }

  func spentRights() -> [SpentRight] { spent }

  func codes() -> Set<Data> { drawn }

  func paperAnswers() -> Int { stated.paper ?? 0 }

  func forEachBatch(of part: Int, size: Int, _ body: ([Data]) throws -> Void) throws {
    guard stated.sealed.indices.contains(part) else { return }
    try reader.seek(to: places[part])
    var left = stated.sealed[part]
    while left > 0 {
      let batch = try (0..<min(left, size)).map { _ in try reader.next() }
      try body(batch)
      left -= batch.count
    }
  }
}

extension SpentRight {
  private static let receiptSize = 20

  /// The right as it stands in the file.
  fileprivate var frame: Data {
    digest + Data(receipt.utf8) + (pass.map { $0.nonce + $0.signature } ?? Data())
  }

  /// Reads a frame; nil where it is none.
  fileprivate init?(frame: Data) {
    let digest = Data(frame.prefix(32))
    let rest = frame.dropFirst(32)
    guard digest.count == 32, rest.count >= Self.receiptSize,
      let receipt = String(validating: rest.prefix(Self.receiptSize), as: UTF8.self)
    else { return nil }
    let right = rest.dropFirst(Self.receiptSize)
    if right.isEmpty {
      self.init(digest: digest, receipt: receipt, pass: nil)
    } else {
      let pass = Pass(
        nonce: Data(right.prefix(Pass.nonceSize)), signature: Data(right.dropFirst(Pass.nonceSize)))
      guard let pass else { return nil }
      self.init(digest: digest, receipt: receipt, pass: pass)
    }
  }
}
