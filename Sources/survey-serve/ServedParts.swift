import Foundation
import Hummingbird
import SurveyCore
import SurveyServer
import SurveyStore

/// The parts of a workspace that a role opens: a desk `keys/desk` and `data/desk.sqlite`, a box `keys/box` and `data/box.sqlite`.
struct ServedParts {
  let role: ServerRole
  let desk: DeskStore?
  private let box: (store: BoxStore, receipts: TextSigner)?
  private let workspace: Workspace

  init(of workspace: Workspace, role: ServerRole) throws {
    self.role = role
    self.workspace = workspace
    desk = role == .box ? nil : try workspace.openDesk()
    box = role == .desk ? nil : (try workspace.openBox(), try workspace.receiptSigner())
    // Keys of waves that closed while no server ran are destroyed before anything else.
    try desk?.closeExpired()
  }

  /// The routes of the role.
  func router(configuration: WorkspaceConfiguration, settings: ServerSettings) throws -> Router<ServeContext> {
    if let box {
      return try buildRouter(
        box: box.store, configuration: configuration, receipts: box.receipts, desk: desk, role: role,
        readiness: readiness, settings: settings)
    }
    guard let desk else { preconditionFailure("a role has a desk or a box") }
    return try buildDeskRouter(desk: desk, configuration: configuration, readiness: readiness, settings: settings)
  }

  /// What must hold for the role to do its work.
  var readiness: Readiness {
    let data = workspace.folder.appending(path: "data").path
    var checks = [
      Readiness.Check("disk space") {
        let free = try? FileManager.default.attributesOfFileSystem(forPath: data)[.systemFreeSize] as? NSNumber
        return (free?.int64Value ?? 0) >= 100 << 20
      }
    ]
    if let box = box?.store {
      checks.append(Readiness.Check("durable write") { (try? box.probe()) != nil })
      checks.append(Readiness.Check("receipt key") { [workspace] in (try? workspace.receiptSigner()) != nil })
    }
    if let desk { checks.append(Readiness.Check("signing keys") { (try? desk.probe()) != nil }) }
    return Readiness(checks)
  }
}
