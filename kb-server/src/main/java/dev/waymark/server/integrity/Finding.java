package dev.waymark.server.integrity;

import static java.util.Objects.requireNonNull;

/**
 * The first thing in a log, or in the rows that follow from it, that isn't what was recorded.
 *
 * @param incident 0 if it belongs to none that is known
 * @param run number of the run among the incident's; 0 for the incident's own log
 * @param event number of the event; 0 for a row that isn't what its events say
 * @param what in one sentence
 */
public record Finding(long incident, int run, int event, String what) {
  public Finding {
    requireNonNull(what);
  }

  /** Where it is: {@code incident 12, run 1, event 17}. */
  public String place() {
    return (incident == 0 ? "no incident" : "incident " + incident)
        + (run == 0 ? "" : ", run " + run)
        + (event == 0 ? "" : ", event " + event);
  }
}
