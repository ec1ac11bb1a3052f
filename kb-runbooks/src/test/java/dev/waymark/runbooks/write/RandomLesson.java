package dev.waymark.runbooks.write;

import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Changes for a {@link RandomEntry}, with texts that Markdown could take for something else. */
final class RandomLesson {
  private static final List<String> TEXTS =
      List.of(
          "Look at the firewall first",
          "# Not a heading",
          "- not a list\n- at all",
          "1. first\n2) second",
          "a | b \\| c \\\\| d",
          "an open ` tick, and `a|b` closed",
          "> quote\n\n---\n===\n| --- |",
          "```\nfence",
          "~~~",
          "<div>\n<!-- comment",
          "[ ] box [x] [a]: b ]( [",
          "Ends with a back-slash \\",
          "Ärger mit Umlauten, 漢字 und 🚒",
          "**bold *and* _open_ __",
          "&amp; &#124; &lt;",
          "    indented\n\ttab",
          "[x]: https://example.com",
          "2026-01-01: a date");
  private static final List<String> CONDITIONS =
      List.of(
          "row.Denied > %d",
          "row.Denied > %d || rows.exists(r, r.Name == \"a|b\")",
          "row.Name == \"`\" && row.Denied < %d",
          "row.Name == '``' || row.Denied == %d",
          "row.Name.matches(\"^a[|]b{%d}\")",
          "rows.size() > %d  &&  row.Name != \"\\\\\"");
  private static final List<String> STEPS = List.of("who-is-refused", "which-one");
  private static final Draft.Target CAUSE = new Draft.Target("No [right] | `x`", "#no-right");

  private final Random random;

  RandomLesson(Random random) {
    this.random = random;
  }

  List<Change> next() {
    return switch (random.nextInt(11)) {
      case 0 -> List.of(branch(step(), CAUSE));
      case 1 -> List.of(new Change.AddAnswer("ours", answer()));
      case 2 -> List.of(new Change.ChangeCondition("who-is-refused", random.nextInt(3), when()));
      case 3 -> List.of(new Change.ChangeMeaning(node(), random.nextInt(2), text()));
      case 4 -> List.of(new Change.ReplaceFence(step(), Optional.empty(), query()));
      case 5 -> List.of(new Change.ReplaceProse("who-is-refused", "how often. Look at", text()));
      case 6 -> step(title(), step());
      case 7 -> cause(title(), "Do " + title());
      case 8 -> List.of(new Change.AddPrevention(text()));
      case 9 -> List.of(alert());
      default ->
          List.of(
              new Change.AppendLesson(
                  LocalDate.of(2026, 11, 20),
                  text(),
                  new Draft.Target("Incident " + text(), "incidents/2026/142.md"),
                  node()));
    };
  }

  private Change alert() {
    String rule = random.nextBoolean() ? "vault: # a" : "it's a \"|\"".replace("\"", "\\\"");
    return new Change.ChangeAlert(Optional.empty(), "alert.rule == \"" + rule + "\"");
  }

  private List<Change> step(String title, String after) {
    Draft.Content content =
        random.nextBoolean()
            ? new Draft.Check(
                new Draft.Code("kql", query()),
                List.of(
                    new Draft.Branch(State.FAILED, Optional.of(when()), text(), CAUSE),
                    new Draft.Branch(State.UNKNOWN, Optional.empty(), text(), CAUSE)))
            : new Draft.Question(List.of(answer()));
    return List.of(
        new Change.AddStep(after, title, prose(), content),
        branch(step(), new Draft.Target(title, "#" + NodeText.slug(title))));
  }

  private List<Change> cause(String title, String action) {
    return List.of(
        new Change.AddCause(
            title,
            prose(),
            new Draft.Action(
                action,
                Risk.READ,
                List.of(text(), text()),
                List.of(new Draft.Code("sh", "az x\n```\naz y")),
                Optional.empty())),
        branch(step(), new Draft.Target(title, "#" + NodeText.slug(title))));
  }

  private Change branch(String node, Draft.Target next) {
    Optional<Integer> before =
        random.nextBoolean() ? Optional.empty() : Optional.of(random.nextInt(2));
    return new Change.AddBranch(
        node, new Draft.Branch(State.DEGRADED, Optional.of(when()), text(), next), before);
  }

  private Draft.Answer answer() {
    return new Draft.Answer("Perhaps " + text(), text(), CAUSE);
  }

  private String step() {
    return STEPS.get(random.nextInt(STEPS.size()));
  }

  private String node() {
    return List.of("who-is-refused", "which-one", "ours", "grant-it").get(random.nextInt(4));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /** Prose may not begin a line with a pipe, and a link in a cause is a resolution. */
  private String prose() {
    String text = text();
    return text.contains("|") || text.contains("](") ? "Words" : text + "\n\n" + "More";
  }

  private String title() {
    return List.of("Is it new?", "The `key` expired #", "Größe *zählt*").get(random.nextInt(3));
  }

  private String when() {
    return CONDITIONS.get(random.nextInt(CONDITIONS.size())).formatted(20 + random.nextInt(70));
  }

  private String query() {
    return """
        T%d
        | where TimeGenerated > ago(2h)

        | summarize Denied = count() by Name = tostring(Caller)
        """
        .formatted(random.nextInt(9));
  }
}
