package dev.waymark.server.review;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the record of an incident says by itself, for its review. Nothing here is anybody's opinion.
 *
 * @param acknowledged the first deed of a person
 * @param diagnosed when the cause was confirmed that stood in the end
 * @param mitigated when it worked again
 * @param ended when the incident ended
 * @param overrides where somebody decided otherwise than proposed
 * @param deadEnds where somebody went back from
 * @param troubles queries that were slow, failed or gave a part
 * @param remarks what was said of a step while it was walked
 */
public record Findings(
    Optional<Instant> acknowledged,
    Optional<Instant> diagnosed,
    Optional<Instant> mitigated,
    Optional<Instant> ended,
    List<Overridden> overrides,
    List<DeadEnd> deadEnds,
    List<Trouble> troubles,
    List<Remark> remarks) {
  /** From here on a responder has waited. */
  private static final Duration SLOW = Duration.ofSeconds(10);

  public Findings {
    overrides = List.copyOf(overrides);
    deadEnds = List.copyOf(deadEnds);
    troubles = List.copyOf(troubles);
    remarks = List.copyOf(remarks);
  }

  /**
   * A stay at a step.
   *
   * @param run ordinal among the incident's
   * @param visit number within the run
   */
  public record Place(int run, int visit, String node, String title) {}

  /**
   * A branch was taken that wasn't proposed.
   *
   * @param proposed what the proposed branch means; empty where none was proposed
   * @param taken what the branch means that was taken
   */
  public record Overridden(
      Place at, Optional<String> proposed, String taken, Optional<String> reason, String by) {
    public String sentence() {
      return "At “%s” the entry proposed %s; taken was “%s”%s."
          .formatted(
              at.title(),
              proposed.map(means -> "“" + means + "”").orElse("nothing"),
              taken,
              because(reason));
    }
  }

  /** Somebody went back to another step. */
  public record DeadEnd(Place from, String to, Optional<String> reason) {
    public String sentence() {
      return "“%s” led nowhere; the run went back to “%s”%s."
          .formatted(from.title(), to, because(reason));
    }
  }

  /** A query that kept people waiting, or left them without an answer. */
  public record Trouble(Place at, String what) {
    public String sentence() {
      return "The query at “%s” %s.".formatted(at.title(), what);
    }
  }

  /**
   * Something was said of a step.
   *
   * @param sequence of the event in its run
   */
  public record Remark(Place at, RunEvent.Feedback feedback, String text, String by, int sequence) {
    public String sentence() {
      String said =
          switch (feedback) {
            case HELPED -> "“%s” helped";
            case MISLED -> "“%s” misled";
            case MISSING -> "Something is missing at “%s”";
          };
      return said.formatted(at.title()) + because(Optional.of(text)) + ".";
    }
  }

  /** All of it, one sentence each. */
  public List<String> sentences() {
    return Stream.of(
            overrides.stream().map(Overridden::sentence),
            deadEnds.stream().map(DeadEnd::sentence),
            troubles.stream().map(Trouble::sentence),
            remarks.stream().map(Remark::sentence))
        .flatMap(Function.identity())
        .toList();
  }

  private static String because(Optional<String> reason) {
    return reason
        .map(text -> text.strip().replaceAll("\\.$", ""))
        .filter(text -> !text.isEmpty())
        .map(text -> ": " + text)
        .orElse("");
  }

  /** Reads the record. */
  public static Findings of(Incident incident, List<RunView> runs) {
    return new Findings(
        first(runs, event -> event.actor().kind() == Actor.Kind.PERSON),
        last(runs, Findings::isConfirmation),
        mitigated(runs),
        incident.endedAt(),
        runs.stream().flatMap(run -> visits(run, Findings::override)).toList(),
        runs.stream().flatMap(run -> visits(run, Findings::deadEnd)).toList(),
        runs.stream().flatMap(Findings::troubles).toList(),
        runs.stream().flatMap(Findings::remarks).toList());
  }

  private static Optional<Instant> first(List<RunView> runs, Predicate<RecordedEvent> wanted) {
    return events(runs).filter(wanted).map(RecordedEvent::at).min(Comparator.naturalOrder());
  }

  private static Optional<Instant> last(List<RunView> runs, Predicate<RecordedEvent> wanted) {
    return events(runs).filter(wanted).map(RecordedEvent::at).max(Comparator.naturalOrder());
  }

  private static Stream<RecordedEvent> events(List<RunView> runs) {
    return runs.stream().flatMap(run -> run.events().stream());
  }

  private static boolean isConfirmation(RecordedEvent recorded) {
    return recorded.event() instanceof RunEvent.CauseConfirmed;
  }

  private static Optional<Instant> mitigated(List<RunView> runs) {
    return runs.stream()
        .flatMap(
            run ->
                run.events().stream()
                    .filter(
                        recorded ->
                            destination(recorded.event())
                                .flatMap(Destination::node)
                                .flatMap(run.tree()::node)
                                .filter(node -> node.kind() == NodeKind.PREVENTION)
                                .isPresent()))
        .map(RecordedEvent::at)
        .max(Comparator.naturalOrder());
  }

  private static Optional<Destination> destination(RunEvent event) {
    if (event instanceof RunEvent.Verified verified) {
      return Optional.of(verified.to());
    }
    return event instanceof RunEvent.ActionDone done ? Optional.of(done.to()) : Optional.empty();
  }

  private static <T> Stream<T> visits(RunView run, VisitReader<T> reader) {
    return run.state().visits().stream()
        .map(visit -> reader.read(run, visit))
        .flatMap(Optional::stream);
  }

  private interface VisitReader<T> {
    Optional<T> read(RunView run, Visit visit);
  }

  private static Optional<Overridden> override(RunView run, Visit visit) {
    return visit
        .left()
        .filter(Visit.Departure.ByBranch.class::isInstance)
        .map(Visit.Departure.ByBranch.class::cast)
        .filter(Visit.Departure.ByBranch::deviates)
        .map(
            left ->
                new Overridden(
                    place(run, visit),
                    left.proposed().map(branch -> meaning(run, visit, branch)),
                    meaning(run, visit, left.branch()),
                    left.reason(),
                    taker(run, visit)));
  }

  private static String taker(RunView run, Visit visit) {
    return run.events().stream()
        .filter(
            recorded ->
                recorded.event() instanceof RunEvent.BranchTaken taken
                    && taken.visit() == visit.number())
        .map(recorded -> recorded.actor().name())
        .findFirst()
        .orElse("");
  }

  private static String meaning(RunView run, Visit visit, int branch) {
    return run.tree()
        .node(visit.node())
        .flatMap(Node::asks)
        .map(CompiledCheck::branches)
        .filter(branches -> branch < branches.size())
        .map(branches -> branches.get(branch))
        .map(Branch::means)
        .orElseGet(() -> "branch " + (branch + 1));
  }

  private static Optional<DeadEnd> deadEnd(RunView run, Visit visit) {
    return visit
        .left()
        .filter(Visit.Departure.ByReturning.class::isInstance)
        .map(Visit.Departure.ByReturning.class::cast)
        .map(left -> new DeadEnd(place(run, visit), title(run, left.to()), left.reason()));
  }

  private static Stream<Trouble> troubles(RunView run) {
    return run.state().visits().stream()
        .flatMap(
            visit ->
                visit.attempts().stream()
                    .map(Attempt::answer)
                    .flatMap(Optional::stream)
                    .map(Findings::trouble)
                    .flatMap(Optional::stream)
                    .map(what -> new Trouble(place(run, visit), what)));
  }

  private static Optional<String> trouble(Answer answer) {
    if (answer instanceof Answer.Failed failed) {
      return Optional.of("failed: " + failed.message());
    }
    if (answer instanceof Answer.Partial partial) {
      return Optional.of("gave only a part: " + partial.reason());
    }
    Duration took = answer.provenance().took();
    return took.compareTo(SLOW) >= 0
        ? Optional.of("took " + took.toSeconds() + " s")
        : Optional.empty();
  }

  private static Stream<Remark> remarks(RunView run) {
    List<Remark> remarks = new ArrayList<>();
    for (RecordedEvent recorded : run.events()) {
      if (recorded.event() instanceof RunEvent.FeedbackGiven given) {
        run.state()
            .visit(given.visit())
            .map(
                visit ->
                    new Remark(
                        place(run, visit),
                        given.feedback(),
                        given.text(),
                        recorded.actor().name(),
                        recorded.sequence()))
            .ifPresent(remarks::add);
      }
    }
    return remarks.stream();
  }

  private static Place place(RunView run, Visit visit) {
    return new Place(run.ordinal(), visit.number(), visit.node(), title(run, visit.node()));
  }

  private static String title(RunView run, String node) {
    return run.tree().node(node).map(Node::title).orElse(node);
  }
}
