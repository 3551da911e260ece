public import Foundation
public import SurveyCore

/// A published report on its way from the office to a box on another machine, where staff read it.
public struct ReportPackage: Sendable {
  private let content: Content

  private struct Content: Codable {
    let wave: String
    let reports: [PublishedReport]
  }

  /// Packs a report.
  ///
  /// - Parameters:
  ///   - reports: The report in each language, as it was recorded in the ledger.
  ///   - wave: The wave that it is about.
  public init(_ reports: [PublishedReport], of wave: String) {
    content = Content(wave: wave, reports: reports)
  }

  /// Writes the package to a new file.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where there is a file already.
  public func write(to url: URL) throws { try PackageFile.write(content, for: .report, to: url) }

  /// Reads a package.
  ///
  /// - Throws: ``StoreError/unusableFile(path:why:)`` where it is missing, readable for others, of another kind or damaged.
  public init(from url: URL) throws { content = try PackageFile.read(Content.self, for: .report, from: url) }

  /// The wave that the report is about.
  public var wave: String { content.wave }

  /// The report in each language.
  public var reports: [PublishedReport] { content.reports }

  /// Puts the report on the wave's results page, in place of what was published of the same plan. Safe to repeat.
  ///
  /// - Throws: ``StoreError/unknownWave(_:known:)`` where the box doesn't have the wave, and ``StoreError/wrongState(wave:why:)`` while
  ///   people can answer it.
  public func publish(at box: BoxStore) throws {
    let served = try box.wave(wave)
    guard served.isClosed || served.closes <= Date() else {
      throw StoreError.wrongState(wave: wave, why: "people can still answer, so nothing of it can be published.")
    }
    try box.publish(reports, of: wave)
  }
}
