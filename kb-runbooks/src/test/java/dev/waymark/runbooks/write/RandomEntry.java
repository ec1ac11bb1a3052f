package dev.waymark.runbooks.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Entries that compile, each laid out in a way of its own; the same seed gives the same text. */
final class RandomEntry {
  private static final List<String> WORDS =
      List.of("gateway", "vault", "a\\|b", "`x \\| y`", "1 < 2", "*much*", "[docs](https://a.b/c)");

  private final Random random;
  private final boolean outerPipes;
  private final String pad;
  private final boolean aligned;
  private final String marker;
  private final boolean loose;
  private final String fence;

  private RandomEntry(Random random) {
    this.random = random;
    this.outerPipes = random.nextInt(4) > 0;
    this.pad = random.nextInt(4) > 0 ? " " : "";
    this.aligned = random.nextBoolean();
    this.marker = List.of("- ", "* ", "+ ", "-   ", "1. ").get(random.nextInt(5));
    this.loose = random.nextInt(3) == 0;
    this.fence = List.of("```", "````", "~~~").get(random.nextInt(3));
  }

  /** The text of an entry with two queries, a question, two causes and two actions. */
  static String of(long seed) {
    Random random = new Random(seed);
    String text = new RandomEntry(random).text();
    if (random.nextInt(3) == 0) {
      text = text.replace("\n", "\r\n");
    }
    if (random.nextInt(4) == 0) {
      text = text.stripTrailing();
    }
    return random.nextInt(4) == 0 ? "\uFEFF" + text : text;
  }

  private String text() {
    List<String> parts = new ArrayList<>();
    parts.add(
        """
        ---
        id: vault
        title: Vault refuses
        service: Vault
        severity: sev3
        owners: [platform]
        reviewed: 2026-11-01
        review-every: 180d
        parameters:
          workspace: {type: workspace, description: Where the logs are}
        ---
        # Vault refuses

        It refuses.

        ## Symptoms
        """);
    parts.add(list("Refused", "Slow"));
    parts.add("## Definitions\n\nWhat counts as refused, " + word() + ".\n");
    parts.add("```kql\nlet refused = 403; // as HTTP says\n```\n");
    parts.add("## Diagnostics\n");
    parts.add(
        "### Who is refused?\n\nThe log says who, and how often.  \nLook at `both` of them.\n");
    parts.add(query("refused"));
    parts.add(
        table(
            "State|When|Means|Next",
            "healthy|`rows.size() == 0`|" + word() + " is fine|[It stopped](#it-stopped)",
            "failed|`row.Denied > 10`|Many " + word() + "|[No right](#no-right)",
            "degraded|`row.Name == \"a\\|b\"`|" + word() + "|[Which one?](#which-one)",
            "unknown|otherwise|Some are|[Ours?](#ours)"));
    parts.add("### Which one?\n\nIt depends.\n");
    parts.add(query("one"));
    parts.add(
        table(
            "State|When|Means|Next",
            "healthy|`rows.size() == 0`|Nothing|[It stopped](#it-stopped)",
            "failed|otherwise|Something|[Ours?](#ours)"));
    parts.add("### Ours?\n\nAsk " + word() + ".\n");
    parts.add(
        table(
            "Answer|Means|Next",
            "Yes|The rule is " + word() + "|[No right](#no-right)",
            "No|Nobody knows|[Escalate](#escalation)"));
    parts.add("## Root causes\n\n### No right\n\nIt lacks a role. [Grant it](#grant-it).\n");
    parts.add("### It stopped\n\nIt is over, so [note it](#note-it).\n\n## Resolution\n");
    parts.add(
        "### Grant it\n\nRisk: change\n\n- [ ] Grant\n\n  ```sh\n  az x\n  az y\n  ```\n\n#### Verify\n");
    parts.add(query("verify"));
    parts.add(
        table(
            "State|When|Means|Next",
            "healthy|`rows.size() == 0`|Good|[Prevention](#prevention)",
            "failed|otherwise|Bad|[Who is refused?](#who-is-refused)"));
    parts.add("### Note it\n\nRisk: read\n\n- [ ] Note it\n\n## Prevention\n");
    parts.add(list("Alert on 403", "Look " + word()));
    if (random.nextBoolean()) {
      parts.add(
          "## Escalation\n\n| Severity | When | Who | Within |\n|---|---|---|---|\n| sev1 | Bad | All | 15m |\n");
    }
    if (random.nextBoolean()) {
      parts.add("## Lessons\n");
      String lesson =
          "2026-10-%02d: Look. [Incident 1](incidents/2026/1.md), [Who?](#who-is-refused)";
      parts.add(list(lesson.formatted(1), lesson.formatted(2)));
    }
    return String.join(random.nextInt(5) == 0 ? "\n\n" : "\n", parts);
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String list(String... items) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < items.length; i++) {
      String mark = marker.startsWith("1") ? (i + 1) + ". " : marker;
      text.append(i > 0 && loose ? "\n" : "").append(mark).append(items[i]).append('\n');
    }
    return text.toString();
  }

  private String query(String name) {
    return """
        %skql
        T%s
        | where TimeGenerated > ago(1h)

        | summarize Denied = count() by Name = tostring(Caller)
        %s
        """
        .formatted(fence, name, fence);
  }

  private String table(String... rows) {
    List<String[]> lines = new ArrayList<>();
    int[] widths = new int[rows[0].split("\\|").length];
    for (String row : rows) {
      String[] cells = row.split("(?<!\\\\)\\|");
      lines.add(cells);
      for (int i = 0; i < cells.length; i++) {
        widths[i] = Math.max(widths[i], cells[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines.size(); line++) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = lines.get(line)[i];
        String fill = aligned ? " ".repeat(widths[i] - cell.length()) : "";
        row.append(i > 0 || outerPipes ? "|" : "")
            .append(pad)
            .append(cell)
            .append(fill)
            .append(pad);
      }
      String end = random.nextInt(6) == 0 ? "  " : "";
      text.append((outerPipes ? row + "|" : row.toString().strip()) + end).append('\n');
      if (line == 0) {
        text.append(outerPipes ? "|" : "").append("---|".repeat(widths.length - 1));
        text.append("---").append(outerPipes ? "|" : "").append('\n');
      }
    }
    return text.toString();
  }
}
