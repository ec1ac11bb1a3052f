package dev.waymark.server.web.entry;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.question.EntryMemories;
import dev.waymark.server.question.EntryMemory;
import dev.waymark.server.web.entry.MemoryView.IncidentLine;
import dev.waymark.server.web.entry.MemoryView.StepLine;
import dev.waymark.server.web.entry.MemoryView.WayLine;
import dev.waymark.server.web.lesson.LessonLine;
import dev.waymark.server.web.shell.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Shows what an entry remembers. */
@ApplicationScoped
class MemoryPages {
  private static final int MOST_INCIDENTS = 5;

  private final EntryMemories memories;
  private final Lessons lessons;
  private final Moments moments;

  MemoryPages(EntryMemories memories, Lessons lessons, Moments moments) {
    this.memories = memories;
    this.lessons = lessons;
    this.moments = moments;
  }

  MemoryView of(CompiledEntry entry) {
    EntryMemory memory = memories.of(entry.id());
    return new MemoryView(
        memory.incidents().stream()
            .limit(MOST_INCIDENTS)
            .map(
                one ->
                    new IncidentLine(
                        one.number(),
                        one.title(),
                        one.severity(),
                        one.state(),
                        one.drill(),
                        moments.of(one.openedAt())))
            .toList(),
        memory.total(),
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
                        Moments.spoken(Duration.ofMillis(Math.round(step.seconds() * 1000)))))
            .toList(),
        ways(entry, memory.gaps()),
        lessons.ofEntry(entry.id()).stream()
            .limit(MemoryView.MOST)
            .map(lesson -> LessonLine.of(lesson, moments.of(lesson.createdAt())))
            .toList());
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
