internal import Foundation
public import SurveyCore
internal import Synchronization

/// A survey file that somebody is writing: read again whenever it changes.
public final class PreviewSource: Sendable {
  /// What the file says now.
  public struct Reading: Sendable {
    /// The survey, or nil where the file can't be used.
    public let survey: Survey?
    /// What its author should know; at least one error where there is no survey.
    public let diagnostics: [Diagnostic]
  }

  private struct Stamp: Hashable {
    let modified: Date?
    let size: Int?
    let file: Int?
  }

  private struct State {
    var stamp: Stamp?
    var reading = Reading(survey: nil, diagnostics: [])
  }

  private let path: String
  private let onChange: @Sendable (Reading) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - path: The file.
  ///   - onChange: Told what the file says, at first and whenever it was read again.
  public init(path: String, onChange: @escaping @Sendable (Reading) -> Void = { _ in }) {
    self.path = path
    self.onChange = onChange
  }

  /// What the file says now. It costs a look at the file's date where nothing changed.
  public var current: Reading {
    let (reading, isNew) = state.withLock { state in
      let stamp = Self.stamp(of: path)
      guard stamp != state.stamp else { return (state.reading, false) }
      state = State(stamp: stamp, reading: Self.read(path))
      return (state.reading, true)
    }
    if isNew { onChange(reading) }
    return reading
  }

  private static func stamp(of path: String) -> Stamp {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return Stamp(
      modified: attributes?[.modificationDate] as? Date, size: (attributes?[.size] as? NSNumber)?.intValue,
      file: (attributes?[.systemFileNumber] as? NSNumber)?.intValue)
  }

  private static func read(_ path: String) -> Reading {
    do throws(UnreadableFile) {
      let (survey, diagnostics) = try SurveyLoader.load(path: path)
      return Reading(survey: survey, diagnostics: diagnostics)
    } catch {
      return Reading(
        survey: nil,
        diagnostics: [
          Diagnostic(
            file: error.path, line: 1, column: 1, code: "file.unreadable",
            message: "The file can't be read: \(error.reason)",
            advice: "Put it back, or start the preview with another.")
        ])
    }
  }
}
