package dev.waymark.server.run.page;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.ProgressView.QueryLine;
import dev.waymark.sources.live.QueryPhase;
import dev.waymark.sources.live.QueryProgress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows how a run's live queries stand. */
final class ProgressMapper {
  private final RunView run;
  private final Titles titles;
  private final Optional<Request.Ask> awaited;

  ProgressMapper(RunView run) {
    this.run = run;
    this.titles = new Titles(run.tree());
    this.awaited =
        run.state().request().filter(Request.Ask.class::isInstance).map(Request.Ask.class::cast);
  }

  /** Empty if there is nothing to show. */
  Optional<ProgressView> map(List<QueryProgress> states) {
    if (states.isEmpty() && awaited.isEmpty()) {
      return Optional.empty();
    }
    // A step's query that was asked ahead and then for the run is one to its reader: the last one.
    Map<Same, QueryProgress> last = new LinkedHashMap<>();
    states.forEach(state -> last.put(new Same(state.node(), state.stay(), state.query()), state));
    List<QueryLine> lines =
        last.values().stream()
            .map(this::line)
            .sorted(Comparator.comparing(line -> !line.phase().equals("failed")))
            .toList();
    return Optional.of(
        new ProgressView(
            run.incident(),
            run.sequence(),
            awaited.isPresent(),
            (int) lines.stream().filter(QueryLine::isUnderWay).count(),
            (int) lines.stream().filter(line -> line.phase().equals("failed")).count(),
            lines));
  }

  private record Same(String node, int stay, BoundQuery query) {}

  private QueryLine line(QueryProgress state) {
    QueryPhase phase = state.phase();
    return new QueryLine(
        state.id(),
        titles.of(state.node()),
        state.target(),
        word(phase),
        sentence(phase),
        phase instanceof QueryPhase.Failed failed && failed.kind() != FailureKind.CANCELLED
            ? failed.hint()
            : "",
        awaited
            .filter(ask -> ask.node().equals(state.node()) && ask.stay() == state.stay())
            .isPresent());
  }

  private static String word(QueryPhase phase) {
    return switch (phase) {
      case QueryPhase.Queued _ -> "queued";
      case QueryPhase.Running _ -> "running";
      case QueryPhase.Failed failed ->
          failed.kind() == FailureKind.CANCELLED ? "cancelled" : "failed";
      case QueryPhase.Done done -> done.partial() ? "partial" : "done";
    };
  }

  private static String sentence(QueryPhase phase) {
    return switch (phase) {
      case QueryPhase.Queued queued ->
          queued.position() == 1
              ? "Next in the queue"
              : "Number %d in the queue".formatted(queued.position());
      case QueryPhase.Running running ->
          "%s of at most %s%s"
              .formatted(whole(running.elapsed()), whole(running.limit()), tries(running));
      case QueryPhase.Failed failed ->
          failed.kind() == FailureKind.CANCELLED ? "Given up" : failed.message();
      case QueryPhase.Done done ->
          "%d %s%s, took %s"
              .formatted(
                  done.rows(),
                  done.rows() == 1 ? "row" : "rows",
                  done.partial() ? ", not all of them" : "",
                  exact(done.took()));
    };
  }

  private static String tries(QueryPhase.Running running) {
    if (running.resumes().isPresent()) {
      return "; try %d failed, waiting to try again".formatted(running.attempt());
    }
    return running.attempt() == 1 ? "" : "; try %d".formatted(running.attempt());
  }

  private static String whole(Duration length) {
    return length.toSeconds() + " s";
  }

  private static String exact(Duration length) {
    return length.toMillis() < 1000
        ? length.toMillis() + " ms"
        : "%.1f s".formatted(length.toMillis() / 1000.0);
  }
}
