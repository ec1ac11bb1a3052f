package dev.waymark.bench;

import java.util.List;
import java.util.Random;

/**
 * Writes valid entries of the size and shape of real ones: eight query steps, a question, six
 * causes and six actions, about 9 KiB. The same seed gives the same text. Wording, thresholds and
 * columns vary; as in a real knowledge base, conditions repeat across entries.
 */
final class EntryGenerator {
  private static final int STEPS = 8;
  private static final int CAUSES = 6;
  private static final List<String> WORDS =
      List.of(
          "gateway",
          "backend",
          "timeout",
          "certificate",
          "request",
          "region",
          "instance",
          "queue",
          "latency",
          "address",
          "policy",
          "deployment",
          "network",
          "firewall",
          "cache",
          "token",
          "replica",
          "storage",
          "subnet",
          "listener",
          "probe",
          "threshold",
          "capacity",
          "retry");
  private static final List<String> COLUMNS = List.of("Failed", "Total", "Slow", "Refused");

  private final Random random;

  EntryGenerator(long seed) {
    this.random = new Random(seed);
  }

  /** The text of entry number {@code number}, which is also in its id. */
  String entry(int number) {
    StringBuilder text = new StringBuilder(10_000);
    frontMatter(text, number);
    text.append("# Service ")
        .append(number)
        .append(" fails\n\n")
        .append(sentences(4))
        .append("\n\n");
    text.append("## Symptoms\n\n");
    for (int i = 0; i < 6; i++) {
      text.append("- Responses say `").append(word()).append(' ').append(word()).append("` ");
      text.append(sentence()).append('\n');
    }
    text.append("\n## Diagnostics\n\n");
    for (int i = 1; i <= STEPS; i++) {
      step(text, i);
    }
    question(text);
    text.append("## Root causes\n\n");
    for (int i = 1; i <= CAUSES; i++) {
      text.append("### Cause ").append(i).append("\n\n").append(sentences(2));
      text.append(" [Do action ").append(i).append("](#action-").append(i).append(").\n\n");
    }
    text.append("## Resolution\n\n");
    for (int i = 1; i <= CAUSES; i++) {
      action(text, i);
    }
    text.append("## Prevention\n\n");
    for (int i = 0; i < 4; i++) {
      text.append("- ").append(sentence()).append('\n');
    }
    text.append("\n## Escalation\n\n| Severity | When | Who | Within |\n|---|---|---|---|\n");
    for (int i = 1; i <= 4; i++) {
      text.append("| sev").append(i).append(" | It goes on | The team on duty | ");
      text.append(i * 15).append("m |\n");
    }
    return text.toString();
  }

  private void frontMatter(StringBuilder text, int number) {
    text.append("---\nid: service-").append(number).append("-fails\n");
    text.append("title: Service ").append(number).append(" fails\n");
    text.append("service: ").append(word()).append("\nseverity: sev").append(1 + random.nextInt(4));
    text.append("\nowners: [platform]\nreviewed: 2026-11-01\nreview-every: 180d\ntags: [");
    text.append(word()).append("]\nparameters:\n");
    text.append("  workspace: {type: workspace, description: Where the logs are}\n");
    text.append("  window: {type: timespan, default: 1h, description: How far back to look}\n");
    text.append("---\n");
  }

  private void step(StringBuilder text, int number) {
    text.append("### Step ").append(number).append("\n\n").append(sentences(2)).append("\n\n");
    String column = COLUMNS.get(random.nextInt(COLUMNS.size()));
    text.append("```kql\nApiManagementGatewayLogs\n| where TimeGenerated > ago(window)\n");
    text.append("| where ResponseCode >= ").append(400 + random.nextInt(110)).append('\n');
    text.append("| summarize ").append(column).append(" = count() by ApiId, Region\n");
    text.append("| order by ").append(column).append(" desc\n```\n\n");
    text.append("| State | When | Means | Next |\n|---|---|---|---|\n");
    text.append("| healthy | `rows.size() == 0` | Nothing fails | [Cause 1](#cause-1) |\n");
    text.append("| failed | `rows.exists(r, r.").append(column).append(" > ");
    text.append(10 * random.nextInt(20))
        .append(")` | ")
        .append(sentence())
        .append(" | [Cause](#cause-");
    text.append(1 + number % CAUSES).append(") |\n");
    String next = number < STEPS ? "[Next](#step-" + (number + 1) + ")" : "[Ask](#ask)";
    text.append("| unknown | otherwise | ").append(sentence()).append(" | ").append(next);
    text.append(" |\n\n");
  }

  private void question(StringBuilder text) {
    text.append("### Ask\n\n").append(sentences(1));
    text.append("\n\n| Answer | Means | Next |\n|---|---|---|\n");
    text.append("| Yes | It was changed | [Cause 1](#cause-1) |\n");
    text.append("| No | Nobody knows | [Escalate](#escalation) |\n\n");
  }

  private void action(StringBuilder text, int number) {
    text.append("### Action ").append(number).append("\n\n").append(sentences(1));
    text.append("\n\nRisk: change\n\n- [ ] ")
        .append(sentence())
        .append("\n- [ ] ")
        .append(sentence());
    text.append("\n\n```xml\n<forward-request timeout=\"").append(30 + random.nextInt(90));
    text.append("\" />\n```\n\n#### Verify\n\n");
    text.append("```kql\nApiManagementGatewayLogs\n| where TimeGenerated > ago(5m)\n");
    text.append("| summarize Failed = countif(ResponseCode >= 500)\n```\n\n");
    text.append("| State | When | Means | Next |\n|---|---|---|---|\n");
    text.append("| unknown | `rows.size() == 0` | No traffic | [Step 1](#step-1) |\n");
    text.append("| healthy | `row.Failed == 0` | It works | [Prevention](#prevention) |\n");
    text.append("| failed | otherwise | Still failing | [Step 1](#step-1) |\n\n");
  }

  private String sentences(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(sentence());
    }
    return text.toString();
  }

  private String sentence() {
    return "The %s of the **%s** waits for a %s, as `%s` says."
        .formatted(word(), word(), word(), word());
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
