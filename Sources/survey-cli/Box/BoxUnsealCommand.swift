import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct BoxUnsealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unseal", abstract: "Open an exported box on the keeper's machine; it needs no workspace.",
    discussion: """
      Verifies the file and its counts, decrypts on all cores, shuffles ratings and comments apart, and writes the results for
      'wave receive'. The key stays on this machine. The results can be read by whoever has them: bring them to the office on a safe way.
      Unseal a wave's box once, and only with about as many answers as were expected: who could have several selections of it unsealed, or a
      selection of few answers, could single one out.
      """)

  @Argument(help: ArgumentHelp("The file that 'box export' wrote.", valueName: "FILE"))
  var file: String

  @OptionGroup var keys: KeyOptions

  @Option(help: ArgumentHelp("Where the results are written.", valueName: "RESULTS"))
  var out: String

  @OptionGroup var output: OutputOptions

  private struct Result: Encodable {
    let wave: String
    let respondents: Int
    let receiptKey: String
    let file: String
  }

  func run() throws {
    let box = try ExportedBox(at: URL(filePath: file))
    let progress = ProgressBar(title: "Unsealing")
    let respondents = try box.unseal(
      with: try keys.read().key, to: URL(filePath: out), progress: { progress.show($0, of: $1) })
    progress.finish()
    if output.json {
      return try printJSON(
        Result(wave: box.wave.id, respondents: respondents, receiptKey: box.receiptKey, file: out))
    }
    print(
      """
      Unsealed wave '\(box.wave.id)': \(respondents) answers, in \(out).
      The box was signed with receipt key \(box.receiptKey); 'wave status' prints the same.
      Next, at the office: survey-cli wave receive \(out)
      When the office has the results, destroy the key, \(file) and \(out).
      """)
  }
}
