package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.Map;

/**
 * A fence that runs.
 *
 * @param options {@code key=value} words behind the kind, such as {@code timeout=20s}, {@code
 *     rows=500}, {@code chart=time}, {@code workspace=other}, {@code resource=apim}
 */
public record Fence(FenceKind kind, Map<String, String> options, Excerpt body, SourceSpan span) {
  public Fence {
    options = Map.copyOf(options);
  }
}
