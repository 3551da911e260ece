public import SurveyCore

extension ReportPlan {
  /// The statistics of how several variables go together that the plan asks for.
  public func jointRequests(in survey: Survey) -> [JointRequest] {
    blocks.compactMap { block in
      guard case .drivers(let outcome, let predictors) = block else { return nil }
      return AnalysisRequest(outcome: outcome, predictors: predictors).driverRequest(in: survey)
    }
  }

  /// The indicators that are shown over waves, empty for all; nil where none are.
  public var trendIndicators: [String]? {
    let trends = blocks.compactMap { if case .trend(let ids) = $0 { ids } else { nil } }
    if trends.isEmpty { return nil }
    return trends.contains([]) ? [] : trends.flatMap(\.self)
  }

  /// The indicators that the report states: all of them, but only those of its trends where it holds nothing else than trends, drivers
  /// and words about them.
  func indicators(of survey: Survey) -> [Indicator] {
    let isNarrow = blocks.allSatisfy { block in
      switch block {
      case .trend, .drivers, .text, .hidden, .method: true
      case .participation, .indicators, .items, .scales, .comparison, .actions: false
      }
    }
    let isAboutFew = blocks.contains { block in
      switch block {
      case .trend, .drivers: true
      default: false
      }
    }
    guard isNarrow, isAboutFew, trendIndicators != [] else { return survey.indicators }
    let wanted = trendIndicators ?? []
    return survey.indicators.filter { wanted.contains($0.id) }
  }
}
