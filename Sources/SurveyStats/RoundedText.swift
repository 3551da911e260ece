import Glibc

/// A measured number as messages print it, with four significant digits; whole numbers keep all of theirs.
func rounded(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
  let place = Int(floor(log10(abs(value)))) - 3
  let unit = pow(10, Double(abs(place)))
  let result = place < 0 ? (value * unit).rounded() / unit : value.rounded()
  return Int(exactly: result).map(String.init) ?? "\(result)"
}
