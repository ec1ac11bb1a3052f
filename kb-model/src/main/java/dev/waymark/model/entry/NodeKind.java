package dev.waymark.model.entry;

import java.util.Locale;

/** What a node of an entry's tree is. The names are stored. */
public enum NodeKind {
  QUERY,
  QUESTION,
  CAUSE,
  ACTION,
  ESCALATION,
  PREVENTION;

  /** In lower case, as JSON, pages and style classes name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
