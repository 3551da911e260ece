import ArgumentParser
import Foundation
import SurveyCore
import SurveyStore

struct DeskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Run a desk: take waves on, close them, write the minutes, erase rosters.",
    subcommands: [Install.self, Close.self, Minutes.self, Erase.self])

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a wave on from the desk's package.",
      discussion: "The workspace is made where there is none. Destroy the package afterwards: it holds the signing key."
    )

    @Argument(help: ArgumentHelp("What 'wave open --packages' wrote.", valueName: "FILE"))
    var file: String

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let package = try DeskPackage(from: URL(filePath: file))
      let isSame = try package.install(in: workspace.folder)
      RoleInstallation.report(package.wave, role: "desk", file: file, workspace: workspace, isSame: isSame)
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Close a wave at a desk on its own, before its date: no pass is handed out after it.")

    @Argument(help: "The wave.")
    var wave: String

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      try workspace.open().openDesk().close(wave)
      print("Closed wave '\(wave)' at the desk. Its signing key is destroyed.")
    }
  }

  struct Minutes: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the signed minutes of a closed wave: how many passes and slips were handed out.")

    @Argument(help: "The wave.")
    var wave: String

    @Option(help: ArgumentHelp("Where the minutes are written.", valueName: "FILE"))
    var out: String

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let workspace = try workspace.open()
      let desk = try workspace.openDesk()
      let text = try desk.signedMinutes(of: wave)
      try Data(text.utf8).write(to: URL(filePath: out), options: .atomic)
      let minutes = try desk.minutes(of: wave)
      print(
        """
        Wrote the minutes of wave '\(wave)' to \(out), signed by \(Base64URL.encode(try workspace.deskKeys.deskKey().publicKey)).
        People on the roster \(minutes.roster), passes handed out \(minutes.passes), slips printed \(minutes.slips.printed), \
        handed out \(minutes.slips.handedOut), void \(minutes.slips.void).
        The signing key \(minutes.isSigningKeyDestroyed ? "is destroyed" : "still exists").
        """)
    }
  }
}

extension DeskCommand {
  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erase the roster of a closed wave; the numbers of the minutes stay.",
      discussion: "'wave delete' does this too where the desk is in the same workspace.")

    @Argument(help: "The wave.")
    var wave: String

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
      let desk = try workspace.open().openDesk()
      guard try desk.wave(wave).isClosed else {
        throw Failure.badInput(
          "error: Wave '\(wave)' isn't closed, and people need the roster to get passes. Erase it after closing.")
      }
      try desk.eraseRoster(of: wave)
      print("Erased the roster of wave '\(wave)'. The minutes can still be written.")
    }
  }
}

/// What the commands that take a package over say.
enum RoleInstallation {
  static func report(_ wave: String, role: String, file: String, workspace: WorkspaceOptions, isSame: Bool) {
    if !isSame {
      Diagnostics.print(
        "warning: \(workspace.workspace)/workspace.yaml differs from the package's and was left as it is. Compare the two."
      )
    }
    print(
      """
      The \(role) in \(workspace.workspace) has wave '\(wave)'. Destroy the package now: shred -u \(file)
      Serve it with: survey-serve --role \(role) --workspace \(workspace.workspace)
      """)
  }
}
