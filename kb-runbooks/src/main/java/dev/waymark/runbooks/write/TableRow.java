package dev.waymark.runbooks.write;

import dev.waymark.model.entry.LinkTarget;

/**
 * What a row of a table says.
 *
 * @param name the state or the answer
 * @param when the condition, {@code otherwise}, or nothing for an answer
 * @param means Markdown
 * @param next where its link leads
 */
record TableRow(String name, String when, String means, String next) {
  static TableRow of(Draft.Branch branch) {
    return new TableRow(
        branch.state().label(),
        branch.when().map(String::strip).orElse(TableRows.OTHERWISE),
        Inline.meaning(branch.means()),
        LinkTarget.of(branch.next().link()).text());
  }

  static TableRow of(Draft.Answer answer) {
    return new TableRow(
        Inline.folded(answer.answer()),
        "",
        Inline.meaning(answer.means()),
        LinkTarget.of(answer.next().link()).text());
  }

  /** Whether both are one row, however it explains itself. */
  boolean isSame(TableRow other) {
    return name.equals(other.name) && when.equals(other.when) && next.equals(other.next);
  }

  TableRow withWhen(String other) {
    return new TableRow(name, other, means, next);
  }

  TableRow withMeans(String other) {
    return new TableRow(name, when, other, next);
  }

  /** To name the row to people. */
  String shown() {
    return when.isEmpty() || when.equals(TableRows.OTHERWISE)
        ? "\"" + name + "\" → " + next
        : "`" + when + "` → " + next;
  }
}
