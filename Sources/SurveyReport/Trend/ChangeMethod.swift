import SurveyCore

/// How the interval of a change between two waves, taken as independent groups of answers, is made; the raw value is its name in every
/// output.
enum ChangeMethod: String, Sendable, Hashable, CaseIterable {
  /// Newcombe's interval of the difference of two independent shares, from their Wilson limits (his method 10).
  case newcombe = "newcombe-10"
  /// Zou and Donner's interval of a difference, from the limits of both estimates, whatever their kind.
  case zouDonner = "zou-donner"

  /// The method for a measure: of two shares Zou and Donner's is Newcombe's.
  init(of measure: Indicator.Measure) {
    self = measure == .favourable ? .newcombe : .zouDonner
  }
}
