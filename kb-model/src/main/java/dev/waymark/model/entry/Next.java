package dev.waymark.model.entry;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.SourceSpan;
import java.time.Duration;

/** The {@code Next} cell of a row of patterns: what follows where the row's pattern holds. */
public sealed interface Next {
  SourceSpan span();

  /** A link: the run goes there. */
  record Follow(Link link) implements Next {
    public Follow {
      requireNonNull(link);
    }

    @Override
    public SourceSpan span() {
      return link.span();
    }
  }

  /** {@code Ask again after 5m}: the answer doesn't decide yet, so the same is asked again. */
  record AskAgain(Duration after, SourceSpan span) implements Next {
    public AskAgain {
      requireNonNull(after);
      requireNonNull(span);
    }
  }
}
