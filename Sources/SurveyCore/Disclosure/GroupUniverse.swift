/// All groups that were declared or asked for.
struct GroupUniverse: Sendable {
  /// Where a category stands: the place of its dimension and its own.
  struct Place: Sendable, Hashable, Comparable {
    let dimension: Int
    let category: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.dimension, left.category) < (right.dimension, right.category)
    }
  }

  /// One group.
  struct Node: Sendable {
    /// Its categories, at most one per dimension, in the order of the dimensions; none for everybody.
    let places: [Place]
    /// Its people.
    let rows: RowSet
    /// How many people are in it.
    let size: Int
    /// What reports call it.
    let group: Group
    /// How much it is wanted.
    var weight: Double
    /// Whether it uses the sensitive minimum.
    let isSensitive: Bool
    /// The place of the first request that has it; everybody belongs to the first.
    let request: Int
  }

  /// The groups, everybody first, then in the order in which the groupings declare them.
  private(set) var nodes: [Node] = []
  /// The categories of each dimension.
  let categories: [[Dimension.Category]]
  private let dimensions: [Dimension]
  /// For each dimension itself, or the one that it repeats with other folding.
  private let origins: [Int]
  private let respondents: Int
  private var index: [[Place]: Int] = [:]

  /// Lays out the groups.
  ///
  /// - Parameters:
  ///   - folded: For each dimension, whether "not stated" is folded into its largest category.
  ///   - foldedInCrossings: The same where the dimension is crossed with another.
  ///   - requests: What is declared or asked for, in the order in which it was.
  init(
    dimensions: [Dimension], folded: [Bool], foldedInCrossings: [Bool], requests: [GroupRequest], respondents: Int
  ) {
    self.respondents = respondents
    // A dimension that folds in crossings only is there twice, its categories at the same places.
    let twice = dimensions.indices.filter { folded[$0] != foldedInCrossings[$0] }
    self.dimensions = dimensions + twice.map { dimensions[$0] }
    origins = Array(dimensions.indices) + twice
    categories =
      zip(dimensions, folded).map { $0.categories(folded: $1) }
      + twice.map { dimensions[$0].categories(folded: foldedInCrossings[$0]) }
    insert([], weight: .infinity, request: 0)
    for (place, request) in requests.enumerated() {
      for table in tables(of: request) {
        for places in combinations(of: table, request) { insert(places, weight: request.weight, request: place) }
      }
    }
  }

  /// The node of a group, whose values may be those asked for or folded ones; nil where no declared grouping has it.
  func node(of group: Group) -> Int? {
    var combinations: [[Place]] = [[]]
    for (attribute, value) in group.unfolded.values {
      let places = places(of: attribute, value)
      combinations = combinations.flatMap { combination in
        places.map { categories[$0.dimension][$0.category].isEverybody ? combination : combination + [$0] }
      }
    }
    return combinations.lazy.compactMap { index[$0.sorted()] }.first
  }

  /// The groups of a request in declared order.
  func nodes(of request: GroupRequest) -> [Int] {
    tables(of: request).flatMap { combinations(of: $0, request) }.compactMap { index[$0] }
  }

  /// Whether a group is named by fewer, or higher, categories than another, so that it contains it by definition.
  func isGeneralisation(_ node: Int, of other: [Place]) -> Bool {
    nodes[node].places.allSatisfy { wanted in
      other.contains { origins[$0.dimension] == origins[wanted.dimension] && isSameOrAbove(wanted, $0) }
    }
  }

  /// The categories that a group names; those that no dimension has are left out.
  func places(of group: Group) -> [Place] {
    group.unfolded.values.compactMap { places(of: $0, $1).first }.sorted()
  }

  private func isSameOrAbove(_ upper: Place, _ lower: Place) -> Bool {
    var current: Int? = lower.category
    while let category = current {
      if category == upper.category { return true }
      current = categories[lower.dimension][category].parent
    }
    return false
  }

  /// Where a value stands: in one dimension, or in both forms of one that is there twice.
  private func places(of attribute: String, _ value: String) -> [Place] {
    let wanted = Group([attribute: value])
    return dimensions.indices.filter { dimensions[$0].attribute == attribute }.compactMap { dimension in
      categories[dimension].firstIndex { $0.isPublished && Group([attribute: $0.value]).unfolded == wanted }
        .map { Place(dimension: dimension, category: $0) }
    }
  }

  /// The dimensions to cross: one list, or one for each option of a `many` item.
  private func tables(of request: GroupRequest) -> [[Int]] {
    let isCrossing = isCrossing(request)
    return request.by.reduce([[]]) { tables, id in
      let own = dimensions.indices.filter { dimensions[$0].attribute == id && origins[$0] == $0 }
      let places = own.map { dimension in isCrossing ? origins.lastIndex(of: dimension) ?? dimension : dimension }
      return tables.flatMap { table in places.map { table + [$0] } }
    }
  }

  /// Whether the groups of a request are named by more than one attribute.
  private func isCrossing(_ request: GroupRequest) -> Bool {
    let narrowing = request.values.filter { attribute, value in
      !request.by.contains(attribute)
        && !places(of: attribute, value).contains { categories[$0.dimension][$0.category].isEverybody }
    }
    return request.by.count + narrowing.count > 1
  }

  /// The combinations of categories along some dimensions, within the categories that the request fixes.
  private func combinations(of table: [Int], _ request: GroupRequest) -> [[Place]] {
    let isCrossing = isCrossing(request)
    var fixed: [Place] = []
    for (attribute, value) in request.values.sorted(by: { $0.key < $1.key }) {
      let places = places(of: attribute, value)
      guard let place = isCrossing ? places.last : places.first else { return [] }
      if !categories[place.dimension][place.category].isEverybody { fixed.append(place) }
    }
    return table.reduce([fixed]) { combinations, dimension in
      let places = categories[dimension].indices.map { Place(dimension: dimension, category: $0) }.filter { place in
        let category = categories[place.dimension][place.category]
        return category.isPublished && !category.isEverybody
          && (request.levels.isEmpty || category.level.map(request.levels.contains) ?? true)
      }
      return combinations.flatMap { combination in
        places.compactMap { place in
          // A category within a fixed one of the same tree replaces it.
          guard let above = combination.firstIndex(where: { $0.dimension == dimension }) else {
            return combination + [place]
          }
          guard isSameOrAbove(combination[above], place) else { return nil }
          var narrowed = combination
          narrowed[above] = place
          return narrowed
        }
      }
    }.map { $0.sorted() }
  }

  private mutating func insert(_ places: [Place], weight: Double, request: Int) {
    if let known = index[places] {
      nodes[known].weight = max(nodes[known].weight, weight)
      return
    }
    var rows = RowSet.everybody(respondents)
    var values: [String: String] = [:]
    for place in places {
      let category = categories[place.dimension][place.category]
      rows.formIntersection(category.rows)
      values[dimensions[place.dimension].attribute] = category.value
    }
    index[places] = nodes.count
    nodes.append(
      Node(
        places: places, rows: rows, size: rows.count, group: Group(values), weight: weight,
        isSensitive: places.contains { dimensions[$0.dimension].isSensitive }, request: request))
  }
}
