@testable import SurveyCore

/// An outsider who reads every published group and tries to compute a statistic of a few people.
///
/// It knows nothing of how the gate decides: it works out for itself whom a published group describes.
struct Attacker {
  let table: ResponseTable

  /// The respondents whom a group describes, as a reader would understand it.
  func people(of group: Group) -> Set<Int> {
    var people = Set(0..<table.respondents)
    for (id, value) in group.values {
      let isFolded = value.hasSuffix("+declined")
      let plain = isFolded ? String(value.dropLast("+declined".count)) : value
      people.formIntersection(
        (0..<table.respondents).filter { row in
          let stated = values(of: id, row: row)
          return stated.isEmpty ? isFolded || plain == "declined" : stated.contains(plain)
        })
    }
    return people
  }

  /// Sets of fewer than `minimum` people of whom a statistic follows from the published groups by adding and subtracting.
  ///
  /// A vector of the row space whose support lies within the classes W exists exactly if the rank falls when the columns of W are left
  /// out; all sets W below the minimum are tried.
  func exposures(of groups: [Group], variable: String, minimum: Int) -> [Set<Int>] {
    let answered = Set((0..<table.respondents).filter { isAnswered(variable, row: $0) })
    let sets = groups.map { people(of: $0).intersection(answered) }.filter { !$0.isEmpty }
    var classes: [[Bool]: Set<Int>] = [:]
    for row in answered {
      let signature = sets.map { $0.contains(row) }
      if signature.contains(true) { classes[signature, default: []].insert(row) }
    }
    let columns = classes.sorted { $0.value.min() ?? 0 < $1.value.min() ?? 0 }
    let matrix = sets.indices.map { group in columns.map { $0.key[group] ? 1 : 0 } }
    let full = rank(matrix, without: [])
    var found: [Set<Int>] = []
    func extend(_ chosen: [Int], from start: Int, size: Int) {
      if !chosen.isEmpty, rank(matrix, without: Set(chosen)) < full {
        found.append(chosen.reduce(into: []) { $0.formUnion(columns[$1].value) })
        return
      }
      for next in start..<columns.count where size + columns[next].value.count < minimum {
        extend(chosen + [next], from: next + 1, size: size + columns[next].value.count)
      }
    }
    extend([], from: 0, size: 0)
    return found
  }

  private func values(of id: String, row: Int) -> [String] {
    if let units = table.units(of: id), let organisation = table.organisation {
      guard (1...organisation.units.count).contains(Int(units[row])) else { return [] }
      return organisation.path(from: Int(units[row]) - 1).map { organisation.units[$0].id }
    }
    guard let question = table.survey.questions.first(where: { $0.id == id }) else { return [] }
    if case .many(let options) = question.kind {
      let ticked = options.filter { table.bytes(of: id, option: $0.code)?[row] == AnswerByte.ticked }
      return ticked.isEmpty ? ["nothing"] : ticked.map { String($0.code) }
    }
    guard let byte = table.bytes(of: id)?[row], (1...250).contains(byte) else { return [] }
    return [String(question.kind.codes[Int(byte) - 1])]
  }

  private func isAnswered(_ variable: String, row: Int) -> Bool {
    if let scale = table.survey.scales.first(where: { $0.id == variable }) {
      return scale.items.count { isAnswered($0, row: row) } >= scale.minimumAnswered
    }
    let column = table.layout.columns.firstIndex { $0.variable == variable }
    return column.map { (1...250).contains(table.columns[$0][row]) } ?? false
  }

  /// The rank over the integers modulo a prime, which for these small 0/1 matrices is that over the rationals.
  private func rank(_ matrix: [[Int]], without left: Set<Int>) -> Int {
    let prime = 2_147_483_647
    var rows = matrix
    var rank = 0
    for column in (matrix.first ?? []).indices where !left.contains(column) {
      guard let pivot = rows[rank...].firstIndex(where: { $0[column] != 0 }) else { continue }
      rows.swapAt(rank, pivot)
      let inverse = power(rows[rank][column], prime - 2, modulo: prime)
      for row in (rank + 1)..<max(rank + 1, rows.count) where rows[row][column] != 0 {
        let factor = rows[row][column] * inverse % prime
        for place in rows[row].indices where rows[rank][place] != 0 {
          rows[row][place] = ((rows[row][place] - factor * rows[rank][place]) % prime + prime) % prime
        }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }

  private func power(_ base: Int, _ exponent: Int, modulo prime: Int) -> Int {
    var (result, square, left) = (1, base % prime, exponent)
    while left > 0 {
      if left & 1 == 1 { result = result * square % prime }
      square = square * square % prime
      left >>= 1
    }
    return result
  }
}
