/// The organisation tree with its head counts.
///
/// Units keep the order of their file; a unit's code in storage is its position from 1.
public struct Organisation: Sendable, Hashable {
  /// One node of the tree.
  public struct Unit: Sendable, Hashable {
    /// The unit's id.
    public let id: String
    /// The index of the unit above; nil for the root.
    public let parent: Int?
    /// The name of its level, such as zone, district or team.
    public let level: String
    /// The unit's name as people know it.
    public let name: String
    /// How many people work in the unit, those of the units below included; nil where unknown.
    public let headcount: Int?

    /// Makes a unit.
    public init(id: String, parent: Int?, level: String, name: String, headcount: Int?) {
      self.id = id
      self.parent = parent
      self.level = level
      self.name = name
      self.headcount = headcount
    }
  }

  /// The units in file order.
  public let units: [Unit]
  /// The level names from the root down, in order of first appearance by depth.
  public let levels: [String]
  private let indexByID: [String: Int]

  /// Makes a tree; parents must precede or follow their children without cycles (the loader checks).
  public init(units: [Unit]) {
    self.units = units
    self.indexByID = Dictionary(units.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    func depth(_ index: Int) -> Int {
      var depth = 0
      var current = units[index].parent
      while let parent = current, depth <= units.count {
        depth += 1
        current = units[parent].parent
      }
      return depth
    }
    var names: [String] = []
    for index in units.indices.sorted(by: { (depth($0), $0) < (depth($1), $1) })
    where !names.contains(units[index].level) {
      names.append(units[index].level)
    }
    self.levels = names
  }

  /// The index of a unit, or nil where there is none of that id.
  public func index(of id: String) -> Int? { indexByID[id] }

  /// The unit and all units above it, nearest first.
  public func path(from index: Int) -> [Int] {
    var path = [index]
    while let parent = units[path[path.count - 1]].parent { path.append(parent) }
    return path
  }

  /// The indices of the units that a respondent can choose at `level`: the units of that level, and units above it that have none of
  /// that level below them. All leaves where `level` is nil.
  public func choices(at level: String?) -> [Int] {
    let level = level ?? ""
    var covered = Set<Int>()
    var parents = Set<Int>()
    for (index, unit) in units.enumerated() {
      if let parent = unit.parent { parents.insert(parent) }
      if unit.level == level { covered.formUnion(path(from: index)) }
    }
    return units.indices.filter { index in
      units[index].level == level
        || (!parents.contains(index) && !covered.contains(index)
          && !path(from: index).dropFirst().contains { units[$0].level == level })
    }
  }

  /// Head count of the whole organisation: that of the root, or the sum of the leaves where the root has none.
  public var totalHeadcount: Int? {
    if let root = units.first(where: { $0.parent == nil }), let count = root.headcount, count > 0 { return count }
    let parents = Set(units.compactMap(\.parent))
    let counts = units.indices.filter { !parents.contains($0) }.compactMap { units[$0].headcount }
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
}
