import Crypto

public import struct Foundation.Data

/// The right under which an answer is sent; spent once.
public enum AnsweringRight: Sendable, Hashable {
  /// A pass, in waves of mode `pass`.
  case pass(Pass)
  /// A drawn code, in waves of mode `code`.
  case code(AccessCode)
  /// A random nonce of the form, in waves of mode `open`; it only makes repeats safe.
  case nonce(Data)

  /// How many bytes a nonce has.
  public static let nonceSize = 16

  /// The bytes that identify the right in a receipt: a pass's number, a code's 16 characters, or the nonce.
  public var bytes: Data {
    switch self {
    case .pass(let pass): pass.nonce
    case .code(let code): Data(code.characters.utf8)
    case .nonce(let nonce): nonce
    }
  }

  /// What the list of spent rights holds: the SHA-256 of the bytes.
  public var digest: Data {
    Data(SHA256.hash(data: bytes))
  }

  /// The mode in which such a right counts.
  public var mode: ParticipationMode {
    switch self {
    case .pass: .pass
    case .code: .code
    case .nonce: .open
    }
  }

  /// The receipt: 20 base32 characters that prove *counted* and never *what*.
  public var receipt: String {
    String(Crockford.encode(SHA256.hash(data: Data("survey-pass/v1 receipt".utf8) + bytes)).prefix(20))
  }
}

/// Who may answer a wave; fixed once it opens.
public enum ParticipationMode: String, Sendable, Hashable, Codable, CaseIterable {
  /// Each person on the roster, once, with a pass that can't be led back to the person.
  case pass
  /// Whoever drew a printed code, once.
  case code
  /// Anyone with the address; no one-per-person claim.
  case open
}
