@preconcurrency import Glibc

/// Where results go.
enum StandardOutput {
  /// Writes out what was printed so far.
  ///
  /// A full disk is noticed only here, as printing itself never fails; a command that ends without asking would lose its result.
  ///
  /// - Throws: ``Failure`` where a part of it couldn't be written, now or before.
  static func flush() throws {
    guard fflush(stdout) == 0, ferror(stdout) == 0 else {
      throw Failure.failed(
        "error: The result can't be written to standard output. Make room, then run the command again.")
    }
  }
}
