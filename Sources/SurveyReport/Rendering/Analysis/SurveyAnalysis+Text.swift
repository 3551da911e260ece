import SurveyCore
import SurveyStats

extension SurveyAnalysis {
  /// The analysis as tables for a terminal, in English; statistics carry the name of their variant.
  public func text(style: TerminalStyle) -> String {
    let kind =
      isGated
      ? "Passed disclosure control: only what may be published is shown."
      : "Not gated: these are figures of a file of your own, without disclosure control. Don't publish them as they are."
    var lines = [style.bold("\(survey.id)@\(survey.version): \(respondents) respondent\(respondents == 1 ? "" : "s")")]
    lines += kind.wrapped(to: style.width)
    var blocks = [AnalysisBlock("Items", itemLines(style))]
    blocks += [optionBlock, numberBlock, scaleBlock].compactMap(\.self)
    blocks += reliabilityBlocks
    blocks += [populationBlock, weightedBlock].compactMap(\.self)
    blocks += teamBlocks
    blocks += request.breakdowns.flatMap(comparisonBlocks)
    blocks += [driverBlock].compactMap(\.self)
    let warnings = warnings
    if !warnings.isEmpty {
      blocks.append(AnalysisBlock("Warnings", notes: warnings.map { "– \($0)" }, isWarning: true))
    }
    for block in blocks { lines += block.lines(style) }
    lines += ["", warnings.count == 1 ? "1 warning." : "\(warnings.isEmpty ? "No" : "\(warnings.count)") warnings."]
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A titled part of an analysis: a table, then notes in full sentences.
struct AnalysisBlock {
  let title: String
  let table: [String]
  let notes: [String]
  let isWarning: Bool

  init(_ title: String, _ table: [String] = [], notes: [String] = [], isWarning: Bool = false) {
    self.title = title
    self.table = table
    self.notes = notes
    self.isWarning = isWarning
  }

  /// The block after an empty line; notes are broken at the width of the terminal.
  func lines(_ style: TerminalStyle) -> [String] {
    ["", isWarning ? style.warning(title) : style.bold(title)] + table + notes.flatMap { $0.wrapped(to: style.width) }
  }
}

/// Numbers as an analysis prints them, in English.
enum AnalysisFormat {
  private static let format = NumberFormat(language: .en)

  static func decimal(_ value: Double, _ places: Int = 2) -> String { format.decimal(value, places: places) }

  static func number(_ figure: Computed<Double>?, _ places: Int = 2) -> String {
    figure?.success.map { decimal($0, places) } ?? "–"
  }

  static func share(_ value: Double?) -> String { value.map { decimal($0 * 100, 1) + "%" } ?? "–" }

  static func share(_ estimate: Computed<IntervalEstimate>?) -> String { share(estimate?.success?.value) }

  /// The limits of a share in percent.
  static func percentRange(_ estimate: Computed<IntervalEstimate>?) -> String {
    estimate?.success.map { "\(decimal($0.low * 100, 1))–\(decimal($0.high * 100, 1))%" } ?? ""
  }

  /// An estimate with its limits.
  static func withRange(_ estimate: Computed<IntervalEstimate>?, _ places: Int = 2) -> String {
    estimate?.success.map { "\(decimal($0.value, places)) [\(range($0, places))]" } ?? "–"
  }

  /// The limits of an estimate; "to" where a dash could be taken for a minus.
  static func range(_ estimate: IntervalEstimate, _ places: Int = 2) -> String {
    let separator = estimate.low < 0 || estimate.high < 0 ? " to " : "–"
    return decimal(estimate.low, places) + separator + decimal(estimate.high, places)
  }

  /// A probability, three decimals at least readable.
  static func probability(_ p: Double?) -> String {
    guard let p else { return "–" }
    return p < 0.001 ? "<0.001" : decimal(p, 3)
  }

  /// What stands in the place of a statistic without a value.
  static func mark<Value>(_ cell: Disclosed<Value>) -> String {
    switch cell {
    case .suppressed, .banded: "hidden"
    case .empty(.nobodyAnswered): "nobody answered"
    case .empty(.notAsked): "not asked"
    case .shown: "can't be computed"
    }
  }
}
