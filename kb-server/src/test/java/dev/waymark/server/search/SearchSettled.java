package dev.waymark.server.search;

import jakarta.enterprise.context.ApplicationScoped;

/** Has a test go on when all that was done so far can be found. */
@ApplicationScoped
public class SearchSettled {
  private final SearchIndex index;

  SearchSettled(SearchIndex index) {
    this.index = index;
  }

  public void settle() {
    index.flush();
  }
}
