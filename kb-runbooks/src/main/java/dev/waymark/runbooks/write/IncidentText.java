package dev.waymark.runbooks.write;

import dev.waymark.model.source.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An incident's record as Markdown. */
public final class IncidentText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final IncidentRecord incident;
  private final List<String> lines = new ArrayList<>();

  private IncidentText(IncidentRecord incident) {
    this.incident = incident;
  }

  /**
   * The whole file.
   *
   * @param anonymiser decides which names are kept; secrets never are
   */
  public static String of(IncidentRecord incident, Anonymiser anonymiser) {
    // Before anything is escaped, and a secret with it.
    IncidentText text = new IncidentText(incident.withTexts(Secrets::removed));
    text.write();
    return anonymiser.text(String.join("\n", text.lines) + "\n");
  }

  private void write() {
    lines.add("# " + Inline.heading(Inline.plain(incident.title())));
    lines.add("");
    lines.addAll(head());
    section("Summary", Inline.paragraphsAndLists(incident.summary()));
    section("Impact", Inline.paragraphsAndLists(incident.impact()));
    section("Measures", incident.measures().stream().map(IncidentText::measure).toList());
    section("Timeline", timeline());
    section("Path", path());
    section("Overrides", incident.overrides().stream().map(IncidentText::override).toList());
    section("What went well", Inline.paragraphsAndLists(incident.wentWell()));
    section("What went badly", Inline.paragraphsAndLists(incident.wentBadly()));
    section("Lessons", incident.lessons().stream().map(IncidentText::lesson).toList());
    section("Follow-ups", followUps());
  }

  private List<String> head() {
    List<String> head = new ArrayList<>();
    String kind = incident.drill() ? "Drill" : "Incident";
    head.add(
        "%s %s, %s, opened %s UTC%s."
            .formatted(
                kind,
                Inline.plain(incident.number()),
                incident.severity().label(),
                TIME.format(incident.opened()),
                incident.resolved().map(at -> ", resolved " + time(at) + " UTC").orElse("")));
    if (!incident.entries().isEmpty()) {
      head.add(
          "Walked: " + String.join(", ", incident.entries().stream().map(Inline::link).toList()));
    }
    return head;
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private void section(String title, List<String> contents) {
    if (contents.stream().allMatch(String::isBlank)) {
      return;
    }
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    lines.addAll(contents);
  }

  private static String measure(IncidentRecord.Measure measure) {
    return "- " + Inline.harmless(Inline.folded(measure.name())) + ": " + length(measure.length());
  }

  private static String length(Duration length) {
    Duration positive = length.abs();
    StringBuilder text = new StringBuilder(length.isNegative() ? "-" : "");
    if (positive.toDays() > 0) {
      text.append(positive.toDays()).append(" d ");
    }
    if (positive.toHoursPart() > 0) {
      text.append(positive.toHoursPart()).append(" h ");
    }
    if (positive.toMinutesPart() > 0) {
      text.append(positive.toMinutesPart()).append(" min ");
    }
    if (positive.toSecondsPart() > 0 || positive.toMinutes() == 0) {
      text.append(positive.toSecondsPart()).append(" s");
    }
    return text.toString().strip();
  }

  private List<String> timeline() {
    if (incident.timeline().isEmpty()) {
      return List.of();
    }
    List<String> table = new ArrayList<>(List.of("| Time (UTC) | Who | What |", "|---|---|---|"));
    incident
        .timeline()
        .forEach(
            moment ->
                table.add(
                    "| %s | %s | %s |"
                        .formatted(
                            time(moment.at()),
                            Inline.cell(Inline.plain(moment.who())),
                            Inline.cell(moment.what()))));
    return table;
  }

  private List<String> path() {
    List<String> path = new ArrayList<>();
    for (IncidentRecord.Stop stop : incident.path()) {
      String found = Inline.folded(stop.found());
      path.add(
          (path.size() + 1)
              + ". "
              + Inline.link(stop.node())
              + (found.isEmpty() ? "" : ": " + found));
    }
    return path;
  }

  private static String override(IncidentRecord.Departure override) {
    return "- %s: %s instead of %s, by %s: %s"
        .formatted(
            Inline.link(override.node()),
            Inline.folded(override.taken()),
            override.proposed().isBlank() ? "nothing" : Inline.folded(override.proposed()),
            Inline.plain(override.who()),
            Inline.folded(override.reason()));
  }

  private static String lesson(IncidentRecord.Learned lesson) {
    return "- %s: %s%s"
        .formatted(
            Inline.harmless(Inline.folded(lesson.kind())),
            Inline.folded(lesson.text()),
            lesson.node().map(node -> " (" + Inline.link(node) + ")").orElse(""));
  }

  private List<String> followUps() {
    if (incident.followUps().isEmpty()) {
      return List.of();
    }
    List<String> table =
        new ArrayList<>(List.of("| What | Owner | Due | State |", "|---|---|---|---|"));
    incident
        .followUps()
        .forEach(
            followUp ->
                table.add(
                    "| %s | %s | %s | %s%s |"
                        .formatted(
                            Inline.cell(followUp.title()),
                            Inline.cell(Inline.plain(followUp.owner())),
                            Inline.cell(followUp.due()),
                            Inline.cell(followUp.state()),
                            followUp.link().map(link -> ": " + Inline.cell(link)).orElse(""))));
    return table;
  }
}
