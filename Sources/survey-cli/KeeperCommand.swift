import ArgumentParser
import SurveyCore

struct KeeperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keeper", abstract: "Make the key that unseals a wave.", subcommands: [Make.self])

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a keeper's key on the keeper's own machine.",
      discussion: """
        Writes FILE (the key, for the keeper only), or FILE.1 … FILE.N (its shares, one for each keeper), and FILE.pub (its public half, for
        'wave open --keeper-public'). Every file is text that can be printed and typed back. Make one key per wave. Whoever loses it, or too
        many of its shares, loses the answers.
        """)

    @Option(help: ArgumentHelp("Where the key is written.", valueName: "FILE"))
    var out: String

    @OptionGroup var options: NewKeeperOptions

    func run() throws {
      let keeper = try options.make()
      let paths = try keeper.write(to: out)
      print(
        """
        \(keeper.words(paths))
        For the operator: \(out).pub (the public half). Then prove it: survey-cli wave prove WAVE\(paths.map { " --key \($0)" }.joined())
        Losing \(keeper.sharing.map { "more than \($0.count - $0.needed) of the shares" } ?? "the key") loses the answers. Destroy \(keeper.sharing == nil ? "it" : "them") after unsealing.
        """)
    }
  }
}
