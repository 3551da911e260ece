public import SurveyCore
public import SurveyStats

/// A report before it is rendered: which statistics it shows, all of them released, and the words that stand around them.
public struct Report: Sendable {
  /// A statistic that was computed, or why it can't be.
  public typealias Outcome = Result<VariableStatistics, StatisticsError>

  /// Groups side by side.
  public struct Comparison: Sendable, Hashable {
    /// The attributes that form the groups.
    public let by: [String]
    /// The items and scales that are compared.
    public let variables: [String]
    /// The groups in declared order, without regard to folding.
    public let groups: [Group]
  }

  /// What the report holds, and for whom it is.
  public let plan: ReportPlan
  /// The survey that was answered.
  public let survey: Survey
  /// The unit tree, for the names of units.
  public let organisation: Organisation?
  /// Who asks, and what is done about results.
  public let configuration: WorkspaceConfiguration
  /// The wave.
  public let facts: WaveFacts
  /// The head of the ledger, by which a reader can tell whether the record was changed later.
  public private(set) var ledgerHead: String
  /// The cells of all items, scales and comparisons.
  public let statistics: Released<Outcome>
  /// The indicators.
  public let indicators: Released<IndicatorFigure>
  /// The comparisons, one per block of that kind, in order.
  public let comparisons: [Comparison]
  /// Every hidden group of the wave, and why.
  public let hidden: [HiddenGroup]

  /// The same report with the head of the ledger that it prints.
  public func withLedgerHead(_ head: String) -> Report {
    var report = self
    report.ledgerHead = head
    return report
  }
}
