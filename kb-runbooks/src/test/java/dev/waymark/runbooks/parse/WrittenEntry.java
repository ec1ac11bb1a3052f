package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * An entry that an author has in mind, and writes down in one of the many ways that Markdown
 * allows. The same seed gives the same entry.
 */
record WrittenEntry(
    List<String> symptoms,
    List<WrittenStep> steps,
    List<WrittenCause> causes,
    List<WrittenAction> actions,
    List<String> prevention,
    List<WrittenRule> escalation) {

  /** A step with a query, or, without one, a question to a person. */
  record WrittenStep(String heading, String prose, String query, List<WrittenRow> rows) {}

  /** A row of a step: a state or an answer, a condition that is empty if there is none. */
  record WrittenRow(String first, String when, String means, String next) {}

  record WrittenCause(String heading, List<String> actions) {}

  record WrittenAction(String heading, String prose, Risk risk, List<WrittenTask> tasks) {}

  record WrittenTask(int depth, String text, String code) {}

  record WrittenRule(IncidentSeverity severity, String when, String who, String within) {}

  private static final List<String> WORDS =
      List.of(
          "queue",
          "the *late* one",
          "`a b`",
          "x < 2",
          "größer",
          "[docs](https://a.example/d)",
          "😀",
          "don't",
          "50 %",
          "a_b_c",
          "#1",
          "(maybe)",
          "\"so\"");
  private static final List<String> QUERIES =
      List.of(
          "Orders\n| count",
          "Orders\n\n| where State == \"late\" // a | in a comment\n| summarize n = count()",
          "print x = '# no heading'\n## this is none either",
          "  Orders | take 1");
  private static final List<String> CONDITIONS =
      List.of(
          "rows.size() == 0",
          "row.n > 10 || row.late",
          "row.Text == \"a|b\"",
          "rows.all(r, r.n < 2)");

  static WrittenEntry of(Random random) {
    List<String> actionNames = names("Do", 1 + random.nextInt(3));
    List<String> causeNames = names("Cause", 1 + random.nextInt(3));
    List<String> stepNames = names("Step", 1 + random.nextInt(4));
    List<String> targets = new ArrayList<>(stepNames);
    targets.addAll(causeNames);
    targets.addAll(actionNames);
    targets.add("Escalation");
    return new WrittenEntry(
        some(random, 3, () -> words(random)),
        stepNames.stream().map(name -> step(random, name, targets)).toList(),
        causeNames.stream()
            .map(name -> new WrittenCause(name, some(random, 2, () -> pick(random, actionNames))))
            .toList(),
        actionNames.stream()
            .map(
                name ->
                    new WrittenAction(
                        name,
                        random.nextBoolean() ? words(random) : "",
                        pick(random, List.of(Risk.values())),
                        tasks(random)))
            .toList(),
        some(random, 3, () -> words(random)),
        Arrays.stream(IncidentSeverity.values())
            .map(
                severity ->
                    new WrittenRule(
                        severity,
                        "Case " + severity,
                        words(random),
                        pick(random, List.of("5m", "4h"))))
            .toList());
  }

  private static WrittenStep step(Random random, String name, List<String> targets) {
    boolean asksData = random.nextBoolean();
    int count = 1 + random.nextInt(3);
    List<WrittenRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String when = asksData && i < count - 1 ? pick(random, CONDITIONS) : "";
      String first = asksData ? pick(random, List.of(State.values())).label() : "Answer " + i;
      rows.add(new WrittenRow(first, when, words(random), pick(random, targets)));
    }
    return new WrittenStep(
        name,
        random.nextBoolean() ? words(random) : "",
        asksData ? pick(random, QUERIES) : "",
        rows);
  }

  private static List<WrittenTask> tasks(Random random) {
    List<WrittenTask> tasks = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i <= random.nextInt(4); i++) {
      String code = random.nextInt(3) == 0 ? "systemctl restart queue" : "";
      tasks.add(new WrittenTask(depth, words(random), code));
      depth = random.nextInt(depth + 2);
    }
    return tasks;
  }

  private static List<String> names(String kind, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> kind + " number " + i).toList();
  }

  private static String words(Random random) {
    return "A" + " " + pick(random, WORDS) + " " + pick(random, WORDS);
  }

  private static <T> List<T> some(Random random, int most, Supplier<T> next) {
    return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(i -> next.get()).toList();
  }

  private static <T> T pick(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  static String slug(String heading) {
    return heading.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  /** The entry as Markdown, in a layout of its own. */
  String markdown(Random random) {
    return new Writer(random).text(this);
  }

  private static final class Writer {
    private final Random random;
    private final String marker;
    private final String fence;
    private final boolean outerPipes;
    private final String gap;
    private final StringBuilder text = new StringBuilder();

    Writer(Random random) {
      this.random = random;
      this.marker = pick(random, List.of("- ", "* ", "+ "));
      this.fence = pick(random, List.of("```", "````", "~~~"));
      this.outerPipes = random.nextInt(4) > 0;
      this.gap = "\n".repeat(1 + random.nextInt(2));
    }

    String text(WrittenEntry entry) {
      block(Parsed.SOUND.substring(0, Parsed.SOUND.indexOf("## Symptoms")).strip());
      block("## Symptoms");
      items(entry.symptoms());
      block("## Diagnostics");
      entry.steps().forEach(this::step);
      block("## Root causes");
      for (WrittenCause cause : entry.causes()) {
        block("### " + cause.heading());
        block(String.join(", ", cause.actions().stream().map(Writer::link).toList()));
      }
      block("## Resolution");
      entry.actions().forEach(this::action);
      block("## Prevention");
      items(entry.prevention());
      block("## Escalation");
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("Severity", "When", "Who", "Within"));
      for (WrittenRule rule : entry.escalation()) {
        rows.add(List.of(rule.severity().label(), rule.when(), rule.who(), rule.within()));
      }
      table(rows);
      String whole = text.toString();
      whole = random.nextInt(4) == 0 ? whole.stripTrailing() : whole;
      whole = random.nextInt(4) == 0 ? whole.replace("\n", "\r\n") : whole;
      return random.nextInt(4) == 0 ? "\uFEFF" + whole : whole;
    }

    private void block(String block) {
      text.append(block).append("\n").append(gap);
    }

    private void items(List<String> items) {
      block(String.join("\n", items.stream().map(item -> marker + item).toList()));
    }

    private void step(WrittenStep step) {
      block("### " + step.heading());
      if (!step.prose().isEmpty()) {
        block(step.prose());
      }
      List<List<String>> rows = new ArrayList<>();
      if (step.query().isEmpty()) {
        rows.add(List.of("Answer", "Means", "Next"));
        step.rows().forEach(row -> rows.add(List.of(row.first(), row.means(), link(row.next()))));
      } else {
        block(fence + "kql\n" + step.query() + "\n" + fence);
        rows.add(List.of("State", "When", "Means", "Next"));
        for (WrittenRow row : step.rows()) {
          String when =
              row.when().isEmpty() ? "otherwise" : "`" + row.when().replace("|", "\\|") + "`";
          rows.add(List.of(row.first(), when, row.means(), link(row.next())));
        }
      }
      table(rows);
    }

    private void action(WrittenAction action) {
      block("### " + action.heading());
      if (!action.prose().isEmpty()) {
        block(action.prose());
      }
      block("Risk: " + action.risk().label());
      List<String> lines = new ArrayList<>();
      for (WrittenTask task : action.tasks()) {
        String indent = "  ".repeat(task.depth());
        lines.add(indent + marker + "[ ] " + task.text());
        if (!task.code().isEmpty()) {
          lines.addAll(List.of("", indent + "  " + fence + "bash", indent + "  " + task.code()));
          lines.add(indent + "  " + fence);
        }
      }
      block(String.join("\n", lines));
    }

    private void table(List<List<String>> rows) {
      List<String> lines = new ArrayList<>(rows.stream().map(this::row).toList());
      lines.add(1, row(rows.getFirst().stream().map(column -> ":--").toList()));
      block(String.join("\n", lines));
    }

    private String row(List<String> cells) {
      String row = String.join(random.nextBoolean() ? " | " : "|", cells);
      return outerPipes ? "| " + row + " |" : row;
    }

    private static String link(String heading) {
      return "[%s](#%s)".formatted(heading, slug(heading));
    }
  }
}
