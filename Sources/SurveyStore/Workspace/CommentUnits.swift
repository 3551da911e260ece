import SurveyCore

/// Which units may stand beside a comment.
///
/// Where few people of a unit answered, the unit would lead from a comment to their ratings, so it is left out.
struct CommentUnits {
  private let minimum: Int
  private var people: [UInt16: Int] = [:]

  /// Counts the people of each unit of the level that the survey seals with comments.
  init(_ table: ResponseTable) {
    let privacy = table.survey.privacy
    minimum = max(privacy.minimumGroup, privacy.minimumComments)
    guard let level = privacy.commentsBy, let organisation = table.organisation,
      let attribute = table.layout.columns.first(where: { $0.width == 2 })?.variable,
      let codes = table.units(of: attribute)
    else { return }
    for code in codes where organisation.units.indices.contains(Int(code) - 1) {
      let path = organisation.path(from: Int(code) - 1)
      if let unit = path.first(where: { organisation.units[$0].level == level }) {
        people[UInt16(unit + 1), default: 0] += 1
      }
    }
  }

  /// The unit to keep with a comment: none where it is too small.
  func kept(_ unit: UInt16) -> UInt16 {
    people[unit, default: 0] >= minimum ? unit : UnitCode.notShown
  }
}
