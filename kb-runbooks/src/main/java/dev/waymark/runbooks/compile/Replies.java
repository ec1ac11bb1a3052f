package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.AnswerRow;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.RowFinding;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.VerdictRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what is found by the answers of people: to questions, and of actions. */
final class Replies {
  private Replies() {}

  /** The rows of each node where a person answers, in order. */
  static Map<String, List<RowFinding>> of(Entry entry) {
    Map<String, List<RowFinding>> rows = new LinkedHashMap<>();
    for (Step step : entry.steps()) {
      if (step instanceof Step.QuestionStep question) {
        rows.put(
            step.heading().slug(), question.answers().stream().map(AnswerRow::finding).toList());
      }
    }
    for (Action action : entry.actions()) {
      action
          .verification()
          .filter(verify -> verify.check().isEmpty())
          .ifPresent(
              verify ->
                  rows.put(
                      action.heading().slug(),
                      verify.verdicts().stream().map(VerdictRow::finding).toList()));
    }
    return rows;
  }
}
