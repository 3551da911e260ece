/// One attribute, or one option of a `many` item, by which people are divided.
///
/// At each level of a dimension every respondent is in one category at most; those who did not say are kept apart until they are
/// folded into the largest category or become a category of their own.
struct Dimension: Sendable {
  /// One category.
  struct Category: Sendable {
    /// The value in a ``Group``: an option's code, a unit's id, `declined`, or a folded value such as `1+declined`.
    var value: String
    /// The category above it in a tree.
    var parent: Int?
    /// The name of its level in a tree.
    var level: String?
    /// Whether reports may name it; people who did not tick an option are only the rest.
    var isPublished = true
    /// Its people.
    var rows: RowSet
    /// Whether it is the root of a tree and holds every respondent: it then adds nothing to a group.
    var isEverybody = false
  }

  /// The id of the attribute or `many` item.
  let attribute: String
  /// Whether its groups use the sensitive minimum.
  let isSensitive: Bool
  /// The people who did not say.
  let notStated: RowSet
  private let stated: [Category]

  /// The categories in declared order.
  ///
  /// - Parameter folded: Whether "not stated" goes into the largest category of each level, rather than being a category `declined`.
  func categories(folded: Bool) -> [Category] {
    var result = stated
    if !notStated.isEmpty {
      let path = folded ? foldingPath : []
      for index in path {
        result[index].value += Group.foldedSuffix
        result[index].rows.formUnion(notStated)
      }
      if path.isEmpty { result.append(Category(value: Group.declined, rows: notStated)) }
    }
    for index in result.indices where result[index].level != nil && result[index].parent == nil {
      result[index].isEverybody = result[index].rows.isEverybody && !result[index].rows.isEmpty
    }
    return result
  }

  /// The largest category, the largest below it, and so on down; ties go to the earlier one.
  private var foldingPath: [Int] {
    var path: [Int] = []
    var parent: Int?
    repeat {
      let children = stated.indices.filter { stated[$0].parent == parent && !path.contains($0) }
      parent = children.max { (stated[$0].rows.count, $1) < (stated[$1].rows.count, $0) }
      if let parent { path.append(parent) }
    } while parent != nil
    return path
  }
}

extension Dimension {
  /// The dimensions of an attribute or `many` item: one per option for the latter, none where nothing can be divided.
  static func dimensions(of id: String, in table: ResponseTable) -> [Dimension] {
    let survey = table.survey
    if let attribute = survey.attributes.first(where: { $0.id == id }) {
      switch attribute.kind {
      case .unit(let level): return [units(of: attribute, at: level, in: table)].compactMap(\.self)
      default: return [choice(id, kind: attribute.kind, isSensitive: attribute.sensitive, in: table)].compactMap(\.self)
      }
    }
    guard let question = survey.questions.first(where: { $0.id == id }) else { return [] }
    if case .many(let options) = question.kind {
      return options.compactMap { ticked($0.code, of: question, in: table) }
    }
    return [choice(id, kind: question.kind, isSensitive: question.sensitive, in: table)].compactMap(\.self)
  }

  private static func choice(_ id: String, kind: AnswerKind, isSensitive: Bool, in table: ResponseTable) -> Dimension? {
    let codes = kind.codes
    guard let bytes = table.bytes(of: id), !codes.isEmpty else { return nil }
    let rows = table.respondents
    return Dimension(
      attribute: id, isSensitive: isSensitive,
      notStated: RowSet(respondents: rows) { bytes[$0] == AnswerByte.notShown || Int(bytes[$0]) > codes.count },
      stated: codes.enumerated().map { index, code in
        Category(value: String(code), rows: RowSet(respondents: rows) { Int(bytes[$0]) == index + 1 })
      })
  }

  private static func ticked(_ option: Int, of question: Question, in table: ResponseTable) -> Dimension? {
    guard let bytes = table.bytes(of: question.id, option: option) else { return nil }
    let rows = table.respondents
    return Dimension(
      attribute: question.id, isSensitive: question.sensitive, notStated: .nobody(rows),
      stated: [
        Category(value: String(option), rows: RowSet(respondents: rows) { bytes[$0] == AnswerByte.ticked }),
        Category(
          value: "", isPublished: false, rows: RowSet(respondents: rows) { bytes[$0] != AnswerByte.ticked }),
      ])
  }

  private static func units(of attribute: Attribute, at level: String?, in table: ResponseTable) -> Dimension? {
    guard let organisation = table.organisation, let codes = table.units(of: attribute.id) else { return nil }
    let units = organisation.units
    var used = Set<Int>()
    for choice in organisation.choices(at: level) { used.formUnion(organisation.path(from: choice)) }
    for code in Set(codes) where (1...units.count).contains(Int(code)) {
      used.formUnion(organisation.path(from: Int(code) - 1))
    }
    let kept = used.sorted()
    let position = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let respondents = table.respondents
    var rows = [RowSet](repeating: .nobody(respondents), count: kept.count)
    for (place, unit) in kept.enumerated() {
      let own = RowSet(respondents: respondents) { Int(codes[$0]) == unit + 1 }
      guard !own.isEmpty else { continue }
      for above in organisation.path(from: unit) {
        rows[position[above] ?? place].formUnion(own)
      }
    }
    return Dimension(
      attribute: attribute.id, isSensitive: attribute.sensitive,
      notStated: RowSet(respondents: respondents) { !(1...units.count).contains(Int(codes[$0])) },
      stated: kept.enumerated().map { place, unit in
        Category(
          value: units[unit].id, parent: units[unit].parent.flatMap { position[$0] }, level: units[unit].level,
          rows: rows[place])
      })
  }
}
