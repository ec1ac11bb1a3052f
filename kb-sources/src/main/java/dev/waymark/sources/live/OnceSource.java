package dev.waymark.sources.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QuerySource;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** A plain source, never tried again. */
record OnceSource(Set<FenceKind> kinds, Function<BoundQuery, QueryQueue> queues, QuerySource source)
    implements LiveSource {
  OnceSource {
    kinds = Set.copyOf(kinds);
  }

  @Override
  public QueryQueue queue(BoundQuery query) {
    return queues.apply(query);
  }

  @Override
  public Reply attempt(Request.Ask ask, int number, Duration limit) {
    return Reply.last(source.ask(ask));
  }
}
