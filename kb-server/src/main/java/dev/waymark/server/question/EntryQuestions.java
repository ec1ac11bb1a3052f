package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** What of the knowledge base is used, tested and fresh. */
final class EntryQuestions {
  private EntryQuestions() {}

  static List<Question> all() {
    return List.of(use(), notCovered(), alertsWithoutEntry(), untakenBranches(), stale());
  }

  private static Question use() {
    return Question.of("entries", Topic.ENTRIES, "Which entries are never used?")
        .tells(
            "The entries that are served, those without an incident first, and when the last one was.")
        .act("Drill what is never used; what nobody would miss can go.")
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("service", "Service")
        .text("scenarios", "Scenarios")
        .count("incidents", "Incidents")
        .column("last", "Last opened", AnswerColumn.Type.DAY)
        .bars(List.of("entry"), "incidents")
        .done();
  }

  private static Question notCovered() {
    return Question.of("not-covered", Topic.ENTRIES, "Which entries don’t know the cause?")
        .tells(
            "Entries by how often a run ended because no cause of theirs fitted. For alerts that open"
                + " no entry at all there is a question of its own.")
        .act("Read the incidents and add the causes; the question of gaps says at which step.")
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("incidents", "Ended incidents")
        .count("uncovered", "Not covered", "not covered")
        .share("share", "Share", "not covered")
        .bars(List.of("entry"), "uncovered")
        .done();
  }

  /**
   * What an alert has nothing of, such as the cause, is that of the incident that it was put to.
   */
  private static Question alertsWithoutEntry() {
    return Question.of("alerts-without-entry", Topic.ENTRIES, "Which alerts open no entry?")
        .tells(
            "Rules of monitoring systems whose alerts no entry’s condition holds for, the most frequent"
                + " first. Incidents are those that people put such alerts to.")
        .act(
            "Write an entry for the frequent ones, or a condition under alerts: where one is there.")
        .key("rule")
        .key("source")
        .text("rule", "Rule")
        .text("source", "Source")
        .column("alerts", "Alerts", AnswerColumn.Type.ALERTS)
        .count("incidents", "Incidents", "incident is not null")
        .column("last", "Last", AnswerColumn.Type.DAY)
        .bars(List.of("rule"), "alerts")
        .done();
  }

  private static Question untakenBranches() {
    return Question.of(
            "untaken-branches", Topic.ENTRIES, "Which branches were never taken or tested?")
        .tells(
            "Branches and answers of the entries that are served which no incident under this filter"
                + " took, or which no scenario takes.")
        .act("Write a scenario for each; take out what can’t happen.")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("state", "State")
        .text("when", "When")
        .text("branch", "Leads to")
        .count("times", "Times taken")
        .text("tested", "In a scenario")
        .done();
  }

  private static Question stale() {
    return Question.of(
            "stale-entries", Topic.ENTRIES, "Which entries has nobody read for too long?")
        .tells(
            "Entries past the day until which their last reading holds, and their incidents since"
                + " that reading.")
        .act("Read them against reality, beginning with those that are used, and set the day anew.")
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("owners", "Owners")
        .column("reviewed", "Read", AnswerColumn.Type.DAY)
        .column("stale_after", "Good until", AnswerColumn.Type.DAY)
        .column("days", "Days over", AnswerColumn.Type.TEXT)
        .count("incidents", "Incidents since", "(opened_at at time zone 'UTC')::date > reviewed")
        .bars(List.of("entry"), "incidents")
        .done();
  }
}
