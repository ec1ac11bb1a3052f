package dev.waymark.sources.live;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.query.QuerySource;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** A plain source, never tried again. */
record OnceSource(Set<FenceKind> kinds, Function<BoundQuery, Lane> lanes, QuerySource source)
    implements LiveSource {
  OnceSource {
    kinds = Set.copyOf(kinds);
  }

  @Override
  public Lane lane(BoundQuery query) {
    return lanes.apply(query);
  }

  @Override
  public Reply attempt(Request.Ask ask, int number, Duration limit) {
    return Reply.last(source.ask(ask));
  }
}
