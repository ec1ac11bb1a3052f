package dev.waymark.server.run.page;

import dev.waymark.model.incident.AlertLink;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * The alerts of an incident, rule by rule: those that fire again first, then those that fire.
 *
 * @param firing how many fire
 * @param over how many are over
 */
record IncidentAlertsView(int firing, int over, List<Rule> rules) {
  IncidentAlertsView {
    rules = List.copyOf(rules);
  }

  /**
   * A rule, with what its alert says that was told last.
   *
   * @param again whether one fires of which its source told after the last end
   * @param target what it is about, as short as people tell it apart; may be empty
   * @param measurements each in a phrase
   */
  record Rule(
      String rule,
      int firing,
      int over,
      boolean again,
      String target,
      Moment firedAt,
      Optional<Moment> resolvedAt,
      List<String> measurements,
      List<AlertLink> links) {}

  /** The rules that fire again after an end. */
  public List<Rule> again() {
    return rules.stream().filter(Rule::again).toList();
  }
}
