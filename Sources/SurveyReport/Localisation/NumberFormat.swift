import SurveyCore

/// Numbers as people write them in a language, after the Unicode CLDR.
struct NumberFormat: Sendable, Hashable {
  let language: Language

  private static let narrowSpace = "\u{202F}"
  private static let noBreakSpace = "\u{A0}"

  private var decimalMark: String { language == .en ? "." : "," }

  private var groupMark: String {
    switch language {
    case .en: ","
    case .fr: Self.narrowSpace
    case .nl, .de: "."
    }
  }

  private var percentMark: String {
    switch language {
    case .nl, .en: "%"
    case .fr: Self.narrowSpace + "%"
    case .de: Self.noBreakSpace + "%"
    }
  }

  /// A whole number, its thousands grouped.
  func whole(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { grouped += groupMark }
      grouped.append(digit)
    }
    return (number < 0 ? "\u{2212}" : "") + grouped
  }

  /// A number with that many decimals, half away from zero.
  func decimal(_ number: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = Int((number * scale).rounded())
    let parts = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let fraction = String(parts.remainder)
    let text =
      whole(Int(parts.quotient))
      + (places == 0 ? "" : decimalMark + String(repeating: "0", count: places - fraction.count) + fraction)
    return (scaled < 0 ? "\u{2212}" : "") + text
  }

  /// A number of percent, whole.
  func percent(_ percent: Double) -> String {
    decimal(percent, places: 0) + percentMark
  }

  /// A share as whole percent.
  func share(_ share: Double) -> String { percent(share * 100) }

  /// A range.
  func range(_ low: String, _ high: String) -> String { "\(low)\u{2013}\(high)" }

  /// A number with its sign, also where it is positive.
  func signed(_ number: Double, places: Int) -> String {
    let text = decimal(number, places: places)
    return number > 0 && text.contains(where: { "123456789".contains($0) }) ? "+" + text : text
  }
}
