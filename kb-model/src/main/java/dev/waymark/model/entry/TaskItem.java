package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;
import java.util.List;

/**
 * One thing to do by hand.
 *
 * @param markdown what stands behind {@code - [ ]}
 * @param code the fences in the item or behind it, up to the next item: to copy, never run
 */
public record TaskItem(String markdown, List<CodeBlock> code, SourceSpan span) {
  public TaskItem {
    code = List.copyOf(code);
  }
}
