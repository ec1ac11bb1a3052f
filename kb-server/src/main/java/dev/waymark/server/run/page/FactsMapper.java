package dev.waymark.server.run.page;

import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.StepComment;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.FactsView.Due;
import dev.waymark.server.run.page.FactsView.Note;
import dev.waymark.server.run.page.FactsView.Value;
import dev.waymark.server.web.Markup;
import dev.waymark.server.web.Moments;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what to have at hand. */
final class FactsMapper {
  private final Markup markup;
  private final Moments moments;

  FactsMapper(Markup markup, Moments moments) {
    this.markup = markup;
    this.moments = moments;
  }

  FactsView map(Incident incident, RunView run) {
    return new FactsView(
        values(run.state().parameters()),
        remembered(run),
        incident.state().isActive() ? due(incident, run) : List.of(),
        run.events().stream()
            .map(RecordedEvent::actor)
            .filter(actor -> actor.kind() == Actor.Kind.PERSON)
            .map(Actor::name)
            .distinct()
            .toList(),
        RunFacts.of(run.recorded()).comments().stream().map(this::note).toList());
  }

  private static List<Value> values(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> Value.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<Value> remembered(RunView run) {
    Map<String, String> givers = new HashMap<>();
    run.events()
        .forEach(
            recorded -> {
              if (recorded.event() instanceof RunEvent.ValueGiven given) {
                givers.put(given.name(), recorded.actor().name());
              }
            });
    givers.keySet().retainAll(run.state().given());
    return run.state().remembered().entrySet().stream()
        .map(
            entry ->
                Value.of(entry.getKey(), entry.getValue())
                    .givenBy(givers.getOrDefault(entry.getKey(), "")))
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

  private Note note(StepComment comment) {
    return new Note(
        comment.by().name(),
        moments.of(comment.when()),
        comment.kind().label(),
        comment.to().orElse(""),
        markup.note(comment.text()),
        comment.at().title());
  }
}
