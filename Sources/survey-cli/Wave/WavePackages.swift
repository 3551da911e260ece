import Foundation
import SurveyCore
import SurveyStore

/// Opens a wave whose desk and box are on machines of their own, by writing one package file for each.
struct WavePackages {
  let folder: URL
  /// How many slips are printed together with the wave.
  let slips: Int

  init(folder: String, slips: Int) {
    self.folder = URL(filePath: folder, directoryHint: .isDirectory)
    self.slips = slips
  }

  /// `WAVE.desk`, `WAVE.box` or `WAVE.slips.html`.
  func file(_ kind: String, of wave: String) -> URL { folder.appending(path: "\(wave).\(kind)") }

  /// Refuses to overwrite files.
  func check(_ wave: String) throws {
    for kind in ["desk", "box", "slips.html"] {
      let file = file(kind, of: wave)
      guard !FileManager.default.fileExists(atPath: file.path) else {
        throw Failure.badInput("error: \(file.relativePath) exists. Choose another folder for --packages.")
      }
    }
  }

  /// Opens the wave at the office, and writes what desk and box take over. Nothing of the signing key and the roster stays here.
  func open(_ opening: WaveOpening, roster: Roster?, key: PresentedKey, in workspace: Workspace) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var opening = opening
    opening.isApart = true
    if let roster {
      let packed = try DeskPackage.pack(opening, roster: roster, slips: slips, in: workspace)
      opening = packed.opening
      try packed.package.write(to: file("desk", of: opening.name))
    }
    // The box that is packed exists in memory only.
    let box = try BoxStore.inMemory()
    let lifecycle = WaveLifecycle(
      box: box, results: try workspace.openResults(), receipts: try workspace.receiptSigner())
    try lifecycle.open(opening, in: workspace)
    try workspace.prove(opening.name, with: key, lifecycle: lifecycle)
    if slips > 0 { try printSlips(for: opening, box: box, configuration: workspace.configuration) }
    try BoxPackage(opening.name, of: box, in: workspace).write(to: file("box", of: opening.name))
  }

  private func printSlips(for opening: WaveOpening, box: BoxStore, configuration: WorkspaceConfiguration) throws {
    let sheet = CodeSheet(
      wave: opening.name, title: opening.survey.title, languages: opening.languages, closes: opening.closes,
      configuration: configuration, codes: try box.drawCodes(slips, for: opening.name).map(\.printed))
    try SecretFile.write(Data(try sheet.html().utf8), to: file("slips.html", of: opening.name))
  }

  /// What to do with the files.
  func advice(_ opening: WaveOpening) -> String {
    var lines: [String] = []
    if opening.mode == .pass {
      lines.append("Take \(file("desk", of: opening.name).relativePath) to the desk: survey-cli desk install FILE.")
    }
    lines.append("Take \(file("box", of: opening.name).relativePath) to the box: survey-cli box install FILE.")
    if slips > 0 {
      lines.append("Print \(file("slips.html", of: opening.name).relativePath) for the desk, then delete the file.")
    }
    return lines.joined(separator: "\n")
  }
}
