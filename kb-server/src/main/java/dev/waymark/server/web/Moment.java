package dev.waymark.server.web;

/**
 * A point in time as pages show it.
 *
 * @param iso for machines
 * @param day for people, in UTC
 * @param clock the time of that day
 * @param today whether it is of the day on which the page was made, which only paper has to name
 * @param ago as seen from when the page was made
 */
public record Moment(String iso, String day, String clock, boolean today, String ago) {

  /** For people, in UTC. */
  public String utc() {
    return today ? clock : day + ", " + clock;
  }
}
