package dev.waymark.runbooks.compile;

import dev.waymark.fixtures.TestFiles;

/** Entries without a mistake, for tests to make one in. */
public final class EntrySamples {
  private EntrySamples() {}

  /** An entry with each kind of node. */
  public static String queueGrows(String id) {
    return TestFiles.resource(EntrySamples.class, "queue-grows.md")
        .text()
        .replace("id: queue-grows", "id: " + id);
  }
}
