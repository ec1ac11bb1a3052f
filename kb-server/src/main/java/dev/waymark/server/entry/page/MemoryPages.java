package dev.waymark.server.entry.page;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.draw.Heat;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.entry.page.MemoryView.IncidentLine;
import dev.waymark.server.entry.page.MemoryView.NotCovered;
import dev.waymark.server.entry.page.MemoryView.StepLine;
import dev.waymark.server.entry.page.MemoryView.WayLine;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.IncidentQuery.Kind;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.page.LessonLine;
import dev.waymark.server.question.EntryMemories;
import dev.waymark.server.question.EntryMemory;
import dev.waymark.server.web.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Shows what an entry remembers. */
@ApplicationScoped
class MemoryPages {
  private static final int MOST_INCIDENTS = 5;
  private static final int MOST_GAPS = 20;

  private final EntryMemories memories;
  private final Incidents incidents;
  private final Lessons lessons;
  private final Moments moments;

  MemoryPages(EntryMemories memories, Incidents incidents, Lessons lessons, Moments moments) {
    this.memories = memories;
    this.incidents = incidents;
    this.lessons = lessons;
    this.moments = moments;
  }

  MemoryView of(CompiledEntry entry) {
    EntryMemory memory = memories.of(entry.id());
    List<Lesson> learned = lessons.ofEntry(entry.id());
    // What ended just now isn't folded into what is remembered yet, and stands here all the same.
    IncidentPage newest = incidents.list(opened(entry));
    return new MemoryView(
        newest.incidents().stream().map(this::line).toList(),
        newest.total(),
        memory.lastSuccess().map(moments::of),
        memory.lastFailure().map(moments::of),
        ways(entry, memory.ways()),
        memory.steps().stream()
            .limit(MemoryView.MOST)
            .map(
                step ->
                    new StepLine(
                        step.node(),
                        step.title(),
                        step.visits(),
                        ReadableValue.roughly(
                            Duration.ofMillis(Math.round(step.seconds() * 1000)))))
            .toList(),
        ways(entry, memory.gaps()),
        incidents.list(notCovered(entry)).incidents().stream()
            .map(one -> new NotCovered(line(one), causes(learned, one)))
            .filter(MemoryPages::isOpen)
            .toList(),
        learned.stream()
            .limit(MemoryView.MOST)
            .map(lesson -> LessonLine.of(lesson, moments.of(lesson.createdAt())))
            .toList(),
        memory.coverage());
  }

  List<Heat.Taken> taken(CompiledEntry entry, boolean drills) {
    return memories.taken(entry.id(), drills);
  }

  private IncidentLine line(Incident incident) {
    return new IncidentLine(
        incident.number(),
        incident.title(),
        incident.severity().label(),
        incident.state().label(),
        incident.scenario().isPresent(),
        moments.of(incident.openedAt()));
  }

  /** A gap that its lessons have filled, or that shall stay, is none any more. */
  private static boolean isOpen(NotCovered incident) {
    return incident.lessons().isEmpty()
        || incident.lessons().stream().anyMatch(lesson -> !isSettled(lesson));
  }

  private static boolean isSettled(LessonLine lesson) {
    return LessonState.ofLabel(lesson.state()).filter(LessonState::isSettled).isPresent();
  }

  private List<LessonLine> causes(List<Lesson> learned, Incident incident) {
    return learned.stream()
        .filter(lesson -> lesson.incident() == incident.number())
        .filter(lesson -> lesson.kind() == LessonKind.MISSING_CAUSE)
        .map(lesson -> LessonLine.of(lesson, moments.of(lesson.createdAt())))
        .toList();
  }

  private static IncidentFilter notCovered(CompiledEntry entry) {
    return IncidentFilter.newest(
        MOST_GAPS, IncidentQuery.of(entry.id()).only(Kind.REAL).in(IncidentState.NOT_COVERED));
  }

  private static IncidentFilter opened(CompiledEntry entry) {
    return IncidentFilter.newest(MOST_INCIDENTS, IncidentQuery.of(entry.id()));
  }

  private static List<WayLine> ways(CompiledEntry entry, List<EntryMemory.Way> ways) {
    return ways.stream()
        .limit(MemoryView.MOST)
        .map(
            way ->
                new WayLine(
                    way.node(),
                    entry
                        .tree()
                        .flatMap(tree -> tree.node(way.node()))
                        .map(Node::title)
                        .orElse(way.node()),
                    way.label(),
                    way.times(),
                    way.overriding()))
        .toList();
  }
}
