package dev.waymark.sources.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.KqlFence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Answers what it is told to, when it is told to. */
final class FakeSource implements LiveSource {
  private final int width;
  private final Semaphore permits = new Semaphore(0);
  private final List<String> asked = new ArrayList<>();
  private final Map<String, Deque<Reply>> scripted = new HashMap<>();
  private volatile boolean gated;
  private volatile boolean deaf;

  FakeSource(int width) {
    this.width = width;
  }

  static BoundQuery query(String text) {
    return new BoundQuery(KqlFence.KIND, text, Map.of());
  }

  static Request.Ask ask(String text) {
    return new Request.Ask(1, "step-" + text.strip(), 1, query(text));
  }

  static Request.Ask ask(String node, int stay, String text, Map<String, String> options) {
    return new Request.Ask(1, node, stay, new BoundQuery(KqlFence.KIND, text, options));
  }

  static Answer rows(String text) {
    return new Answer.Complete(
        new Table(List.of(new Column("Text", ColumnType.STRING)), List.of(Row.of(text))),
        Provenance.offline("fake", false, Instant.EPOCH));
  }

  static Answer.Failed failed(FailureKind kind) {
    return new Answer.Failed(
        kind, kind + "!", "Try.", Provenance.offline("fake", false, Instant.EPOCH));
  }

  /** From now on each answer waits for {@link #release}. */
  FakeSource gated() {
    gated = true;
    return this;
  }

  /** From now on nothing is answered, and interruption isn't heard for long. */
  FakeSource deaf() {
    deaf = true;
    return this;
  }

  void release(int answers) {
    permits.release(answers);
  }

  void script(String text, Reply... replies) {
    synchronized (asked) {
      scripted.put(text, new ArrayDeque<>(List.of(replies)));
    }
  }

  List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  @Override
  public Set<FenceKind> kinds() {
    return Set.of(KqlFence.KIND);
  }

  @Override
  public QueryQueue queue(BoundQuery query) {
    return new QueryQueue("somebody", width, "the workspace");
  }

  @Override
  public Reply attempt(Request.Ask ask, int number, Duration limit) {
    String text = ask.query().text();
    synchronized (asked) {
      asked.add(text);
    }
    try {
      if (gated) {
        permits.acquire();
      }
      if (deaf) {
        Thread.sleep(600_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.last(failed(FailureKind.CANCELLED));
    }
    synchronized (asked) {
      return Optional.ofNullable(scripted.get(text))
          .map(Deque::poll)
          .orElseGet(() -> Reply.last(rows(text)));
    }
  }
}
