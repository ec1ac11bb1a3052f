package dev.waymark.server.search;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.incident.Actor;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.IncidentRow;
import dev.waymark.server.incident.IncidentStore;
import dev.waymark.server.run.RunLog;
import dev.waymark.server.run.RunViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes documents of an incident: one of it as a whole, and one of each note in it. */
@ApplicationScoped
class IncidentDocuments {
  private static final int LONGEST_BODY = 32 * 1024;

  private final IncidentStore incidents;
  private final RunViews runs;

  IncidentDocuments(IncidentStore incidents, RunViews runs) {
    this.incidents = incidents;
    this.runs = runs;
  }

  /** Empty if there is no such incident any more. */
  List<SearchDocument> of(long number, String version) {
    return incidents.find(number).map(incident -> of(incident, version)).orElse(List.of());
  }

  private List<SearchDocument> of(IncidentRow incident, String version) {
    List<SearchDocument> documents = new ArrayList<>();
    Set<String> texts = new LinkedHashSet<>();
    Set<String> marks = new LinkedHashSet<>();
    Set<String> evidence = new LinkedHashSet<>();
    Optional<String> service = Optional.empty();
    for (RunLog run : runs.logs(incident.number())) {
      service = run.tree().map(walked -> walked.entry().frontMatter().service());
      run.tree().ifPresent(walked -> texts.add(walked.entry().frontMatter().title()));
      EventTexts told = new EventTexts();
      for (RunLog.Line line : run.lines()) {
        line.event().ifPresent(told::read);
        comment(run, line)
            .map(comment -> document(incident, run, line, comment))
            .ifPresent(documents::add);
      }
      texts.addAll(told.texts());
      evidence.addAll(told.evidence());
      run.state()
          .ifPresent(
              state -> state.visits().forEach(visit -> texts.add(run.names().title(visit.node()))));
      cause(run).ifPresent(cause -> marks.add(ResemblanceMarks.CAUSE + cause));
    }
    Set<String> speaking = new LinkedHashSet<>(texts);
    speaking.addAll(evidence);
    speaking.add(incident.title());
    marks.addAll(ResemblanceMarks.of(evidence));
    String body = ExcerptText.bounded(ExcerptText.clean(String.join("\n", speaking)), LONGEST_BODY);
    documents.add(0, whole(incident, version, service, List.copyOf(marks), body));
    return documents;
  }

  /** The cause that was confirmed last, or the one that the run stands at. */
  private static Optional<String> cause(RunLog run) {
    return run.state()
        .flatMap(state -> state.cause().or(() -> Optional.of(state.current().node())))
        .flatMap(slug -> run.tree().flatMap(tree -> tree.node(slug)))
        .filter(node -> node.kind() == NodeKind.CAUSE)
        .map(Node::title);
  }

  /** What somebody said at a step, in words of their own. */
  private static Optional<StepComment> comment(RunLog run, RunLog.Line line) {
    return line.event()
        .map(event -> new RecordedEvent(line.sequence(), line.at(), line.actor(), event))
        .flatMap(event -> StepComment.of(run.ordinal(), run.names(), event))
        .filter(comment -> !comment.text().isBlank());
  }

  private static SearchDocument whole(
      IncidentRow incident,
      String version,
      Optional<String> service,
      List<String> marks,
      String body) {
    String head =
        String.join(
            "\n",
            incident.head().causeTitle().orElse(""),
            incident.head().nodeTitle(),
            incident.entryId(),
            service.orElse(""));
    return new SearchDocument(
        DocumentKind.INCIDENT.name(),
        Long.toString(incident.number()),
        version,
        "/incidents/" + incident.number(),
        ExcerptText.clean(incident.title()),
        Optional.of(incident.entryId()),
        service,
        Optional.of(incident.severity().label()),
        Optional.of(incident.head().state().label()),
        OptionalLong.of(incident.number()),
        incident.scenario().isPresent(),
        incident.openedAt(),
        visibleTo(),
        marks,
        new SearchDocument.Words(
            SearchWords.indexed(incident.title()),
            SearchWords.indexed(head),
            SearchWords.indexed(body)),
        body);
  }

  private static SearchDocument document(
      IncidentRow incident, RunLog run, RunLog.Line line, StepComment comment) {
    String step = comment.at().title();
    String text = ExcerptText.bounded(ExcerptText.clean(comment.text()), LONGEST_BODY);
    String who = comment.by().kind() == Actor.Kind.PERSON ? " by " + comment.by().name() : "";
    return new SearchDocument(
        DocumentKind.NOTE.name(),
        run.id() + "/" + line.sequence(),
        "2." + line.hash(),
        "/incidents/" + incident.number() + "#" + comment.at().node(),
        ExcerptText.clean(what(comment.kind()) + who + " at “" + step + "”"),
        Optional.of(run.entryId()),
        run.tree().map(walked -> walked.entry().frontMatter().service()),
        Optional.of(incident.severity().label()),
        Optional.of(incident.head().state().label()),
        OptionalLong.of(incident.number()),
        incident.scenario().isPresent(),
        line.at(),
        visibleTo(),
        List.of(),
        new SearchDocument.Words(
            "", SearchWords.indexed(step), SearchWords.indexed(text + "\n" + incident.title())),
        text);
  }

  private static String what(StepComment.Kind kind) {
    return switch (kind) {
      case NOTE -> "Note";
      case HAND_OVER -> "Hand-over";
      case HELPED, MISLED, MISSING -> "Feedback (" + kind.label() + ")";
    };
  }

  /** An incident can't be restricted yet; when it can, this is where that comes in. */
  private static String visibleTo() {
    return Role.VIEWER.label();
  }
}
