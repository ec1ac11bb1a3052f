package dev.waymark.server.incident.page;

import static java.util.stream.Collectors.toMap;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.record.KnownNames;
import dev.waymark.server.account.Account;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.TimelineItem;
import dev.waymark.server.web.Markup;
import dev.waymark.server.web.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tells a timeline to people: by the names that they know, and once what happened many times. */
@ApplicationScoped
public class TimelineLines {
  private final Incidents incidents;
  private final Accounts accounts;
  private final Catalog catalog;
  private final Markup markup;
  private final Moments moments;

  TimelineLines(
      Incidents incidents, Accounts accounts, Catalog catalog, Markup markup, Moments moments) {
    this.incidents = incidents;
    this.accounts = accounts;
    this.catalog = catalog;
    this.markup = markup;
    this.moments = moments;
  }

  /** The lines of an incident that are wanted, oldest first. */
  public List<TimelineLine> of(long incident, Instant opened, Predicate<TimelineItem> wanted) {
    Names names = new Names(people(), catalog);
    List<List<TimelineItem>> groups =
        grouped(incidents.timeline(incident, names).stream().filter(wanted).toList());
    List<TimelineLine> lines = new ArrayList<>();
    Instant day = Instant.EPOCH;
    for (List<TimelineItem> group : groups) {
      Instant of = group.get(0).at().truncatedTo(ChronoUnit.DAYS);
      lines.add(line(group, opened, !of.equals(day), names));
      day = of;
    }
    return List.copyOf(lines);
  }

  private Map<String, String> people() {
    return accounts.list().stream().collect(toMap(Account::name, Account::displayName));
  }

  /** What came about the same alert stands together, until a person did something. */
  private static List<List<TimelineItem>> grouped(List<TimelineItem> items) {
    List<List<TimelineItem>> groups = new ArrayList<>();
    Map<String, List<TimelineItem>> alerts = new LinkedHashMap<>();
    for (TimelineItem item : items) {
      if (item.alert().isEmpty()) {
        if (item.actor().kind() == Actor.Kind.PERSON) {
          alerts.clear();
        }
        groups.add(List.of(item));
      } else {
        alerts
            .computeIfAbsent(
                item.alert().orElseThrow(),
                any -> {
                  List<TimelineItem> group = new ArrayList<>();
                  groups.add(group);
                  return group;
                })
            .add(item);
      }
    }
    return groups;
  }

  private TimelineLine line(
      List<TimelineItem> group, Instant opened, boolean isNewDay, Names names) {
    TimelineItem first = group.get(0);
    return new TimelineLine(
        moments.exactly(first.at()),
        isNewDay,
        "+" + ReadableValue.roughly(Duration.between(opened, first.at())),
        names.person(first.actor().name()),
        first.actor().kind() == Actor.Kind.PERSON,
        group.size() > 1 ? together(group) : first.sentence().what(),
        first.sentence().said().map(markup::note),
        first.finding().map(TimelineLines::seen).orElse(List.of()),
        first.step().orElse(""),
        first.stepTitle().orElse(""),
        group.size() > 1
            ? group.stream().map(one -> line(List.of(one), opened, false, names)).toList()
            : List.of());
  }

  private String together(List<TimelineItem> group) {
    TimelineItem last = group.get(group.size() - 1);
    return "%s: %d messages, the last at %s."
        .formatted(last.alert().orElseThrow(), group.size(), moments.exactly(last.at()).clock());
  }

  /** The values that the sentence doesn't name. */
  private static List<SeenValue> seen(StepFinding finding) {
    return finding.seen().stream()
        .filter(value -> !finding.text().contains(value.toString()))
        .toList();
  }

  /** Entries by their titles, people by their names. */
  private record Names(Map<String, String> people, Catalog catalog) implements KnownNames {
    @Override
    public String entry(String id) {
      return catalog.entry(id).map(entry -> "“" + entry.title() + "”").orElse(id);
    }

    @Override
    public String person(String account) {
      return people.getOrDefault(account, account);
    }
  }
}
