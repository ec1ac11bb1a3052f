package dev.waymark.model.entry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of what runs a fence. A kind is a value and not an enum, so that a new one needs no
 * change here; what is known of a kind is its {@code FenceType}, which may be missing if an old
 * event names a kind that no longer exists.
 *
 * @param label as it stands behind the opening fence, such as {@code kql resource-graph}
 */
public record FenceKind(String label) {
  private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)?");

  public FenceKind {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("no label of a fence: " + label);
    }
  }

  /** As it stands in stored events: the label's last word, such as {@code RESOURCE_GRAPH}. */
  public String name() {
    String last = label.substring(label.indexOf(' ') + 1);
    return last.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
