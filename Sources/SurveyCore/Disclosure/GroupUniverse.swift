/// All groups that a survey's declared groupings can show, with how they add up to one another.
///
/// A group is a node; nodes that can't be shown (the rest of a tick box, a margin that was not declared) are there because a reader
/// can still compute them from those that are.
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
    /// Whether it is shown where nothing speaks against it.
    var isPublished: Bool
    /// How much it is wanted.
    var weight: Double
    /// Whether it uses the sensitive minimum.
    let isSensitive: Bool
  }

  /// A group that is the sum of others, which share nobody.
  struct Partition: Sendable {
    let whole: Int
    let parts: [Int]
  }

  /// The groups, everybody first, then in the order in which the groupings declare them.
  private(set) var nodes: [Node] = []
  /// How groups add up.
  private(set) var partitions: [Partition] = []
  /// The people, divided by all groups that can be shown.
  private(set) var classes = PeopleClasses(of: [], respondents: 0)
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
  init(
    dimensions: [Dimension], folded: [Bool], foldedInCrossings: [Bool], groupings: [Grouping], respondents: Int
  ) {
    self.respondents = respondents
    // A dimension that folds in crossings only is there twice, its categories at the same places.
    let twice = dimensions.indices.filter { folded[$0] != foldedInCrossings[$0] }
    self.dimensions = dimensions + twice.map { dimensions[$0] }
    origins = Array(dimensions.indices) + twice
    categories =
      zip(dimensions, folded).map { $0.categories(folded: $1) }
      + twice.map { dimensions[$0].categories(folded: foldedInCrossings[$0]) }
    insert([], isPublished: true, weight: .infinity)
    for grouping in groupings {
      for places in tables(of: grouping) { insertGroups(of: places, grouping: grouping) }
    }
    insertMargins()
    for node in nodes.indices { addPartitions(of: node) }
    let shown = nodes.indices.filter { nodes[$0].isPublished }
    classes = PeopleClasses(of: shown.map { ($0, nodes[$0].rows) }, respondents: respondents)
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
    let known = combinations.compactMap { index[$0.sorted()] }
    return known.first { nodes[$0].isPublished } ?? known.first
  }

  /// The groups of a declared grouping in declared order.
  func nodes(of grouping: Grouping) -> [Int] {
    tables(of: grouping).flatMap { combinations(of: $0, grouping: grouping) }.compactMap { index[$0] }
  }

  /// Whether a group is named by fewer, or higher, categories than another, so that it contains it by definition.
  func isGeneralisation(_ node: Int, of other: [Place]) -> Bool {
    nodes[node].places.allSatisfy { wanted in
      other.contains { origins[$0.dimension] == origins[wanted.dimension] && isSameOrAbove(wanted, $0) }
    }
  }

  /// The categories that a group names, everybody's left out; categories that no dimension has are left out as well.
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
  private func tables(of grouping: Grouping) -> [[Int]] {
    grouping.by.reduce([[]]) { tables, id in
      let own = dimensions.indices.filter { dimensions[$0].attribute == id && origins[$0] == $0 }
      let places = own.map { dimension in
        grouping.by.count > 1 ? origins.lastIndex(of: dimension) ?? dimension : dimension
      }
      return tables.flatMap { table in places.map { table + [$0] } }
    }
  }

  private func combinations(of table: [Int], grouping: Grouping) -> [[Place]] {
    table.reduce([[]]) { combinations, dimension in
      let places = categories[dimension].indices.filter { place in
        let category = categories[dimension][place]
        return category.isPublished && !category.isEverybody
          && (grouping.levels.isEmpty || category.level.map(grouping.levels.contains) ?? true)
      }
      return combinations.flatMap { combination in
        places.map { combination + [Place(dimension: dimension, category: $0)] }
      }
    }.map { $0.sorted() }
  }

  private mutating func insertGroups(of table: [Int], grouping: Grouping) {
    for places in combinations(of: table, grouping: grouping) {
      insert(places, isPublished: true, weight: grouping.weight)
      // The people who did not tick an option, who can be computed wherever those who did are shown.
      let hidden = places.map { place in
        categories[place.dimension].indices.filter { !categories[place.dimension][$0].isPublished }
          .map { Place(dimension: place.dimension, category: $0) }
      }
      let choices = zip(places, hidden).map { [$0] + $1 }
      let rests = choices.reduce([[]]) { sets, choice in sets.flatMap { set in choice.map { set + [$0] } } }
      for rest in rests where rest != places { insert(rest, isPublished: false, weight: 0) }
    }
  }

  /// Adds the groups that result from leaving out categories: they are sums of shown groups.
  private mutating func insertMargins() {
    var next = 0
    while next < nodes.count {
      let places = nodes[next].places
      for left in places.indices {
        var margin = places
        margin.remove(at: left)
        insert(margin, isPublished: false, weight: 0)
      }
      next += 1
    }
  }

  private mutating func insert(_ places: [Place], isPublished: Bool, weight: Double) {
    if let known = index[places] {
      nodes[known].isPublished = nodes[known].isPublished || isPublished
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
        places: places, rows: rows, size: rows.count, group: Group(values), isPublished: isPublished, weight: weight,
        isSensitive: places.contains { dimensions[$0.dimension].isSensitive }))
  }

  /// Adds how a group is the sum of its parts along every dimension, and each part that of the parts below it in a tree.
  private mutating func addPartitions(of node: Int) {
    let places = nodes[node].places
    for dimension in dimensions.indices where !places.contains(where: { $0.dimension == dimension }) {
      let present = categories[dimension].indices.compactMap { category -> (category: Int, node: Int)? in
        index[(places + [Place(dimension: dimension, category: category)]).sorted()].map { (category, $0) }
      }
      guard !present.isEmpty else { continue }
      let nodeOf = Dictionary(uniqueKeysWithValues: present.map { ($0.category, $0.node) })
      func nearest(_ category: Int) -> Int? {
        var above = categories[dimension][category].parent
        while let current = above, nodeOf[current] == nil { above = categories[dimension][current].parent }
        return above
      }
      var parts: [Int?: [Int]] = [:]
      for (category, child) in present { parts[nearest(category), default: []].append(child) }
      if let tops = parts[nil] { addPartition(of: node, into: tops) }
      for (category, child) in present {
        if let below = parts[category] { addPartition(of: child, into: below) }
      }
    }
  }

  private mutating func addPartition(of whole: Int, into parts: [Int]) {
    var rest = nodes[whole].rows
    for part in parts { rest.subtract(nodes[part].rows) }
    var parts = parts.filter { nodes[$0].size > 0 }
    if !rest.isEmpty {
      let like = nodes[parts.first ?? whole]
      parts.append(nodes.count)
      nodes.append(
        Node(
          places: like.places, rows: rest, size: rest.count, group: like.group, isPublished: false, weight: 0,
          isSensitive: like.isSensitive))
    }
    if !parts.isEmpty { partitions.append(Partition(whole: whole, parts: parts)) }
  }
}
