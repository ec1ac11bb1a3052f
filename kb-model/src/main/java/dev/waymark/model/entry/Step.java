package dev.waymark.model.entry;

import java.util.List;

/** A {@code ###} under {@code ## Diagnostics}. */
public sealed interface Step {
  Heading heading();

  Prose prose();

  /** A step that a query, probe or command answers. */
  record QueryStep(Heading heading, Prose prose, Check check) implements Step {}

  /** A step that the responder answers. */
  record QuestionStep(Heading heading, Prose prose, List<AnswerRow> answers) implements Step {
    public QuestionStep {
      answers = List.copyOf(answers);
    }
  }
}
