public import SurveyCore
public import SurveyStats

/// The statistics of a whole survey: every item, and every scale with its reliability.
///
/// Of a wave it holds what the disclosure gate lets through; of a file that the analyst owns it holds everything, and says so.
public struct SurveyAnalysis: Sendable {
  /// A statistic, or why it is not shown.
  public enum Disclosed<Value: Sendable>: Sendable {
    case shown(Value)
    case banded(Band)
    case suppressed(Suppression)
    case empty(Emptiness)

    init(_ cell: Released<Value>.Cell?) {
      switch cell {
      case .shown(let value, _): self = .shown(value)
      case .banded(let band): self = .banded(band)
      case .suppressed(let suppression): self = .suppressed(suppression)
      case .empty(let emptiness): self = .empty(emptiness)
      case nil: self = .empty(.notAsked)
      }
    }
  }

  /// The statistics of one item.
  public struct ItemAnalysis: Sendable {
    /// The item.
    public let item: Item
    /// Counts and what follows from them.
    public let statistics: Disclosed<Result<VariableStatistics, StatisticsError>>
    /// How many people gave no answer, by kind.
    public let missing: Disclosed<MissingCounts>
  }

  /// The statistics of one scale.
  public struct ScaleAnalysis: Sendable {
    /// The scale.
    public let scale: Scale
    /// The scores.
    public let statistics: Disclosed<Result<VariableStatistics, StatisticsError>>
    /// Its internal consistency.
    public let reliability: Disclosed<Result<AlphaEstimate, StatisticsError>>
  }

  /// The survey that was answered.
  public let survey: Survey
  /// How many people answered.
  public let respondents: Int
  /// Whether the statistics passed disclosure control.
  public let isGated: Bool
  /// The items in the order in which they are asked, comments left out.
  public let items: [ItemAnalysis]
  /// The scales in declared order.
  public let scales: [ScaleAnalysis]

  /// Analyses a file that the analyst owns, without disclosure control.
  public init(of table: ResponseTable) {
    survey = table.survey
    respondents = table.respondents
    isGated = false
    items = table.survey.closedItems.map { item in
      ItemAnalysis(
        item: item, statistics: .shown(.success(VariableStatistics(of: item, in: table))),
        missing: .shown(MissingCounts(of: item, in: table)))
    }
    scales = table.survey.scales.map { scale in
      ScaleAnalysis(
        scale: scale, statistics: .shown(statistics(of: scale.id, in: table)),
        reliability: .shown(reliability(of: scale, in: table)))
    }
  }

  /// Analyses a wave; only what the gate admits is computed.
  ///
  /// - Parameters:
  ///   - table: The answers that the gate was made for.
  ///   - gate: The gate.
  public init(of table: ResponseTable, gate: DisclosureGate) {
    let items = table.survey.closedItems
    let scales = table.survey.scales
    let keys = (items.map(\.id) + scales.map(\.id)).map { CellKey(variable: $0, group: .total) }
    let missing = gate.releaseMissing(of: items.map(\.id))
    let released = gate.release(keys) { statistics(of: $0.variable, in: table, rows: RowSelection($1)) }
    let reliabilities = gate.releaseForWhole(scales) { reliability(of: $0, in: table) }
    survey = table.survey
    respondents = table.respondents
    isGated = true
    self.items = items.map { item in
      ItemAnalysis(item: item, statistics: Disclosed(released[item.id]), missing: Disclosed(missing[item.id]))
    }
    self.scales = scales.map { scale in
      ScaleAnalysis(
        scale: scale, statistics: Disclosed(released[scale.id]), reliability: Disclosed(reliabilities[scale.id]))
    }
  }

  /// What an analyst must know about the numbers: statistics that can't be computed, and what estimators warn of.
  public var warnings: [String] {
    var warnings: [String] = []
    for entry in items { warnings += Self.warnings(of: entry.item.id, entry.statistics) }
    for entry in scales {
      warnings += Self.warnings(of: entry.scale.id, entry.statistics)
      if case .shown(let result) = entry.reliability {
        switch result {
        case .success(let alpha): warnings += alpha.warnings.map { "\(entry.scale.id): \($0)" }
        case .failure(let error): warnings.append("\(entry.scale.id), reliability: \(error)")
        }
      }
    }
    return warnings
  }

  private static func warnings(
    of id: String, _ statistics: Disclosed<Result<VariableStatistics, StatisticsError>>
  ) -> [String] {
    guard case .shown(let result) = statistics else { return [] }
    var messages: [String] = []
    switch result {
    case .success(let statistics):
      for error in statistics.errors where !messages.contains("\(id): \(error)") { messages.append("\(id): \(error)") }
    case .failure(let error): messages.append("\(id): \(error)")
    }
    return messages
  }
}
