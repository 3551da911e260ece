import Glibc

/// Looks for statistics of few people in what follows from shown groups: vectors of the row space that are zero but for classes that
/// together hold fewer people than the minimum.
///
/// A set of classes carries a vector exactly if values drawn at random from the vectors orthogonal to all groups are
/// linearly dependent on it; the chance of an error is below 10^-16. Where there are few enough sets below the minimum, all are tried.
/// Otherwise vectors over one or two classes are found for certain, sums and differences of up to four by hashing pairs, and any others
/// like words of low weight in a linear code: in reduced rows of random information sets (Lee & Brickell 1988), until the chance of
/// having missed one is below 10^-6.
struct ExposureSearch {
  /// How sure a search is to have found everything.
  struct Certainty: Sendable, Hashable {
    /// Whether every set of classes with fewer people than the minimum was tried.
    var isExhaustive = true
    /// An upper bound of the chance that a set was missed; 0 where all were tried.
    var missProbability = 0.0

    /// The certainty of two searches together.
    func and(_ other: Certainty) -> Certainty {
      Certainty(
        isExhaustive: isExhaustive && other.isExhaustive, missProbability: max(missProbability, other.missProbability))
    }
  }

  /// So many sets of classes are tried one by one; more would take seconds for each variable.
  static let exhaustiveLimit = 300_000
  /// A search is repeated until it misses with at most this chance.
  static let missLimit = 1e-6
  /// About so many pairs of classes are compared at once.
  private static let tableEntries = 250_000
  /// The most information sets that a search looks at.
  static let maximumOrders = 600

  /// The people of each class who answered; nobody where the class doesn't matter.
  let sizes: [Int]
  /// The smallest number of people about whom something may be known.
  let minimum: Int
  private(set) var certainty = Certainty()
  private var random: ClassOrder

  init(sizes: [Int], minimum: Int, seed: UInt64) {
    self.sizes = sizes
    self.minimum = minimum
    random = ClassOrder(seed: seed)
  }

  /// Sets of classes that hold fewer people than the minimum and carry a vector, found for certain: all where there are few enough
  /// sets, otherwise those of one or two classes.
  ///
  /// - Parameters:
  ///   - span: The row space, with the classes that don't matter ignored.
  ///   - isExposure: Whether a vector over some classes counts; for the smaller minimum of some groups it may not.
  mutating func certainSupports(in span: SpanView, where isExposure: ([Int]) -> Bool) -> [[Int]] {
    let light = sizes.indices.filter { sizes[$0] > 0 && sizes[$0] < minimum }
    guard !light.isEmpty, span.rank > 0 else { return [] }
    if setCount(of: light) <= Self.exhaustiveLimit {
      let samples = span.kernelSamples(min(minimum - 1, light.count) + 1, random: &random)
      return exhaustive(light, light.flatMap { people in samples.map { $0[people] } }, width: samples.count)
        .filter(isExposure)
    }
    certainty.isExhaustive = false
    return proportional(light, span.kernelSamples(2, random: &random)).filter(isExposure)
  }

  /// Sets of classes that hold fewer people than the minimum and carry a vector, where there are too many sets to try all.
  ///
  /// - Parameters:
  ///   - span: The row space; classes in which nobody counts may be part of a set.
  ///   - isExposure: Whether a vector over some classes counts.
  mutating func likelySupports(in span: SpanView, where isExposure: ([Int]) -> Bool) -> [[Int]] {
    guard span.rank > 0 else { return [] }
    let light = sizes.indices.filter { sizes[$0] < minimum }
    let sums = sumsOfFour(light, span.kernelSamples(1, random: &random)[0]).filter(isExposure)
    return sums.isEmpty ? randomOrders(span, where: isExposure) : sums
  }

  // MARK: Few sets

  /// How many non-empty sets of classes hold fewer people than the minimum; capped above the limit.
  private func setCount(of light: [Int]) -> Int {
    var counts = [Double](repeating: 0, count: minimum)
    counts[0] = 1
    for people in light {
      for total in stride(from: minimum - 1, through: sizes[people], by: -1) {
        counts[total] += counts[total - sizes[people]]
      }
    }
    return Int(min(counts.reduce(0, +), 1e15))
  }

  /// Tries every set, class by class, eliminating the values of those chosen from those that may follow.
  ///
  /// - Parameters:
  ///   - classes: The classes to choose from.
  ///   - values: So many values per class, one class after the other.
  private func exhaustive(_ classes: [Int], _ values: [UInt64], width: Int) -> [[Int]] {
    var found: [[Int]] = []
    func extend(_ chosen: [Int], _ rest: [Int], _ values: [UInt64], room: Int) {
      for (place, next) in rest.enumerated() where sizes[next] <= room {
        let start = place &* width
        guard let pivot = (0..<width).first(where: { values[start &+ $0] != 0 }) else {
          found.append(chosen + [next])
          continue
        }
        let left = room - sizes[next]
        if left == 0 { continue }
        let following = rest[(place + 1)...].indices.filter { sizes[rest[$0]] <= left }
        if following.isEmpty { continue }
        let inverse = MersenneField.inverse(of: values[start &+ pivot])
        let reduced = [UInt64](unsafeUninitializedCapacity: following.count * width) { buffer, count in
          count = following.count * width
          values.withUnsafeBufferPointer { values in
            var target = 0
            for other in following {
              let from = other &* width
              let factor = MersenneField.negative(of: MersenneField.product(values[from &+ pivot], inverse))
              for index in 0..<width {
                let change = factor == 0 ? 0 : MersenneField.product(values[start &+ index], factor)
                buffer[target] = MersenneField.sum(values[from &+ index], change)
                target &+= 1
              }
            }
          }
        }
        extend(chosen + [next], following.map { rest[$0] }, reduced, room: left)
      }
    }
    extend([], classes, values, room: minimum - 1)
    return found
  }

  // MARK: One or two classes

  /// Single classes, and pairs whose values are proportional.
  private func proportional(_ light: [Int], _ samples: [[UInt64]]) -> [[Int]] {
    var found: [[Int]] = []
    var smallest: [UInt64: Int] = [:]
    for people in light.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }) {
      let (first, second) = (samples[0][people], samples[1][people])
      if first == 0 && second == 0 {
        found.append([people])
        continue
      }
      guard second != 0 else { continue }
      let ratio = MersenneField.product(first, MersenneField.inverse(of: second))
      if let other = smallest[ratio] {
        if sizes[other] + sizes[people] < minimum { found.append([other, people]) }
      } else {
        smallest[ratio] = people
      }
    }
    return found
  }

  // MARK: Sums and differences of up to four classes

  /// Sets of three or four classes whose values add up to zero with some signs: two sums of one or two that agree.
  private func sumsOfFour(_ light: [Int], _ values: [UInt64]) -> [[Int]] {
    var bySize = [[Int]](repeating: [], count: minimum)
    for people in light { bySize[max(1, sizes[people])].append(people) }
    // Keys are divided into passes, so that a table stays small.
    var passes: UInt64 = 1
    while light.count * light.count / Int(passes) > Self.tableEntries { passes *= 2 }
    var table = PairTable(capacity: 2 * Self.tableEntries)
    var found: [[Int]] = []
    for pass in 0..<passes {
      table.clear()
      func note(_ value: UInt64, _ members: (Int, Int), size: Int) {
        let key = min(value, MersenneField.prime - value)
        guard key & (passes - 1) == pass, let (other, otherSize) = table.insert(key, members, size: size) else {
          return
        }
        if size + otherSize < minimum {
          found.append(Array(Set([members.0, members.1, other.0, other.1].filter { $0 >= 0 })).sorted())
        }
      }
      for size in 1..<minimum {
        for people in bySize[size] { note(values[people], (people, -1), size: size) }
        for small in stride(from: 1, through: size / 2, by: 1) {
          for (place, first) in bySize[small].enumerated() {
            let seconds = small == size - small ? bySize[small][(place + 1)...] : bySize[size - small][...]
            for second in seconds {
              note(MersenneField.sum(values[first], values[second]), (first, second), size: size)
              note(MersenneField.difference(values[first], values[second]), (first, second), size: size)
            }
          }
        }
        // Two halves of which one has more people can't both be below the minimum.
        if size >= minimum - 2 { break }
      }
      if found.count > 1000 { break }
    }
    return found
  }

  // MARK: Random information sets

  /// Reduced rows of random information sets that few people stand behind.
  private mutating func randomOrders(_ span: SpanView, where isExposure: ([Int]) -> Bool) -> [[Int]] {
    var span = span
    let density = Double(span.rank) / Double(sizes.count)
    let chances = (3...max(3, minimum - 1)).map { weight in
      Double(weight) * density * pow(1 - density, Double(weight - 1))
    }
    let least = max(chances.min() ?? 1, 1e-12)
    let wanted = least >= 1 ? 1 : Int((log(Self.missLimit) / log1p(-least)).rounded(.up))
    let orders = min(max(wanted, 1), Self.maximumOrders)
    certainty = Certainty(isExhaustive: false, missProbability: pow(1 - min(least, 1), Double(orders)))
    var found: [[Int]] = []
    var seen = Set<[Int]>()
    func look(at rows: [Int]) {
      for row in rows {
        guard let support = span.support(of: row, weights: sizes, below: minimum)?.sorted() else { continue }
        if seen.insert(support).inserted, isExposure(support) { found.append(support) }
      }
    }
    look(at: Array(0..<span.rank))
    for _ in 1..<max(orders, 2) where found.isEmpty {
      for row in 0..<span.rank {
        if let people = span.randomClass(in: row, random: &random) {
          look(at: span.exchange(basicRow: row, forClass: people))
        }
      }
    }
    return found
  }
}

/// Pairs of classes by the value of their sum or difference; of those with the same value only the first is kept.
private struct PairTable {
  private var keys: [UInt64]
  private var members: [(Int32, Int32)]
  private var sizes: [Int32]
  private let mask: Int
  private var filled: Int

  init(capacity: Int) {
    var slots = 16
    while slots < 2 * capacity { slots *= 2 }
    mask = slots - 1
    keys = [UInt64](repeating: .max, count: slots)
    members = [(Int32, Int32)](repeating: (0, 0), count: slots)
    sizes = [Int32](repeating: 0, count: slots)
    filled = 0
  }

  /// Forgets all pairs.
  mutating func clear() {
    for slot in keys.indices { keys[slot] = .max }
    filled = 0
  }

  /// Keeps a pair, or returns the one that is there with the same key, and its size.
  mutating func insert(_ key: UInt64, _ pair: (Int, Int), size: Int) -> (pair: (Int, Int), size: Int)? {
    var slot = Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 20) & mask
    while keys[slot] != .max {
      if keys[slot] == key { return ((Int(members[slot].0), Int(members[slot].1)), Int(sizes[slot])) }
      slot = (slot + 1) & mask
    }
    // Keys spread evenly over the passes; a table that is too full all the same stops taking more rather than growing slow.
    guard 4 * filled < 3 * keys.count else { return nil }
    filled += 1
    keys[slot] = key
    members[slot] = (Int32(pair.0), Int32(pair.1))
    sizes[slot] = Int32(clamping: size)
    return nil
  }
}
