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
    /// Whether the survey declares the grouping; nothing is published of one that it doesn't.
    public let isDeclared: Bool
  }

  /// What goes together with an outcome.
  public struct Drivers: Sendable {
    /// The item or scale.
    public let outcome: String
    /// The analysis, or why it is hidden.
    public let cell: Released<DriverAnalysis>.Cell

    /// Whether disclosure control hides it.
    public var isHidden: Bool {
      switch cell {
      case .shown, .empty: false
      case .banded, .suppressed: true
      }
    }
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
  /// The indicators that could be computed, and those that are hidden.
  public let indicators: Released<IndicatorFigure>
  /// The indicators that can't be computed from the answers, by id, and why.
  public let indicatorFailures: [String: StatisticsError]
  /// The drivers of an outcome; nil where the plan asks for none.
  public let drivers: Drivers?
  /// The indicators over waves that the plan asks for; nil where it asks for none.
  public let trend: Trend?
  /// The comparisons, one per block of that kind, in order.
  public let comparisons: [Comparison]
  /// Every hidden group of the wave, and why.
  public let hidden: [HiddenGroup]

  /// The groups that are not shown for at least one variable, each once: those of the wave, and those that this report asked for.
  ///
  /// Groups that the survey doesn't declare are left out; they are no group that was too small.
  public var hiddenGroups: [(group: Group, suppression: Suppression)] {
    var groups = hidden.map { (group: $0.group, suppression: $0.suppression) }
    for (key, cell) in statistics.cells {
      if case .suppressed(let suppression) = cell, suppression.reason != .undeclared {
        groups.append((key.group, suppression))
      }
    }
    var seen = Set<Group>()
    return groups.filter { seen.insert($0.group.unfolded).inserted }
  }

  /// Whether the report shows any statistic of a group, other than everybody's.
  var comparesGroups: Bool { comparisons.contains { $0.isDeclared } }

  /// The same report with the head of the ledger that it prints.
  public func withLedgerHead(_ head: String) -> Report {
    var report = self
    report.ledgerHead = head
    return report
  }
}
