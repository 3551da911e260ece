import Foundation
import SurveyCore
import SurveyStore

/// Handing out paper slips and taking them back, by hand and one at a time.
struct SlipHandling {
  let workspace: Workspace
  let wave: String

  private struct Result: Encodable {
    let wave: String
    /// The code; nil where the person gets one of the slips that were printed when the wave was prepared.
    let code: String?
  }

  /// Whether box and office are in this workspace too.
  private var hasBox: Bool {
    ["keys/box/receipt.key", "keys/office/ledger.key"].allSatisfy {
      FileManager.default.fileExists(atPath: workspace.folder.appending(path: $0).path)
    }
  }

  /// Marks a person's pass as handed out and prints a code, into a file where one is named.
  ///
  /// - Parameter paper: Whether the person answered on paper, so that the answers are counted apart.
  func handOut(to identifier: String, paper: Bool, file: String?, _ output: OutputOptions) throws {
    guard hasBox else {
      guard !paper else {
        throw Failure.badInput(
          "error: Only the box can mark a code as one for paper, and it is elsewhere. Leave out --paper.")
      }
      return try handOutPrinted(to: identifier, file: file, output)
    }
    if let file { try LetterFolder.check(file: file) }
    let served = try workspace.openDesk().wave(wave)
    let code = try workspace.lifecycle().drawSlip(for: identifier, in: wave, paper: paper) { code in
      guard let file else { return }
      let sheet = CodeSheet(
        wave: wave, title: served.title, languages: served.languages, closes: served.closes,
        configuration: workspace.configuration, codes: [code.printed])
      try SecretFile.write(Data(try sheet.html().utf8), to: URL(filePath: file))
    }
    if output.json { return try printJSON(Result(wave: wave, code: code.printed)) }
    print(file.map { "Wrote the slip to \($0). Print it, hand it over, then delete the file." } ?? code.printed)
    Diagnostics.print("The person's pass counts as handed out now. Nothing notes whose slip it is.")
  }

  /// Where the desk is on its own, the slip comes from the stack that was printed when the wave was prepared.
  private func handOutPrinted(to identifier: String, file: String?, _ output: OutputOptions) throws {
    guard file == nil else {
      throw Failure.badInput(
        "error: This desk can't print slips, as the box is elsewhere. Leave out --print, and give one of the printed slips."
      )
    }
    try workspace.openDesk().handOutPrintedSlip(to: identifier, in: wave)
    if output.json { return try printJSON(Result(wave: wave, code: nil)) }
    print("Let the person draw one of the printed slips. Their pass counts as handed out now.")
  }

  /// Takes a slip back that was never used.
  func takeBack(_ text: String) throws {
    guard let code = AccessCode(text) else {
      throw Failure.badInput("error: '\(text)' is no code. A code has 16 letters and digits: XXXX-XXXX-XXXX-XXXX.")
    }
    guard hasBox else {
      throw Failure.badInput(
        "error: Only the box knows whether a slip was used, and it is elsewhere. Keep the slip with the unused ones: they are counted by two people."
      )
    }
    try workspace.lifecycle().voidSlip(code, in: wave)
    print("The slip is void: nobody can answer with it.")
  }
}
