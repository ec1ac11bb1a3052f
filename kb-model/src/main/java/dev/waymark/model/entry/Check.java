package dev.waymark.model.entry;

import java.util.List;

/** A fence and the patterns that its answer may show, in the order in which they are tried. */
public record Check(Fence fence, List<StateRow> patterns, List<RememberRow> remembers) {
  public Check {
    patterns = List.copyOf(patterns);
    remembers = List.copyOf(remembers);
  }
}
