/// The sign of a text that somebody must still replace, as a new workspace.yaml has it.
public enum Placeholder {
  /// What every such text holds; it can stand in an address as well.
  public static let mark = "FILL-IN"
}
