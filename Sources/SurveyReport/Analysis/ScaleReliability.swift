public import SurveyStats

/// How consistent a scale is, by the variants that methodologists ask for; each says its name.
public struct ScaleReliability: Sendable {
  /// Raw alpha of the people who answered every item, with Feldt's interval: the default everywhere.
  public let alpha: Computed<AlphaEstimate>
  /// Bonett's interval of the same alpha.
  public let bonett: Computed<IntervalEstimate>
  /// Alpha of pairwise covariances, for comparison with programs that default to it.
  public let pairwise: Computed<PairwiseAlpha>
  /// Omega total of a one-factor model.
  public let omega: Computed<OmegaEstimate>
  /// Alpha of polychoric correlations, not comparable with alpha.
  public let ordinal: Computed<OrdinalAlpha>
  /// Whether the items share enough variance for factors.
  public let adequacy: Computed<SamplingAdequacy>
  /// Whether the items correlate at all.
  public let bartlett: Computed<BartlettTest>

  /// - Parameters:
  ///   - items: The items of the scale, keyed.
  ///   - ids: Their ids, for errors that number them.
  init(of items: [ScoredColumn], ids: [String]) {
    func figure<Value>(_ compute: () throws(StatisticsError) -> Value) -> Computed<Value> {
      do { return .success(try compute()) } catch { return .failure(error.naming("item", ids)) }
    }
    let alpha = figure { () throws(StatisticsError) in try cronbachAlpha(of: items) }
    let matrices = figure { () throws(StatisticsError) in try itemCovariances(of: items) }
    self.alpha = alpha
    bonett = figure { () throws(StatisticsError) in
      let alpha = try alpha.get()
      return try bonettInterval(alpha: alpha.estimate.value, items: items.count, cases: alpha.cases)
    }
    pairwise = figure { () throws(StatisticsError) in try pairwiseAlpha(of: items) }
    omega = figure { () throws(StatisticsError) in try congenericOmega(of: items) }
    ordinal = figure { () throws(StatisticsError) in try ordinalAlpha(of: items) }
    adequacy = figure { () throws(StatisticsError) in try samplingAdequacy(of: try matrices.get()) }
    bartlett = figure { () throws(StatisticsError) in try bartlettTest(of: try matrices.get()) }
  }

  /// Why parts of it can't be computed, and what estimators warn of, each with the name of the statistic.
  ///
  /// A reason is told once, for the first statistic that it keeps from being computed.
  ///
  /// - Parameter items: The ids of the items, for messages that number them.
  func remarks(items: [String]) -> [Remark] {
    var remarks: [Remark] = []
    func note<Value>(_ name: String, _ result: Computed<Value>, _ warnings: (Value) -> [String]) {
      switch result {
      case .success(let value): remarks += warnings(value).map { Remark(name, $0) }
      case .failure(let error):
        if !remarks.contains(where: { $0.text == error.description }) {
          remarks.append(Remark(name, error.description))
        }
      }
    }
    note("alpha", alpha, \.warnings)
    note("Bonett's interval", bonett, \.warnings)
    note("pairwise alpha", pairwise) { _ in [] }
    note("omega", omega, \.warnings)
    note("ordinal alpha", ordinal) { $0.warnings.filter { $0 != ScaleReliability.notComparable } }
    note("KMO", adequacy) { _ in [] }
    note("Bartlett", bartlett) { _ in [] }
    return remarks.map { $0.naming("item", items) }
  }

  /// What always stands beside ordinal alpha, and needs no warning of its own.
  static let notComparable = "Ordinal alpha is not comparable with alpha."
}
