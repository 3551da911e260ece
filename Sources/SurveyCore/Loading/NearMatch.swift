/// Finds the word that an author probably meant.
public enum NearMatch {
  /// The candidate nearest to `word`, or nil where none is near.
  ///
  /// Near means at most one change in three characters; a candidate that begins with the word is near as well.
  public static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let lowered = word.lowercased()
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let other = candidate.lowercased()
      var distance = editDistance(Array(lowered.unicodeScalars), Array(other.unicodeScalars))
      if lowered.count >= 3, other.hasPrefix(lowered) { distance = min(distance, 2) }
      let limit = max(1, max(word.count, candidate.count) / 3)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// `Did you mean 'x'?`, or the alternative where no candidate is near.
  public static func advice(for word: String, among candidates: some Sequence<String>, otherwise: String) -> String {
    of(word, among: candidates).map { "Did you mean '\($0)'?" } ?? otherwise
  }

  /// Whether one of two names is probably the other, misspelt: one letter differs, and neither is short or numbered.
  static func isSlip(_ name: String, for other: String) -> Bool {
    guard name != other, [name, other].allSatisfy({ $0.count >= 4 && !$0.contains(where: \.isNumber) }) else {
      return false
    }
    return editDistance(Array(name.lowercased().unicodeScalars), Array(other.lowercased().unicodeScalars)) <= 1
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words.
  private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...right.count)
    for i in left.indices {
      var current = [i + 1]
      for j in right.indices {
        var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
