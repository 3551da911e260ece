/// A variable whose distribution in the population is known, with everybody's place in it.
public struct PopulationMargin: Sendable, Hashable {
  /// The name of the variable, for messages.
  public let name: String
  /// The names of the categories: the byte *p* stands for `categories[p - 1]`.
  public let categories: [String]
  /// The head count of each category in the population.
  public let population: [Double]
  /// One byte per respondent, as ``AnswerCode`` describes.
  public let bytes: [UInt8]

  /// Makes a margin of 1…250 categories with one head count each.
  public init(name: String, categories: [String], population: [Double], bytes: [UInt8]) {
    self.name = name
    self.categories = categories
    self.population = population
    self.bytes = bytes
  }
}

/// Respondents counted once by all weighting variables together: whoever shares a cell has the same weight.
public struct WeightingCells: Sendable, Hashable {
  /// The categories (from 0) of each occupied cell, one per margin.
  public let categories: [[Int]]
  /// The number of respondents in each occupied cell, at least 1.
  public let counts: [Int]
  /// The number of respondents in all cells.
  public let n: Int
  /// The number of respondents left out because a weighting variable is missing.
  public let missing: Int
  /// Which respondents were counted.
  public let rows: RowSelection
  /// The cell of each selected respondent; −1 for those left out.
  let cellOfRow: [Int32]
  /// The length of the columns.
  let length: Int

  /// Counts respondents by all margins together.
  ///
  /// - Throws: ``StatisticsError`` without margins or respondents, or for columns or categories that don't fit.
  /// - Complexity: O(*m* · *n*) for *m* margins.
  public init(of margins: [PopulationMargin], rows: RowSelection = .all) throws(StatisticsError) {
    guard let first = margins.first else { throw .tooFew(what: "margins", required: 1, given: 0) }
    let length = first.bytes.count
    let selected = try Self.places(rows, of: length)
    var cell = [Int32](repeating: 0, count: selected.count)
    var categories: [[Int]] = [[]]
    for margin in margins {
      guard margin.bytes.count == length else {
        throw .unequalLengths(expected: length, given: margin.bytes.count)
      }
      let size = margin.categories.count
      var next = [Int32](repeating: -1, count: categories.count * size)
      var refined: [[Int]] = []
      for (person, row) in selected.enumerated() where cell[person] >= 0 {
        let code = margin.bytes[row]
        if AnswerCode.isMissing(code) {
          cell[person] = -1
          continue
        }
        guard Int(code) <= size else {
          throw .invalid(what: "answer to '\(margin.name)'", required: "one of \(size) categories", given: "\(code)")
        }
        let place = Int(cell[person]) * size + Int(code) - 1
        if next[place] < 0 {
          next[place] = Int32(refined.count)
          refined.append(categories[Int(cell[person])] + [Int(code) - 1])
        }
        cell[person] = next[place]
      }
      categories = refined
    }
    var counts = [Int](repeating: 0, count: categories.count)
    for place in cell where place >= 0 { counts[Int(place)] += 1 }
    // A person dropped by a later margin can leave a cell empty.
    let kept = counts.indices.filter { counts[$0] > 0 }
    var renumbered = [Int32](repeating: -1, count: counts.count)
    for (new, old) in kept.enumerated() { renumbered[old] = Int32(new) }
    self.categories = kept.map { categories[$0] }
    self.counts = kept.map { counts[$0] }
    n = counts.reduce(0, +)
    missing = selected.count - n
    self.rows = rows
    cellOfRow = cell.map { $0 < 0 ? -1 : renumbered[Int($0)] }
    self.length = length
    guard n >= 1 else {
      throw .tooFew(what: "respondents with all weighting variables", required: 1, given: 0)
    }
  }

  /// Counts who answered an item, and how many of them favourably, in every cell.
  ///
  /// - Parameters:
  ///   - bytes: The item's column, over the same respondents as the margins.
  ///   - favourable: The positions that count as a success.
  /// - Throws: ``StatisticsError/unequalLengths(expected:given:)`` for a column of another length.
  public func answers(in bytes: [UInt8], favourable: Set<UInt8>) throws(StatisticsError) -> [CellAnswers] {
    guard bytes.count == length else { throw .unequalLengths(expected: length, given: bytes.count) }
    var answered = [Int](repeating: 0, count: counts.count)
    var successes = answered
    let isSuccess = (UInt8.min...UInt8.max).map { favourable.contains($0) }
    for (person, row) in try Self.places(rows, of: length).enumerated() where cellOfRow[person] >= 0 {
      let code = bytes[row]
      if AnswerCode.isMissing(code) { continue }
      answered[Int(cellOfRow[person])] += 1
      if isSuccess[Int(code)] { successes[Int(cellOfRow[person])] += 1 }
    }
    return zip(answered, successes).map { CellAnswers(answered: $0, successes: $1) }
  }

  /// Counts the scores of people in every cell.
  ///
  /// - Parameters:
  ///   - codes: One place in `values` per respondent, 255 for a person without a score.
  ///   - values: The scores that occur.
  /// - Throws: ``StatisticsError`` for a column of another length, or a place that `values` doesn't have.
  public func distributions(of codes: [UInt8], values: [Double]) throws(StatisticsError) -> [Distribution] {
    guard codes.count == length else { throw .unequalLengths(expected: length, given: codes.count) }
    guard values.count < 255 else { throw .invalid(what: "values", required: "at most 254", given: "\(values.count)") }
    var tallies = [[Int]](repeating: [Int](repeating: 0, count: values.count), count: counts.count)
    for (person, row) in try Self.places(rows, of: length).enumerated() where cellOfRow[person] >= 0 {
      let code = Int(codes[row])
      if code == 255 { continue }
      guard code < values.count else {
        throw .invalid(what: "place of a score", required: "0..<\(values.count)", given: "\(code)")
      }
      tallies[Int(cellOfRow[person])][code] += 1
    }
    return tallies.map { Distribution(values: values, counts: $0) }
  }

  /// The places of the selected respondents.
  private static func places(_ rows: RowSelection, of length: Int) throws(StatisticsError) -> [Int] {
    if let outside = rows.firstOutside(length) {
      throw .invalid(what: "row", required: "0..<\(length)", given: "\(outside)")
    }
    return switch rows {
    case .all: Array(0..<length)
    case .rows(let rows): rows.map(Int.init)
    }
  }
}

/// The answers of one cell to one item.
public struct CellAnswers: Sendable, Hashable {
  /// The number of people of the cell who answered.
  public let answered: Int
  /// How many of them favourably.
  public let successes: Int

  /// Makes the answers of a cell.
  public init(answered: Int, successes: Int) {
    self.answered = answered
    self.successes = successes
  }
}
