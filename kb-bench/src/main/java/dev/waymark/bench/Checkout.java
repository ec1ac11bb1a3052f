package dev.waymark.bench;

import java.nio.file.Path;

/** Where the built applications lie, and what they work on. */
final class Checkout {
  private static final Path ROOT = Path.of(System.getProperty("waymark.home", "."));

  static final Path COMMAND = ROOT.resolve("kb");
  static final Path SERVER = ROOT.resolve("kb-server/target/quarkus-app/quarkus-run.jar");
  static final Path EMPTY_APPLICATION =
      ROOT.resolve("kb-bench/empty-application/target/quarkus-app/quarkus-run.jar");
  static final Path ENTRIES = ROOT.resolve("kb-bench/entries");
  static final Path ENTRY = ROOT.resolve("kb-content/entries/apim-502-bad-gateway.md");
  static final Path SEARCH = ROOT.resolve("kb-server/src/main/resources/waymark/search/ranked.sql");
  static final Path SCHEMAS = ROOT.resolve("kb-content/schemas");

  private Checkout() {}
}
