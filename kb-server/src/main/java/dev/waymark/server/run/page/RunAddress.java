package dev.waymark.server.run.page;

/**
 * Addresses within the page of an incident.
 *
 * @param run number of the run among the incident's
 * @param last whether it is the last one, which is shown if none is named
 */
record RunAddress(long incident, int run, boolean last) {
  String page() {
    return "/incidents/" + incident;
  }

  /** The page with another one of the answer's pages in it. */
  String rows(int visit, int rowPage) {
    return page()
        + "?"
        + (last ? "" : "run=" + run + "&")
        + "step="
        + visit
        + "&rows="
        + rowPage
        + "#at:answer";
  }

  /** To be continued with the kind of the file. */
  String answer(int visit) {
    return page() + "/answers/" + run + "/" + visit;
  }

  String chart(int visit) {
    return answer(visit) + ".chart";
  }
}
