public import SurveyCore

public import struct Foundation.Date

/// A wave as the office keeps it.
public struct WaveRecord: Sendable, Hashable {
  /// What the box serves.
  public let served: ServedWave
  /// How many codes were printed.
  public let codesPrinted: Int
  /// How many people answered; nil until the wave is unsealed.
  public let respondents: Int?
  /// Whether the box was emptied after unsealing.
  public let isBoxEmptied: Bool
  /// Whether the answers were deleted.
  public let isDeleted: Bool
  /// Whether the answers came from a file. Such a wave has no keeper and no place in the box: nobody ever answers it.
  public let isImported: Bool
  /// Whether desk and box are on machines of their own.
  public let isApart: Bool
  /// The series that the wave is part of, if any.
  public let series: String?
  /// How many answers were typed in from paper; 0 until the wave is unsealed.
  public let paperAnswers: Int

  /// Whether the wave's box is in this workspace.
  var hasBoxHere: Bool { !isImported && !isApart }

  /// Where a wave is in its life.
  public enum Stage: String, Sendable, Hashable {
    /// The keeper's key is not proven.
    case unproven
    /// It opens later.
    case planned
    /// People can answer.
    case open
    /// Nobody can answer any more; there are no results yet.
    case closed
    /// There are results.
    case unsealed
    /// There are results, and they came from a file.
    case imported
    /// The answers were deleted; released figures stay in the ledger.
    case deleted
  }

  /// Where the wave is at `now`.
  public func stage(at now: Date) -> Stage {
    if isDeleted { return .deleted }
    if respondents != nil { return isImported ? .imported : .unsealed }
    switch served.availability(at: now) {
    case .closed: return .closed
    case .open: return .open
    case .notYet: return served.keeperProven ? .planned : .unproven
    }
  }
}
