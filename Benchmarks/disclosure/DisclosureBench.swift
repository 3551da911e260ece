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

  func run() throws {
    let zone = MadeUpZone(people: people, minimum: minimum, seed: seed)
    let table = zone.table()
    let clock = ContinuousClock()
    let start = clock.now
    let gate = DisclosureGate(responses: table)
    let elapsed = clock.now - start
    var groups: [Group] = []
    for grouping in zone.groupings { groups += gate.groups(of: grouping, for: "scale") }
    let record = gate.newDecisions!.families[0]
    let refused = Dictionary(grouping: record.refused, by: \.reason).mapValues(\.count)
    let large = record.admitted.count + refused[.difference, default: 0]
    print("people \(people), minimum \(minimum), seed \(seed): \(elapsed)")
    print("groups \(groups.count), with at least \(minimum) people \(large), shown \(record.admitted.count)")
    print("share visible \(Double(record.admitted.count) / Double(large)), small \(refused[.small, default: 0])")
    print("exhaustive \(record.exhaustive), chance of a miss \(record.missProbability)")
    for variable in record.variables {
      let replaced = record.replaced[variable] ?? []
      print("\(variable): banded \(replaced.count { $0.band != nil }), hidden beside \(replaced.count { $0.band == nil })")
    }
  }
}
