import Foundation
import SurveyReport

/// What the terminal can show.
enum Terminal {
  /// Colour only on a terminal, and not where NO_COLOR is set (https://no-color.org).
  static var style: TerminalStyle {
    let isColourful =
      isatty(STDOUT_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    return TerminalStyle(colour: isColourful)
  }
}
