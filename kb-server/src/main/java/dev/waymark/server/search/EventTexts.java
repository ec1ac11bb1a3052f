package dev.waymark.server.search;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.table.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what a run's events say in words: what people wrote and gave, and what queries found. */
final class EventTexts {
  private static final int MOST_ROWS = 50;
  private static final int MOST_CELLS = 400;
  private static final int LONGEST_CELL = 400;
  private static final int MOST_EVIDENCE = 2_000;

  private final List<String> texts = new ArrayList<>();
  private final Set<String> evidence = new LinkedHashSet<>();

  /** What is told about the run. */
  List<String> texts() {
    return texts;
  }

  /** What was seen: cells, parameters, notes. It may name hosts and errors. */
  Set<String> evidence() {
    return evidence;
  }

  void read(RunEvent event) {
    switch (event) {
      case RunEvent.Started started -> started.parameters().forEach(this::value);
      case RunEvent.Answered(_, Answer answer) -> {
        cells(answer);
        if (answer instanceof Answer.Partial partial) {
          see(partial.reason());
        }
      }
      case RunEvent.QueryFailed failed -> see(failed.failure().message());
      case RunEvent.BranchProposed proposed -> {
        texts.add(proposed.why());
        found(proposed.finding());
      }
      case RunEvent.BranchTaken taken -> {
        taken.reason().ifPresent(this::see);
        found(taken.finding());
      }
      case RunEvent.QuestionAnswered answered -> found(answered.finding());
      case RunEvent.ValueRemembered(_, String name, Object value) -> value(name, value);
      case RunEvent.ValueGiven(_, String name, Object value) -> value(name, value);
      case RunEvent.CauseConfirmed confirmed -> confirmed.reason().ifPresent(this::see);
      case RunEvent.Verified verified -> {
        verified.reason().ifPresent(this::see);
        found(verified.finding());
      }
      case RunEvent.Returned returned -> returned.reason().ifPresent(this::see);
      case RunEvent.Escalated escalated -> see(escalated.reason());
      case RunEvent.NoteAdded note -> see(note.text());
      case RunEvent.FeedbackGiven given -> see(given.text());
      case RunEvent.HandedOver handed -> see(handed.text());
      case RunEvent.Reopened reopened -> see(reopened.reason());
      case RunEvent.Ended ended -> ended.reason().ifPresent(this::see);
      case RunEvent.QueryAsked _,
          RunEvent.ActionTicked _,
          RunEvent.ActionDone _,
          RunEvent.CarriedOut _ -> {}
    }
  }

  private void value(String name, Object value) {
    texts.add(name + " " + value);
    see(value.toString());
  }

  private void cells(Answer answer) {
    answer
        .rows()
        .ifPresent(
            table -> {
              int cells = 0;
              for (Row row : table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()))) {
                for (Object value : row.values()) {
                  if (value instanceof String || value instanceof Map || value instanceof List) {
                    see(ExcerptText.bounded(value.toString(), LONGEST_CELL));
                    cells++;
                  }
                  if (cells >= MOST_CELLS) {
                    return;
                  }
                }
              }
            });
  }

  private void found(Optional<StepFinding> finding) {
    finding.map(StepFinding::text).ifPresent(texts::add);
  }

  private void see(String text) {
    if (!text.isBlank() && evidence.size() < MOST_EVIDENCE) {
      evidence.add(text);
    }
  }
}
