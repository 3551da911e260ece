public import SurveyCore

public import Foundation

/// A workspace folder: configuration, organisation, keys and databases.
///
/// `workspace.yaml`, `organisation.csv`, `surveys/`, `reports/`, `data/{desk,box,results}.sqlite`, `keys/{desk,box,office}/`, all keys 0600 and
/// their folders 0700.
public struct Workspace: Sendable {
  /// The folder.
  public let folder: URL
  /// What `workspace.yaml` says.
  public let configuration: WorkspaceConfiguration

  /// Opens the workspace in a folder.
  ///
  /// - Throws: ``StoreError/noWorkspace(path:)``, or `DiagnosticsError` with the diagnostics of `workspace.yaml`.
  public init(at folder: URL) throws {
    self.folder = folder
    let file = folder.appending(path: "workspace.yaml")
    guard FileManager.default.isReadableFile(atPath: file.path) else {
      throw StoreError.noWorkspace(path: folder.path)
    }
    configuration = try WorkspaceLoader.configuration(path: file.path)
  }

  /// Makes a workspace in a folder that holds none.
  ///
  /// - Parameters:
  ///   - configurationText: The text of `workspace.yaml`.
  ///   - organisationText: The text of `organisation.csv`.
  /// - Throws: ``StoreError/workspaceExists(path:)``.
  @discardableResult
  public static func make(at folder: URL, configurationText: String, organisationText: String) throws -> Workspace {
    let files = FileManager.default
    let configuration = folder.appending(path: "workspace.yaml")
    if files.fileExists(atPath: configuration.path) { throw StoreError.workspaceExists(path: folder.path) }
    for name in ["surveys", "reports"] {
      try files.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    for name in ["data", "keys/desk", "keys/box", "keys/office"] {
      try files.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.appending(path: "keys").path)
    try SecretFile.write(TextSigner().rawRepresentation, to: folder.appending(path: "keys/box/receipt.key"))
    try SecretFile.write(LedgerKey().rawRepresentation, to: folder.appending(path: "keys/office/ledger.key"))
    try Data(organisationText.utf8).write(to: folder.appending(path: "organisation.csv"))
    // The configuration comes last: its presence makes the folder a workspace.
    try Data(configurationText.utf8).write(to: configuration)
    let workspace = try Workspace(at: folder)
    _ = try workspace.deskKeys.deskKey()
    _ = try workspace.openBox()
    _ = try workspace.openDesk()
    _ = try workspace.openResults()
    return workspace
  }

  /// Opens the workspace of one role in a folder; makes it where there is none.
  static func make(role: String, at folder: URL, configurationText: String) throws -> Workspace {
    let files = FileManager.default
    for name in ["data", "keys", "keys/\(role)"] {
      try files.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    let configuration = folder.appending(path: "workspace.yaml")
    if !files.fileExists(atPath: configuration.path) {
      try Data(configurationText.utf8).write(to: configuration, options: .atomic)
    }
    return try Workspace(at: folder)
  }

  /// The unit tree of `organisation.csv` with its text, or nil where there is no such file.
  ///
  /// - Throws: `DiagnosticsError` with everything that is wrong with the file.
  public func organisation() throws -> (tree: Organisation, text: String)? {
    let file = folder.appending(path: "organisation.csv")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let text = try TextFile.text(path: file.path)
    let (tree, diagnostics) = OrganisationLoader.load(text, file: file.path)
    guard let tree else { throw DiagnosticsError(diagnostics) }
    return (tree, text)
  }

  /// What the author of `organisation.csv` may want to change.
  public func organisationWarnings() throws -> [Diagnostic] {
    let file = folder.appending(path: "organisation.csv")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try OrganisationLoader.load(path: file.path).diagnostics.filter { $0.severity == .warning }
  }

  /// Whether the box is on this machine.
  public var hasBox: Bool { exists("keys/box/receipt.key") && exists("data/box.sqlite") }

  /// Whether the results are on this machine.
  public var hasOffice: Bool { exists("keys/office/ledger.key") && exists("data/results.sqlite") }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// Opens the box.
  public func openBox() throws -> BoxStore { try BoxStore(at: folder.appending(path: "data/box.sqlite")) }

  /// Opens the desk; workspaces of earlier versions get theirs here.
  public func openDesk() throws -> DeskStore {
    try DeskStore(at: folder.appending(path: "data/desk.sqlite"), keys: deskKeys)
  }

  /// The desk's keys.
  public var deskKeys: DeskKeys { DeskKeys(folder: folder.appending(path: "keys/desk")) }

  /// The text of `workspace.yaml`.
  func configurationText() throws -> String {
    try TextFile.text(path: folder.appending(path: "workspace.yaml").path)
  }

  /// Opens the results.
  public func openResults() throws -> ResultsStore {
    try ResultsStore(at: folder.appending(path: "data/results.sqlite"), key: try ledgerKey())
  }

  /// The key that signs receipts.
  public func receiptSigner() throws -> TextSigner {
    try key("keys/box/receipt.key", TextSigner.init)
  }

  /// The key that signs ledger entries.
  public func ledgerKey() throws -> LedgerKey {
    try key("keys/office/ledger.key", LedgerKey.init)
  }

  private func key<Key>(_ path: String, _ make: (Data) throws -> Key) throws -> Key {
    let file = folder.appending(path: path)
    let bytes = try SecretFile.read(file)
    do { return try make(bytes) } catch {
      throw StoreError.unusableFile(path: file.path, why: "it holds no usable key. Restore it from a backup.")
    }
  }
}
