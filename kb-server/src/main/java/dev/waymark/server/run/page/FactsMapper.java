package dev.waymark.server.run.page;

import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.FactsView.Due;
import dev.waymark.server.run.page.FactsView.Note;
import dev.waymark.server.run.page.FactsView.Value;
import dev.waymark.server.web.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what to have at hand. */
final class FactsMapper {
  private final Moments moments;

  FactsMapper(Moments moments) {
    this.moments = moments;
  }

  FactsView map(Incident incident, RunView run) {
    return new FactsView(
        values(run.state().parameters()),
        values(run.state().remembered()),
        incident.state().isActive() ? due(incident, run) : List.of(),
        run.events().stream()
            .map(RecordedEvent::actor)
            .filter(actor -> actor.kind() == Actor.Kind.PERSON)
            .map(Actor::name)
            .distinct()
            .toList(),
        run.events().stream().flatMap(event -> note(run, event)).toList());
  }

  private static List<Value> values(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> new Value(entry.getKey(), Values.text(entry.getValue())))
        .toList();
  }

  private List<Due> due(Incident incident, RunView run) {
    return run.tree().entry().escalation().stream()
        .filter(rule -> rule.severity() == incident.severity())
        .map(rule -> due(rule, incident.openedAt().plus(rule.within())))
        .toList();
  }

  private Due due(EscalationRule rule, Instant until) {
    return new Due(rule.who(), rule.when(), moments.of(until), moments.isPast(until));
  }

  private Stream<Note> note(RunView run, RecordedEvent recorded) {
    RunEvent event = recorded.event();
    Optional<Note> note;
    if (event instanceof RunEvent.NoteAdded added) {
      note = Optional.of(note(run, recorded, "note", added.text(), added.visit()));
    } else if (event instanceof RunEvent.HandedOver handed) {
      String text = "To " + handed.to() + ". " + handed.text();
      note = Optional.of(note(run, recorded, "hand-over", text, handed.visit()));
    } else if (event instanceof RunEvent.FeedbackGiven given) {
      String kind = given.feedback().name().toLowerCase(Locale.ROOT);
      note = Optional.of(note(run, recorded, kind, given.text(), given.visit()));
    } else {
      note = Optional.empty();
    }
    return note.stream();
  }

  private Note note(RunView run, RecordedEvent recorded, String kind, String text, int visit) {
    String node = run.state().visits().get(visit - 1).node();
    return new Note(
        recorded.actor().name(),
        moments.of(recorded.at()),
        kind,
        text,
        new Titles(run.tree()).of(node));
  }
}
