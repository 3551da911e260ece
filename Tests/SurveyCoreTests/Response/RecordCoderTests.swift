import Testing

@testable import SurveyCore

@Suite struct RecordCoderTests {
  @Test(
    "codes have positions from 1",
    arguments: [[1, 2, 3], [0, 1], [-2, 0, 5], [10, 2000, 1_000_000], [Int.min, Int.max]])
  func positions(_ codes: [Int]) {
    let table = CodeTable(codes)
    for (index, code) in codes.enumerated() { #expect(table.position(of: code) == UInt8(index + 1)) }
    for code in [codes[0] &- 1, codes[codes.count - 1] &+ 1, 7, 999] where !codes.contains(code) {
      #expect(table.position(of: code) == nil)
    }
  }

  @Test func `no codes, no positions`() {
    #expect(CodeTable([]).position(of: 0) == nil)
  }

  @Test(
    "a band holds its lower bound",
    arguments: [
      (-0.1, nil), (0, 1), (2.99, 1), (3, 2), (24, 3), (25, 4), (1e9, 4),
    ] as [(Double, UInt8?)])
  func bands(_ number: Double, _ position: UInt8?) {
    #expect(NumberBand.position(of: number, in: [0, 3, 10, 25]) == position)
  }

  @Test func `records read back as codes`() throws {
    let coder = RecordCoder(survey: SampleDefinition.survey, organisation: nil)
    #expect(coder.recordSize == 12)
    #expect(coder.commentItems == ["improve"])
    let record = AnswerValidatorTests.record(
      ps1: 3, team: 1, ps2: 255, nps: 11, trainings: (2, 1), tenure: 4, witness: 253)
    #expect(coder.codes(of: "ps1", in: record) == [3])
    #expect(coder.codes(of: "team", in: record) == [0])
    #expect(coder.codes(of: "ps2", in: record) == nil)
    #expect(coder.codes(of: "nps", in: record) == [10])
    #expect(coder.codes(of: "trainings", in: record) == [3])
    #expect(coder.codes(of: "tenure", in: record) == [4])
    #expect(coder.codes(of: "witness", in: record) == [])
    #expect(coder.codes(of: "improve", in: record) == nil)
    #expect(coder.codes(of: "nowhere", in: record) == nil)
    let none = AnswerValidatorTests.record(trainings: (2, 2))
    #expect(coder.codes(of: "trainings", in: none) == [])
  }

  @Test(
    "a condition is unmet where an item was skipped or declined; \"doesn't apply\" is an answer of no code",
    arguments: [
      (UInt8(253), true), (254, false), (255, false), (0, false),
    ])
  func condition(_ byte: UInt8, _ isMet: Bool) {
    let coder = RecordCoder(survey: SampleDefinition.survey, organisation: nil)
    let record = AnswerValidatorTests.record(ps1: 3, witness: byte)
    let condition = Condition.any([.item("ps1", in: [3]), .item("witness", in: [1])])
    #expect(condition.isMet { coder.codes(of: $0, in: record) } == isMet)
    #expect(Condition.not(.item("witness", in: [1])).isMet { coder.codes(of: $0, in: record) } == isMet)
  }
}
