package dev.waymark.sources.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QuerySource;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** A source of live answers, one try at a time: {@link LiveQueries} decides on further tries. */
public interface LiveSource {
  /** Which fences it answers. */
  Set<FenceKind> kinds();

  /** Whose budget a query uses, and what it is asked of. */
  QueryQueue queue(BoundQuery query);

  /**
   * Asks once, and blocks until there is an answer or the limit has passed. Like {@link
   * QuerySource#ask} it never throws for what a source may do, and gives up when interrupted.
   *
   * @param number which try this is, from 1
   * @param limit how long this try may take
   */
  Reply attempt(Request.Ask ask, int number, Duration limit);

  /** A source whose failures are final, such as probes and commands. */
  static LiveSource once(
      Set<FenceKind> kinds, Function<BoundQuery, QueryQueue> queue, QuerySource source) {
    return new OnceSource(kinds, queue, source);
  }
}
