package dev.waymark.cli;

/** What a command's exit code says. */
final class ExitCode {

  static final int GOOD = 0;

  /** Something was found wrong: an issue, a scenario that fails, a run that didn't end. */
  static final int BAD = 1;

  /** The command can't be understood. */
  static final int USAGE = 2;

  private ExitCode() {}
}
