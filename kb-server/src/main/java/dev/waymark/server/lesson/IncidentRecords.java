package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.incident.Review;
import dev.waymark.model.run.RunEvent.BranchProposed;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.record.Deviation;
import dev.waymark.runbooks.record.Diagnosis;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.StepFacts;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.ParameterTexts;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.write.Anonymiser;
import dev.waymark.runbooks.write.Draft;
import dev.waymark.runbooks.write.IncidentRecord;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.TimelineItem;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts together what the knowledge base keeps of an incident. */
final class IncidentRecords {
  /** What a timeline excerpt leaves out: what the engine did on the way, and each single tick. */
  private static final Set<String> DETAILS =
      Set.of("query-asked", "answered", "value-remembered", "action-ticked", "branch-proposed");

  private static final String UP = "../../";

  private IncidentRecords() {}

  /**
   * The record, which lies two folders below the content's root.
   *
   * @param paths of entries by their ids, relative to the content's root
   */
  static IncidentRecord of(
      ReviewedIncident reviewed,
      List<TimelineItem> timeline,
      List<Lesson> lessons,
      List<FollowUp> followUps,
      Function<String, Optional<String>> paths) {
    Incident incident = reviewed.incident();
    Review.Text text = reviewed.review().text();
    return new IncidentRecord(
        String.valueOf(incident.number()),
        incident.title(),
        incident.severity(),
        incident.scenario().isPresent(),
        incident.openedAt(),
        incident.endedAt(),
        reviewed.runs().stream()
            .map(run -> run.tree().entry())
            .distinct()
            .map(entry -> target(paths, entry.id(), entry.frontMatter().title(), Optional.empty()))
            .toList(),
        text.summary(),
        text.impact(),
        measures(incident, text, reviewed.facts()),
        timeline.stream()
            .filter(item -> !DETAILS.contains(item.kind()))
            .map(item -> new IncidentRecord.Moment(item.at(), item.actor().name(), item.text()))
            .toList(),
        path(reviewed, paths),
        reviewed.facts().deviations().stream()
            .map(one -> departure(one, reviewed.runs(), paths))
            .toList(),
        text.wentWell(),
        text.wentBadly(),
        lessons.stream()
            .filter(lesson -> lesson.state() != LessonState.REJECTED)
            .map(
                lesson ->
                    new IncidentRecord.Learned(
                        lesson.kind().words(),
                        lesson.text(),
                        Optional.of(
                            target(
                                paths,
                                lesson.place().entryId(),
                                lesson.place().node(),
                                Optional.of(lesson.place().node())))))
            .toList(),
        followUps.stream()
            .map(
                one ->
                    new IncidentRecord.FollowUp(
                        one.title(),
                        one.owner(),
                        one.due().toString(),
                        one.state().label(),
                        one.link()))
            .toList());
  }

  /** Who and what is hidden where the record is to name nobody. */
  static Anonymiser hiding(ReviewedIncident reviewed, List<TimelineItem> timeline) {
    List<List<String>> people =
        Stream.concat(
                timeline.stream()
                    .map(TimelineItem::actor)
                    .filter(actor -> actor.kind() == Actor.Kind.PERSON)
                    .map(Actor::name),
                Stream.of(reviewed.incident().openedBy()))
            .distinct()
            .map(List::of)
            .toList();
    List<Anonymiser.Value> values =
        reviewed.runs().stream()
            .flatMap(
                run ->
                    run.tree().entry().frontMatter().parameters().stream()
                        .filter(known -> run.state().parameters().containsKey(known.name()))
                        .map(
                            known ->
                                new Anonymiser.Value(
                                    known.type(),
                                    ParameterTexts.of(
                                        Objects.requireNonNull(
                                            run.state().parameters().get(known.name()))))))
            .toList();
    return Anonymiser.hiding(people, values);
  }

  private static List<IncidentRecord.Measure> measures(
      Incident incident, Review.Text text, IncidentFacts facts) {
    List<IncidentRecord.Measure> measures = new ArrayList<>();
    Instant opened = incident.openedAt();
    text.beganAt()
        .ifPresent(
            began ->
                measures.add(
                    new IncidentRecord.Measure("Time to detect", Duration.between(began, opened))));
    measure("Time to acknowledge", opened, facts.acknowledged()).ifPresent(measures::add);
    measure("Time to diagnose", opened, facts.diagnosis().map(Diagnosis::when))
        .ifPresent(measures::add);
    measure("Time to mitigate", opened, facts.mitigated()).ifPresent(measures::add);
    measure("Time to resolve", opened, incident.endedAt()).ifPresent(measures::add);
    return measures;
  }

  private static Optional<IncidentRecord.Measure> measure(
      String name, Instant opened, Optional<Instant> at) {
    return at.map(time -> new IncidentRecord.Measure(name, Duration.between(opened, time)));
  }

  private static List<IncidentRecord.Stop> path(
      ReviewedIncident reviewed, Function<String, Optional<String>> paths) {
    return reviewed.facts().runs().stream()
        .flatMap(
            run ->
                run.steps().stream()
                    .map(
                        step ->
                            new IncidentRecord.Stop(
                                target(
                                    run(reviewed.runs(), run.ordinal()), step.at().node(), paths),
                                found(step))))
        .toList();
  }

  /** What was found there, or why nothing was. */
  private static String found(StepFacts step) {
    String found =
        step.finding()
            .map(StepFinding::text)
            .or(() -> step.visit().attempt().flatMap(Attempt::proposal).map(BranchProposed::why))
            .orElse("");
    return step.contradicts()
        .map(visit -> found + " (contradicts step " + visit + ")")
        .orElse(found);
  }

  private static RunView run(List<RunView> runs, int ordinal) {
    return runs.stream().filter(run -> run.ordinal() == ordinal).findFirst().orElseThrow();
  }

  private static IncidentRecord.Departure departure(
      Deviation one, List<RunView> runs, Function<String, Optional<String>> paths) {
    RunView run = run(runs, one.at().run());
    return new IncidentRecord.Departure(
        target(run, one.at().node(), paths),
        one.proposed().orElse("nothing"),
        one.taken(),
        one.reason().orElse(""),
        one.by().name());
  }

  private static Draft.Target target(
      RunView run, String node, Function<String, Optional<String>> paths) {
    return target(
        paths,
        run.tree().entry().id(),
        run.tree().node(node).map(Node::title).orElse(node),
        Optional.of(node));
  }

  private static Draft.Target target(
      Function<String, Optional<String>> paths, String entry, String title, Optional<String> node) {
    return new Draft.Target(
        title,
        UP + paths.apply(entry).orElse(entry + ".md") + node.map(slug -> "#" + slug).orElse(""));
  }
}
