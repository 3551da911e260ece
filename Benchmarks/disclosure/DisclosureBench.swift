import ArgumentParser
import SurveyCore

/// How much of a made-up zone stays visible, and how long it takes to decide.
@main
struct DisclosureBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclosure", abstract: "Decide about a made-up zone and count what stays visible.")

  @Option(help: "How many people answered.") var people = 2600
  @Option(help: "The minimum group.") var minimum = 5
  @Option(help: "The seed of the zone.") var seed: UInt64 = 1
  @Option(help: "How many items.") var variables = 7
  @Flag(help: "Publish all pairs and many triples of attributes.") var everything = false
  @Flag(help: "Print what is refused, by grouping.") var table = false

  func run() throws {
    let zone = MadeUpZone(
      people: people, minimum: minimum, groupings: everything ? MadeUpZone.everything : MadeUpZone.groupings,
      seed: seed,
      variables: variables)
    let answers = zone.table()
    let clock = ContinuousClock()
    let start = clock.now
    let gate = DisclosureGate(responses: answers)
    let elapsed = clock.now - start
    guard let family = gate.newDecisions?.families.first else { return }
    let small = family.refused.count { $0.reason == .small }
    let large = family.admitted.count + family.refused.count - small
    print("\(people) people, minimum \(minimum), \(family.variables.count) variables: decided in \(elapsed)")
    print(
      "\(large) groups of at least \(minimum) people, \(family.admitted.count) stay visible (\(percent(family.admitted.count, large)))"
    )
    print(
      "\(small) groups are smaller; every set tried: \(family.exhaustive); chance of a miss: \(family.missProbability)")
    let replaced = family.variables.map { family.replaced[$0] ?? [] }
    let bands = replaced.map { $0.count { $0.band != nil } }
    let hidden = replaced.map { $0.count { $0.band == nil } }
    print("per variable: \(bands) banded, \(hidden) hidden because nearly unanimous people would follow")
    if table { printTable(zone, gate, family) }
  }

  private func printTable(_ zone: MadeUpZone, _ gate: DisclosureGate, _ family: DecisionRecord.Family) {
    let admitted = Set(family.admitted.map { Group($0) })
    let small = Set(family.refused.filter { $0.reason == .small }.map { Group($0.group) })
    print("| grouping | groups | below the minimum | refused for a difference | visible |")
    print("| --- | --- | --- | --- | --- |")
    for grouping in zone.groupings {
      let groups = Set(gate.groups(of: grouping, for: family.variables[0]))
      let (shown, few) = (groups.intersection(admitted).count, groups.intersection(small).count)
      let name = grouping.by.joined(separator: " × ") + (grouping.levels.isEmpty ? "" : " (\(grouping.levels[0]))")
      print("| \(name) | \(groups.count) | \(few) | \(groups.count - few - shown) | \(shown) |")
    }
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : "\((1000 * part / whole) / 10).\(1000 * part / whole % 10) %"
  }
}
