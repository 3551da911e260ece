import SurveyCore

/// What a report says about what is done.
extension ReportWording {
  func state(_ status: String) -> String {
    switch status {
    case "open": self(.stateOpen)
    case "running", "in-progress", "ongoing": self(.stateRunning)
    case "done", "closed": self(.stateDone)
    default: status
    }
  }

  func due(_ action: WorkspaceConfiguration.Action) -> String {
    action.due.map { day($0) } ?? "–"
  }
}
