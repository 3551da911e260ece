import SurveyTestSupport
import Testing

@testable import SurveyCore

@Suite("Comments at the disclosure gate")
struct DisclosureGateCommentsTests {
  typealias People = MadeUpPeople

  /// Districts D1 and D2 of ``MadeUpPeople/organisation``, as unit codes.
  static let (d1, d2): (UInt16, UInt16) = (2, 5)

  func gate(
    by level: String? = nil, minimum: Int = 10, sensitive: Bool = false, showIf: Condition? = nil,
    people: [People] = [People(count: 60)]
  ) -> DisclosureGate {
    let table = People.table(people, groupings: []) { survey in
      survey.privacy.minimumComments = minimum
      survey.privacy.minimumSensitive = 15
      survey.privacy.commentsBy = level
      survey.sections[0].items.append(
        Item(
          id: "more", text: RandomWorld.text("More"), kind: .comment(maximumLength: 100), showIf: showIf,
          sensitive: sensitive))
    }
    return DisclosureGate(responses: table)
  }

  func comments(
    _ count: Int, unit: UInt16 = UnitCode.notShown, _ standing: ReviewedComment.Standing = .kept, mark: String = ""
  ) -> [ReviewedComment] {
    (0..<count).map { ReviewedComment(unit: unit, text: "\(unit)\(mark)-\($0)", standing: standing) }
  }

  func release(_ gate: DisclosureGate, _ comments: [ReviewedComment]) throws(CommentRefusal) -> ReleasedComments {
    var generator = SystemRandomNumberGenerator()
    return try gate.comments(on: "more", comments, using: &generator)
  }

  /// The units that are named, "" for the rest, with how many comments each has.
  func sizes(_ gate: DisclosureGate, _ comments: [ReviewedComment]) throws -> [String: Int] {
    Dictionary(uniqueKeysWithValues: try release(gate, comments).parts.map { ($0.unit ?? "", $0.texts.count) })
  }

  @Test func `nine who commented are too few, ten are enough`() throws {
    #expect(throws: CommentRefusal.tooFewPeople(minimum: 10)) { try release(gate(), comments(9)) }
    #expect(throws: CommentRefusal.tooFewPeople(minimum: 10)) { try release(gate(), comments(9, .unread)) }
    #expect(try sizes(gate(), comments(10)) == ["": 10])
    let survey = gate().responses.survey
    #expect(DisclosureGate.refusal(people: 9, on: "more", in: survey) == .tooFewPeople(minimum: 10))
    #expect(DisclosureGate.refusal(people: 10, on: "more", in: survey) == nil)
  }

  @Test func `a sensitive item needs the minimum of sensitive groups`() throws {
    #expect(throws: CommentRefusal.tooFewPeople(minimum: 15)) { try release(gate(sensitive: true), comments(14)) }
    #expect(try sizes(gate(sensitive: true), comments(15)) == ["": 15])
  }

  @Test func `a minimum for comments below the minimum group doesn't count`() {
    #expect(throws: CommentRefusal.tooFewPeople(minimum: 5)) { try release(gate(minimum: 2), comments(4)) }
  }

  @Test func `one unread comment holds all back`() {
    #expect(throws: CommentRefusal.unread(1)) { try release(gate(), comments(20) + comments(1, .unread)) }
  }

  @Test func `withheld comments don't count as shown, and aren't`() throws {
    #expect(throws: CommentRefusal.tooFewShown(minimum: 10)) {
      try release(gate(), comments(9) + comments(5, .withheld))
    }
    let released = try release(gate(), comments(10) + comments(5, .withheld, mark: "w"))
    #expect(released.parts.count == 1 && Set(released.parts[0].texts) == Set(comments(10).map(\.text)))
  }

  @Test func `a redacted comment shows the other text alone`() throws {
    let written = comments(9) + [ReviewedComment(text: "It was Jan.", standing: .redacted("It was [name]."))]
    #expect(Set(try release(gate(), written).parts[0].texts) == Set(comments(9).map(\.text) + ["It was [name]."]))
  }

  @Test func `the order isn't that of the review`() throws {
    let written = comments(60)
    let orders = try (0..<3).map { _ in try release(gate(), written).parts[0].texts }
    #expect(Set(orders).count == 3 && !orders.contains(written.map(\.text)))
    #expect(Set(orders.map { Set($0) }).count == 1)
  }

  @Test func `units are named only where the survey seals that level`() throws {
    let written = comments(10, unit: Self.d1) + comments(12, unit: Self.d2)
    #expect(try sizes(gate(by: "district"), written) == ["D1": 10, "D2": 12])
    #expect(try sizes(gate(), written) == ["": 22])
    #expect(try sizes(gate(by: "team"), written) == ["": 22])
  }

  @Test func `a unit of nine isn't named, nor is the other, which would leave it over`() throws {
    let written = comments(9, unit: Self.d1) + comments(30, unit: Self.d2)
    #expect(try sizes(gate(by: "district"), written) == ["": 39])
    #expect(try sizes(gate(by: "district"), written + comments(1)) == ["D2": 30, "": 10])
  }

  @Test func `of two units the smaller one joins a few comments without a unit`() throws {
    let written = comments(11, unit: Self.d1) + comments(10, unit: Self.d2)
    #expect(try sizes(gate(by: "district"), written + comments(1)) == ["D1": 11, "": 11])
    #expect(try sizes(gate(by: "district"), written + comments(9)) == ["D1": 11, "": 19])
    #expect(try sizes(gate(by: "district"), written + comments(10)) == ["D1": 11, "D2": 10, "": 10])
  }

  @Test func `a unit of which too little is shown isn't named`() throws {
    let written =
      comments(9, unit: Self.d1) + comments(5, unit: Self.d1, .withheld, mark: "w") + comments(30, unit: Self.d2)
    #expect(try sizes(gate(by: "district"), written) == ["": 39])
  }

  @Test func `units that the organisation doesn't have are no units`() throws {
    let written = comments(10, unit: UnitCode.declined) + comments(10, unit: 900) + comments(10, unit: Self.d1)
    #expect(try sizes(gate(by: "district"), written) == ["D1": 10, "": 20])
  }

  @Test func `comments of those who answered in a certain way name no unit`() throws {
    let asked = gate(by: "district", showIf: .item("a", in: [1, 2, 3]))
    let written = comments(12, unit: Self.d1) + comments(12, unit: Self.d2)
    #expect(try sizes(asked, written) == ["": 24])
  }

  @Test func `comments of those who answered in a certain way stay where everybody answered so`() {
    let alike = gate(showIf: .item("a", in: [5]), people: [People(count: 60, alike: true)])
    #expect(throws: CommentRefusal.hiddenGate(item: "a")) { try release(alike, comments(20)) }
  }
}
