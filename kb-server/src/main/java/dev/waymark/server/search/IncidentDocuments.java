package dev.waymark.server.search;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.EntryVersions;
import dev.waymark.server.event.EventCodec;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.incident.IncidentRow;
import dev.waymark.server.incident.IncidentStore;
import dev.waymark.server.run.RunRow;
import dev.waymark.server.run.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes documents of an incident: one of it as a whole, and one of each note in it. */
@ApplicationScoped
class IncidentDocuments {
  private static final int LONGEST_BODY = 32 * 1024;

  private final IncidentStore incidents;
  private final RunStore runs;
  private final EntryVersions versions;

  IncidentDocuments(IncidentStore incidents, RunStore runs, EntryVersions versions) {
    this.incidents = incidents;
    this.runs = runs;
    this.versions = versions;
  }

  /** Empty where there is no such incident any more. */
  List<SearchDocument> of(long number, String version) {
    return incidents.find(number).map(incident -> of(incident, version)).orElse(List.of());
  }

  private List<SearchDocument> of(IncidentRow incident, String version) {
    List<SearchDocument> documents = new ArrayList<>();
    Set<String> texts = new LinkedHashSet<>();
    Set<String> marks = new LinkedHashSet<>();
    Set<String> evidence = new LinkedHashSet<>();
    Optional<String> service = Optional.empty();
    for (RunRow run : runs.ofIncident(incident.number())) {
      Optional<Tree> tree = versions.tree(run.entryHash());
      service =
          tree.map(walked -> walked.entry().frontMatter().service()).or(() -> Optional.empty());
      tree.ifPresent(walked -> texts.add(walked.entry().frontMatter().title()));
      List<StoredEvent> stored = runs.eventsAfter(run.id(), 0);
      Set<String> hashes = new HashSet<>();
      stored.forEach(event -> hashes.addAll(EventCodec.answersOf(event.payload())));
      Map<String, String> answers = runs.answers(hashes);
      EventTexts told = new EventTexts();
      for (StoredEvent one : stored) {
        Optional<RunEvent> event = EventCodec.decode(one.type(), one.payload(), answers);
        event.ifPresent(told::read);
        event
            .flatMap(IncidentDocuments::note)
            .map(note -> document(incident, run, one, note, told, tree))
            .ifPresent(documents::add);
      }
      texts.addAll(told.texts());
      evidence.addAll(told.evidence());
      told.nodes()
          .forEach(
              node ->
                  tree.flatMap(walked -> walked.node(node)).map(Node::title).ifPresent(texts::add));
      tree.flatMap(walked -> cause(walked, incident, told))
          .ifPresent(cause -> marks.add(ResemblanceMarks.CAUSE + cause));
    }
    Set<String> speaking = new LinkedHashSet<>(texts);
    speaking.addAll(evidence);
    speaking.add(incident.title());
    marks.addAll(ResemblanceMarks.of(evidence));
    String body = PlainText.bounded(PlainText.clean(String.join("\n", speaking)), LONGEST_BODY);
    documents.add(0, whole(incident, version, service, List.copyOf(marks), body));
    return documents;
  }

  /** The cause that was confirmed, or the one that the run stands at. */
  private static Optional<String> cause(Tree tree, IncidentRow incident, EventTexts told) {
    Optional<String> confirmed = incident.head().cause().or(told::cause);
    return confirmed
        .or(() -> Optional.of(incident.head().node()))
        .flatMap(tree::node)
        .filter(node -> node.kind() == NodeKind.CAUSE)
        .map(Node::title);
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
        PlainText.clean(incident.title()),
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
      IncidentRow incident,
      RunRow run,
      StoredEvent event,
      Note note,
      EventTexts told,
      Optional<Tree> tree) {
    String slug = told.node();
    String step = tree.flatMap(walked -> walked.node(slug)).map(Node::title).orElse(slug);
    String text = PlainText.bounded(PlainText.clean(note.text()), LONGEST_BODY);
    String who = event.actor().kind() == Actor.Kind.PERSON ? " by " + event.actor().name() : "";
    return new SearchDocument(
        DocumentKind.NOTE.name(),
        run.id() + "/" + event.sequence(),
        "1." + event.hash(),
        "/incidents/" + incident.number() + "#" + slug,
        PlainText.clean(note.what() + who + " at “" + step + "”"),
        Optional.of(run.entryId()),
        tree.map(walked -> walked.entry().frontMatter().service()),
        Optional.of(incident.severity().label()),
        Optional.of(incident.head().state().label()),
        OptionalLong.of(incident.number()),
        incident.scenario().isPresent(),
        event.at(),
        visibleTo(),
        List.of(),
        new SearchDocument.Words(
            "", SearchWords.indexed(step), SearchWords.indexed(text + "\n" + incident.title())),
        text);
  }

  /** An incident can't be restricted yet; when it can, this is where that comes in. */
  private static String visibleTo() {
    return Role.VIEWER.label();
  }

  /** What somebody wrote. */
  private record Note(String what, String text) {}

  private static Optional<Note> note(RunEvent event) {
    if (event instanceof RunEvent.NoteAdded added) {
      return Optional.of(new Note("Note", added.text()));
    }
    if (event instanceof RunEvent.HandedOver handed && !handed.text().isBlank()) {
      return Optional.of(new Note("Hand-over", handed.text()));
    }
    if (event instanceof RunEvent.FeedbackGiven given && !given.text().isBlank()) {
      String said = given.feedback().name().toLowerCase(Locale.ROOT);
      return Optional.of(new Note("Feedback (" + said + ")", given.text()));
    }
    return Optional.empty();
  }
}
