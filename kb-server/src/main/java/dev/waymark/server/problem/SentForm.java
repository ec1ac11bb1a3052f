package dev.waymark.server.problem;

import java.util.List;

/**
 * What somebody sent with a form that couldn't be taken, to be sent again as it was.
 *
 * @param action where to, with its query
 * @param fields in the order in which they came
 */
public record SentForm(String action, List<Field> fields) {
  public SentForm {
    fields = List.copyOf(fields);
  }

  /** A field; a name may come several times. */
  public record Field(String name, String value) {}
}
