import CLibcurl
import Foundation

/// The header by which a receiver asks for patience.
///
/// Reference: RFC 9110, section 10.2.3: seconds, or an HTTP date in any of its three forms.
enum RetryAfter {
  /// The longest wait that a receiver can ask for, in seconds.
  static let longest = 86_400.0

  /// The seconds to wait from `now`, at most ``longest``, or nil where the header says nothing usable.
  static func delay(_ header: String, now: Date) -> Double? {
    let text = header.trimmingCharacters(in: .whitespaces)
    if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      return min(Double(text) ?? longest, longest)
    }
    let time = curl_getdate(text, nil)
    guard time >= 0 else { return nil }
    return min(max(0, Double(time) - now.timeIntervalSince1970), longest)
  }
}
