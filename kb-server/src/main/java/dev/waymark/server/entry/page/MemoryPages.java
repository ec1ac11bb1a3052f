package dev.waymark.server.entry.page;

import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.draw.Heat;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.entry.page.MemoryView.IncidentLine;
import dev.waymark.server.entry.page.MemoryView.StepLine;
import dev.waymark.server.entry.page.MemoryView.WayLine;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.incident.IncidentQuery;
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
    // What ended just now isn't folded into what is remembered yet, and stands here all the same.
    IncidentPage newest = incidents.list(opened(entry));
    return new MemoryView(
        newest.incidents().stream()
            .map(
                one ->
                    new IncidentLine(
                        one.number(),
                        one.title(),
                        one.severity().label(),
                        one.state().label(),
                        one.scenario().isPresent(),
                        moments.of(one.openedAt())))
            .toList(),
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
        lessons.ofEntry(entry.id()).stream()
            .limit(MemoryView.MOST)
            .map(lesson -> LessonLine.of(lesson, moments.of(lesson.createdAt())))
            .toList(),
        memory.coverage());
  }

  List<Heat.Taken> taken(CompiledEntry entry, boolean drills) {
    return memories.taken(entry.id(), drills);
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
