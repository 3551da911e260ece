/// The method of an interval; the raw value is its name in every output.
public enum IntervalMethod: String, Sendable, Hashable, CaseIterable {
  /// Wilson's score interval of a proportion, without continuity correction.
  case wilson
  /// Wilson's interval with the effective sample size of a finite population.
  case wilsonFinite = "wilson-finite"
  /// Wilson's score interval of a proportion with continuity correction.
  case wilsonCorrected = "wilson-cc"
  /// Wilson's interval of a weighted proportion with Kish's effective sample size.
  case wilsonKish = "wilson-kish"
  /// The interval of a weighted proportion on the logit scale, by its linearised design standard error and Student's *t*.
  case logitDesign = "logit-design"
  /// Newcombe's interval of the difference of two independent proportions, from their Wilson limits (his method 10).
  case newcombe = "newcombe-10"
  /// Percentiles of a bootstrap over respondents.
  case bootstrapPercentile = "bootstrap-percentile"
  /// The exact interval of a proportion by beta quantiles.
  case clopperPearson = "clopper-pearson"
  /// Student's *t* interval of a mean.
  case studentT = "student-t"
  /// Tango's score interval of the difference of two shares of one sample.
  case tango
  /// Feldt's *F* interval of coefficient alpha.
  case feldt
  /// Bonett's interval of coefficient alpha, by the logarithm of its complement.
  case bonett
  /// The *t* interval of a difference of two means with unequal variances.
  case welchT = "welch-t"
  /// The *t* interval of a difference of two means with a standard error that is robust to clusters.
  case clusterRobustT = "cluster-robust-t"
  /// Cliff's asymmetric interval of delta, with *t* on *n*₁ + *n*₂ − 2 degrees of freedom.
  case cliffAsymmetric = "cliff-asymmetric"
  /// Feng and Cliff's interval of a delta of −1 or 1, where no variance can be estimated.
  case cliffDisjoint = "cliff-disjoint"
  /// The interval of a standardised difference by quantiles of the noncentral *t* distribution.
  case noncentralT = "noncentral-t"
  /// The same limits times Hedges' correction, on the scale of *g*.
  case noncentralTCorrected = "noncentral-t-corrected"
}
