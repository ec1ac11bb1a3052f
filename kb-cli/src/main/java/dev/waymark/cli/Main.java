package dev.waymark.cli;

/** Where the JVM comes in. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(KbCommand.run(Terminal.ofProcess(), args));
  }
}
