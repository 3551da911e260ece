/// The test or measure behind a comparison; the raw value is its name in every output.
public enum ComparisonMethod: String, Sendable, Hashable, CaseIterable {
  /// Mann–Whitney with the tie-corrected normal approximation, without continuity correction.
  case mannWhitney = "mann-whitney"
  /// Mann–Whitney with the tie-corrected normal approximation and a continuity correction of one half.
  case mannWhitneyContinuity = "mann-whitney-continuity"
  /// Welch's *t* test of two means.
  case welchT = "welch-t"
  /// Welch's analysis of variance of several means.
  case welchAnova = "welch-anova"
  /// Kruskal–Wallis, corrected for ties.
  case kruskalWallis = "kruskal-wallis"
  /// Dunn's pairs with the pooled, tie-corrected variance; two-sided, adjusted by Holm.
  case dunnHolm = "dunn-holm"
  /// Hedges' *g* with the exact correction by gamma functions.
  case hedgesExact = "hedges-exact"
  /// Hedges' *g* with the approximate correction 1 − 3 / (4*N* − 9).
  case hedgesApproximate = "hedges-approximate"
  /// The shares of all pairs in which the first group is lower, tied or higher.
  case superiority = "superiority"
  /// Pearson's chi-square without continuity correction.
  case chiSquare = "chi-square"
  /// Fisher's exact test of a 2 × 2 table with the conditional odds ratio.
  case fisherConditional = "fisher-conditional"
  /// Fisher's exact test of a larger table.
  case fisherExact = "fisher-exact"
  /// The linear-by-linear association of two ordered variables.
  case linearByLinear = "linear-by-linear"
  /// Jonckheere–Terpstra with the variance for ties in both variables.
  case jonckheere = "jonckheere"
  /// Kendall's tau-b.
  case kendallTauB = "kendall-tau-b"
  /// Proportional odds: a cumulative logit model by maximum likelihood.
  case proportionalOdds = "proportional-odds"
}
