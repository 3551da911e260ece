import SurveyCore

/// The answers to one item or scale, read from the columns for the audit.
struct AnswerReading: Sendable {
  /// The categories of each person's answer; nil where there is none.
  let answers: [[Int]?]
  /// The value of each category; nil where answers have no mean.
  let values: [Double]?
  /// The code of each category as counts print it; a category without one is counted nowhere.
  let codes: [String]
  /// The categories that count as favourable; nil where none does.
  let favourable: Set<Int>?
  /// The items of a scale; empty for an item.
  let items: [String]

  /// Reads a variable, or nil where the survey has no such item or scale with answers in columns.
  init?(of variable: String, in table: ResponseTable) {
    if let scale = table.survey.scales.first(where: { $0.id == variable }) {
      self.init(scale: scale, in: table)
    } else if let item = table.survey.items.first(where: { $0.id == variable }) {
      self.init(item: item, in: table)
    } else {
      return nil
    }
  }

  private init?(item: Item, in table: ResponseTable) {
    items = []
    if case .many(let options) = item.kind {
      let columns = options.compactMap { table.bytes(of: item.id, option: $0.code) }
      guard columns.count == options.count, !columns.isEmpty else { return nil }
      answers = (0..<table.respondents).map { row in
        guard columns[0][row] == 1 || columns[0][row] == 2 else { return nil }
        let ticked = options.indices.filter { columns[$0][row] == 1 }
        return ticked.isEmpty ? [options.count] : ticked
      }
      codes = options.map { String($0.code) }
      values = nil
      favourable = nil
      return
    }
    guard let bytes = table.bytes(of: item.id) else { return nil }
    let own = Self.codes(of: item.kind)
    answers = bytes.map { (1...250).contains($0) && Int($0) <= own.count ? [Int($0) - 1] : nil }
    codes = own.map { String($0) }
    values = own.map { Double($0) }
    favourable = Self.favourable(of: item, codes: own)
  }

  private init?(scale: Scale, in table: ResponseTable) {
    var columns: [(bytes: [UInt8], points: [Int])] = []
    for id in scale.items {
      guard let item = table.survey.items.first(where: { $0.id == id }), let bytes = table.bytes(of: id) else {
        return nil
      }
      let codes = Self.codes(of: item.kind)
      let ends = (codes.min() ?? 0) + (codes.max() ?? 0)
      columns.append((bytes, item.reverse ? codes.map { ends - $0 } : codes))
    }
    let scores = (0..<table.respondents).map { row -> Double? in
      var sum = 0
      var count = 0
      for (bytes, points) in columns where bytes[row] >= 1 && Int(bytes[row]) <= points.count {
        sum += points[Int(bytes[row]) - 1]
        count += 1
      }
      guard count >= max(scale.minimumAnswered, 1) else { return nil }
      // A sum with missing answers is the person's mean times the number of items.
      return Double(scale.score == .sum ? sum * columns.count : sum) / Double(count)
    }
    let distinct = Set(scores.compactMap(\.self)).sorted()
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    answers = scores.map { score in score.flatMap { places[$0] }.map { [$0] } }
    values = distinct
    codes = []
    favourable = scale.favourableFrom.map { least in Set(distinct.indices.filter { distinct[$0] >= least }) }
    items = scale.items
  }

  private static func codes(of kind: AnswerKind) -> [Int] {
    switch kind {
    case .choice(let set): set.options.map(\.code)
    case .netScore: Array(0...10)
    case .number(let bands): bands.indices.map { $0 + 1 }
    case .many, .comment, .unit: []
    }
  }

  private static func favourable(of item: Item, codes: [Int]) -> Set<Int>? {
    let wanted: [Int] =
      switch item.kind {
      case .choice(let set): set.favourable
      case .netScore: [9, 10]
      default: []
      }
    guard !wanted.isEmpty, let lowest = codes.min(), let highest = codes.max() else { return nil }
    let mirrored = item.reverse ? wanted.map { lowest + highest - $0 } : wanted
    return Set(codes.indices.filter { mirrored.contains(codes[$0]) })
  }
}
