package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** How long it took until somebody knew, cared, understood and mended it. */
final class TimeQuestions {
  private TimeQuestions() {}

  static List<Question> all() {
    return List.of(percentiles(), trend(), byEntry(), covered(), bySeverity(), drills());
  }

  private static Question percentiles() {
    return Question.of("times", Topic.TIMES, "How long do incidents take?")
        .tells(
            "Time to detect (from when it began, which the review says), and from the opening to"
                + " acknowledge, diagnose, mitigate and resolve: median, 90 and 99 of 100.")
        .act("Work on the longest stretch first; the 99 of 100 say what a bad night is like.")
        .key(
            "measure",
            "case ?::text when 'detect' then detect when 'acknowledge' then acknowledge"
                + " when 'diagnose' then diagnose when 'mitigate' then mitigate"
                + " when 'resolve' then resolve end is not null")
        .text("measure", "Time to")
        .count("incidents", "Incidents")
        .seconds("median", "Median", "true")
        .seconds("p90", "90 of 100", "true")
        .seconds("p99", "99 of 100", "true")
        .bars(List.of("measure"), "median", "p90")
        .done();
  }

  private static Question trend() {
    return Question.of("times-trend", Topic.TIMES, "Are we getting faster?")
        .tells(
            "A period’s incidents and the median and 90 of 100 of the time to diagnose and mitigate.")
        .act("Compare before and after a change of entries, of alerts or of the way of working.")
        .key("period")
        .column("period", "From", AnswerColumn.Type.DAY)
        .count("incidents", "Incidents")
        .seconds("acknowledge", "Acknowledge, median", "acknowledge is not null")
        .seconds("diagnose", "Diagnose, median", "diagnose is not null")
        .seconds("diagnose90", "90 of 100", "diagnose is not null")
        .seconds("mitigate", "Mitigate, median", "mitigate is not null")
        .seconds("mitigate90", "90 of 100", "mitigate is not null")
        .lines("period", "", "diagnose", "mitigate")
        .done();
  }

  private static Question byEntry() {
    return Question.of("times-by-entry", Topic.TIMES, "Which entries lead to the cause fastest?")
        .tells("For each entry its incidents and how long diagnosing and mitigating took.")
        .act("Learn from the fast ones; walk the slow ones as a drill and watch where time goes.")
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("incidents", "Incidents")
        .seconds("diagnose", "Diagnose, median", "diagnose is not null")
        .seconds("diagnose90", "90 of 100", "diagnose is not null")
        .seconds("mitigate", "Mitigate, median", "mitigate is not null")
        .seconds("mitigate90", "90 of 100", "mitigate is not null")
        .bars(List.of("entry"), "diagnose", "mitigate")
        .done();
  }

  private static Question covered() {
    return Question.of("covered", Topic.TIMES, "What does it help when an entry knows it?")
        .tells(
            "Ended incidents whose cause an entry knew, beside those that no entry covered: how many,"
                + " and how long until they ended. Alerts that open no incident aren’t counted here.")
        .act("The difference is what writing the missing entries would save.")
        .key("covered")
        .text("entry", "The entry")
        .count("incidents", "Incidents")
        .share("share", "Share", "true")
        .seconds("lasted", "Until the end, median", "true")
        .seconds("lasted90", "90 of 100", "true")
        .column("steps", "Steps, mean", AnswerColumn.Type.NUMBER)
        .bars(List.of("entry"), "lasted", "lasted90")
        .done();
  }

  private static Question bySeverity() {
    return Question.of("severities", Topic.TIMES, "Are bad incidents mended faster?")
        .tells(
            "For each severity the incidents and how long it took to diagnose and mitigate them.")
        .act("Where sev1 takes as long as sev3, people are called too late or too few.")
        .key("severity")
        .text("severity", "Severity")
        .count("incidents", "Incidents")
        .seconds("diagnose", "Diagnose, median", "diagnose is not null")
        .seconds("mitigate", "Mitigate, median", "mitigate is not null")
        .seconds("mitigate90", "90 of 100", "mitigate is not null")
        .bars(List.of("severity"), "diagnose", "mitigate")
        .done();
  }

  private static Question drills() {
    return Question.of("drills", Topic.TIMES, "Do drills make us fast?")
        .tells(
            "For each entry its drills and its real incidents, and the median time to diagnose in"
                + " each. Choose drills and real incidents together above, or one column stays empty.")
        .act("Drill what is slow for real, and what has never been drilled.")
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("drills", "Drills", "drill")
        .count("real", "Real", "not drill")
        .seconds("drilled", "Diagnose, drills", "drill and diagnose is not null")
        .seconds("diagnosed", "Diagnose, real", "not drill and diagnose is not null")
        .bars(List.of("entry"), "drilled", "diagnosed")
        .done();
  }
}
