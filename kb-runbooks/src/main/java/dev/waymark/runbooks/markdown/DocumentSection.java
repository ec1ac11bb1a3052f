package dev.waymark.runbooks.markdown;

import dev.waymark.model.entry.Heading;
import java.util.List;

/**
 * A heading, what stands under it, and the deeper sections behind that.
 *
 * @param level 1 to 6
 */
public record DocumentSection(
    Heading heading, int level, List<Block> blocks, List<DocumentSection> sections) {
  public DocumentSection {
    blocks = List.copyOf(blocks);
    sections = List.copyOf(sections);
  }
}
