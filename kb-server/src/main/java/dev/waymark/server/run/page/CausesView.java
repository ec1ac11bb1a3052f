package dev.waymark.server.run.page;

import java.util.List;

/** Which causes the evidence rules in, leaves open and rules out. */
record CausesView(List<CauseLine> ruledIn, List<CauseLine> open, List<CauseLine> ruledOut) {
  CausesView {
    ruledIn = List.copyOf(ruledIn);
    open = List.copyOf(open);
    ruledOut = List.copyOf(ruledOut);
  }

  public int count() {
    return ruledIn.size() + open.size() + ruledOut.size();
  }

  /** A cause with the answers that say so. */
  record CauseLine(String title, List<Because> because) {
    CauseLine {
      because = List.copyOf(because);
    }
  }

  /**
   * An answer.
   *
   * @param visit where it was given
   * @param title of its step
   * @param line what it said
   */
  record Because(int visit, String title, String line) {}
}
