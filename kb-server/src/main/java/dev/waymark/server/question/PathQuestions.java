package dev.waymark.server.question;

import dev.waymark.server.question.Question.Draft;
import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** Which ways were taken through entries, and what each step was worth. */
final class PathQuestions {
  private PathQuestions() {}

  static List<Question> all() {
    return List.of(
        edges(),
        paths(),
        overrides(),
        overrideReasons(),
        deadEnds(),
        gaps(),
        slowSteps(),
        checkValue(),
        queries(),
        feedback());
  }

  private static Question edges() {
    return step("edges", "Which ways are taken?")
        .tells(
            "How often each way out of a step was taken, and what share of the step’s exits it is.")
        .act("Put the ways that are taken most often first, and doubt those that never are.")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("state", "State")
        .text("when", "When")
        .text("taken", "Taken")
        .text("leads_to", "Leads to")
        .count("times", "Times")
        .share("share", "Share of the step", "true")
        .bars(List.of("step", "taken"), "times")
        .done();
  }

  private static Question paths() {
    return step("paths", "Which paths do incidents take?")
        .tells("From each of the first twelve steps to the next: how many runs went that way.")
        .act("Choose one entry. Broad streams deserve the shortest way; thin ones may be clutter.")
        .key("position")
        .key("edge")
        .column("position", "Step", AnswerColumn.Type.TEXT)
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "From")
        .text("taken", "Taken")
        .text("next", "To")
        .count("times", "Runs")
        .flows("position", "step", "next", "times")
        .done();
  }

  private static Question overrides() {
    return step("overrides", "Where do people not follow the proposal?")
        .tells(
            "Steps at which another way was taken than the one that the answer called for, what was"
                + " taken instead, and the reason that was given most often.")
        .act("Three of the same kind are a wrong condition: write the lesson that changes it.")
        .key("proposed")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("proposed", "Proposed")
        .text("taken", "Taken instead")
        .count("times", "Times")
        .text("reason", "Most given reason")
        .bars(List.of("step", "taken"), "times")
        .done();
  }

  private static Question overrideReasons() {
    return step("override-reasons", "Why do people not follow the proposal?")
        .tells("The reasons given for another way than the proposed one, each as it was written.")
        .act("Read them as reports of bugs in the entry.")
        .key("node")
        .key("reason")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("reason", "Reason")
        .count("times", "Times")
        .done();
  }

  private static Question deadEnds() {
    return step("dead-ends", "Where do people turn back?")
        .tells(
            "Steps that were left by going back: how often, what share of their visits, and the time"
                + " that was spent there for nothing.")
        .act("The step before sends people the wrong way: look at its conditions.")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("times", "Times", "dead_end")
        .share("share", "Share of visits", "dead_end")
        .seconds("lost", "Time spent", "dead_end")
        .bars(List.of("step"), "times")
        .done();
  }

  private static Question gaps() {
    return step("gaps", "Where does the knowledge end?")
        .tells(
            "Steps from which a run went to escalation although no cause was found: the entry didn’t"
                + " know on. Alerts that open no incident aren’t among them.")
        .act("Each is a missing branch or a missing cause; its incidents say which.")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("taken", "Left by")
        .count("times", "Times")
        .text("reason", "Most given reason")
        .bars(List.of("step"), "times")
        .done();
  }

  private static Question slowSteps() {
    return step("slow-steps", "Which steps cost most time?")
        .tells("The time spent at each step in all, and a visit’s median and 90 of 100.")
        .act(
            "Begin at the top: a better query, a shorter checklist, or a check that rules it out before.")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("kind", "Kind")
        .count("visits", "Visits")
        .seconds("total", "In all", "true")
        .share("share", "Share", "true")
        .seconds("median", "Median", "true")
        .seconds("p90", "90 of 100", "true")
        .bars(List.of("step"), "total")
        .done();
  }

  private static Question checkValue() {
    return step("check-value", "Which checks tell most in the least time?")
        .tells(
            "What a check’s answer says about the cause: the entropy of the final causes of the"
                + " incidents that came there, less what is left of it on the mean after the way"
                + " taken, in bits; then that per second of the check’s median time, at least one"
                + " second. Counted are visits left by a pattern or an answer, in incidents whose"
                + " cause was confirmed.")
        .act("Put checks with many bits a second before the others.")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Check")
        .count("visits", "Visits")
        .column("before", "Bits before", AnswerColumn.Type.NUMBER)
        .column("after", "Bits after", AnswerColumn.Type.NUMBER)
        .column("gained", "Bits gained", AnswerColumn.Type.NUMBER)
        .seconds("median", "Time, median", "true")
        .column("value", "Bits a second", AnswerColumn.Type.NUMBER)
        .bars(List.of("step"), "value")
        .done();
  }

  private static Question queries() {
    return step("queries", "Which queries fail or are slow?")
        .tells(
            "Steps that ask something: how often, how often in vain, and how long live answers took."
                + " Recorded answers take no time and are left out of the times.")
        .act("Mend what fails; narrow what is slow, or give it an index or a summary.")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("asked", "Asked")
        .count("failed", "Failed", "failed > 0")
        .share("share", "Share", "failed > 0")
        .text("failure", "Mostly")
        .column("median", "Median", AnswerColumn.Type.MILLISECONDS, "took_ms is not null")
        .column("p95", "95 of 100", AnswerColumn.Type.MILLISECONDS, "took_ms is not null")
        .bars(List.of("step"), "failed")
        .done();
  }

  private static Question feedback() {
    return step("feedback", "Which steps helped, and which misled?")
        .tells("What responders said of steps while they were there.")
        .act(
            "A step that misleads needs other words or another condition; praise tells what to keep.")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("helped", "Helped", "helped > 0")
        .count("misled", "Misled", "misled > 0")
        .count("missing", "Missing here", "missing > 0")
        .bars(List.of("step"), "helped", "misled", "missing")
        .done();
  }

  private static Draft step(String id, String title) {
    return Question.of(id, Topic.PATHS, title);
  }
}
