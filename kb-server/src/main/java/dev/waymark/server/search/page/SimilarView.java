package dev.waymark.server.search.page;

import dev.waymark.server.web.Moment;
import java.util.List;

/** Earlier incidents that resemble one. */
record SimilarView(long number, String title, List<Similar> similar) {
  SimilarView {
    similar = List.copyOf(similar);
  }

  /** One of them, and why. */
  record Similar(
      long number,
      String title,
      String severity,
      String state,
      boolean recorded,
      Moment at,
      List<String> reasons) {
    Similar {
      reasons = List.copyOf(reasons);
    }
  }
}
