package dev.waymark.model.entry;

import dev.waymark.model.source.SourceSpan;
import java.util.List;

/**
 * One thing to do by hand.
 *
 * @param markdown what stands behind {@code - [ ]}, without the tasks below it
 * @param code the fences in the item or behind it, up to the next item: to copy, never run
 * @param depth 0 for a task of the action's own list, 1 for one below such a task, and so on
 */
public record TaskItem(String markdown, List<CodeBlock> code, int depth, SourceSpan span) {
  public TaskItem {
    if (depth < 0) {
      throw new IllegalArgumentException("a task's depth counts from 0");
    }
    code = List.copyOf(code);
  }
}
