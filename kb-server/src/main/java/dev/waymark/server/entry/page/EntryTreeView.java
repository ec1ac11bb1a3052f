package dev.waymark.server.entry.page;

import dev.waymark.runbooks.draw.Heat;
import java.util.Optional;

/**
 * The tree of an entry, on a page of its own.
 *
 * @param drawing as SVG
 * @param drills whether it tells of drills, and not of real incidents
 * @param heat how often its branches were taken; absent while the database can't be asked
 */
record EntryTreeView(String id, String title, String drawing, boolean drills, Optional<Heat> heat) {
  /** How often ways were taken that the text no longer has. */
  public long gone() {
    return heat.stream().flatMap(told -> told.gone().stream()).mapToLong(Heat.Taken::times).sum();
  }
}
