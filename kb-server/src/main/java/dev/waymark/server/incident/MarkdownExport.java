package dev.waymark.server.incident;

import dev.waymark.model.source.Secrets;
import dev.waymark.server.run.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** An incident as a Markdown document that stands alone, such as for a wiki or a ticket. */
final class MarkdownExport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private MarkdownExport() {}

  static String write(Incident incident, List<TimelineItem> timeline, List<RunLog> runs) {
    StringBuilder out = new StringBuilder();
    out.append("# Incident %d: %s\n\n".formatted(incident.number(), escaped(incident.title())));
    incident
        .scenario()
        .ifPresent(
            name ->
                out.append(
                    "> Walked on the recorded scenario `%s`: no real incident.\n\n"
                        .formatted(name)));
    row(out, "State", incident.state().label());
    row(out, "Severity", incident.severity().label());
    row(out, "Entry", "`" + incident.entryId() + "`");
    row(out, "Cause", incident.causeTitle().map(MarkdownExport::escaped).orElse("not confirmed"));
    row(
        out,
        "Opened",
        TIME.format(incident.openedAt()) + " UTC by " + escaped(incident.openedBy()));
    incident
        .endedAt()
        .ifPresent(
            ended ->
                row(
                    out,
                    "Ended",
                    TIME.format(ended) + " UTC, after " + length(incident.openedAt(), ended)));
    for (RunLog run : runs) {
      row(
          out,
          "Run " + run.ordinal(),
          "`%s` at text `%s`%s"
              .formatted(
                  run.entryId(),
                  run.entryHash().substring(0, Math.min(12, run.entryHash().length())),
                  run.obstacle().map(why -> ", as recorded. " + escaped(why.detail())).orElse("")));
    }
    out.append("\n## Timeline\n\n| Time (UTC) | Who | Step | What |\n|---|---|---|---|\n");
    for (TimelineItem item : timeline) {
      out.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  TIME.format(item.at()),
                  escaped(item.actor().name()),
                  item.step().map(step -> "`" + step + "`").orElse(""),
                  escaped(item.text())));
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append("- **").append(name).append(":** ").append(value).append('\n');
  }

  private static String length(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    return length.toHours() > 0
        ? "%d h %d min".formatted(length.toHours(), length.toMinutesPart())
        : "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart());
  }

  /** What people have typed stays text: no markup, no link, no new row; and no secret. */
  private static String escaped(String typed) {
    String text = Secrets.removed(typed);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        out.append(' ');
      } else {
        if ("\\`*_{}[]<>#|~!&".indexOf(c) >= 0) {
          out.append('\\');
        }
        out.append(c);
      }
    }
    return out.toString();
  }
}
