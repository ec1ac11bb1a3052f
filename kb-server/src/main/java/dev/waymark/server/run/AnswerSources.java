package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;
import java.util.Optional;
import java.util.function.Function;

/** Where the answers of runs come from. */
interface AnswerSources {
  /**
   * What answers a run's queries at once: its scenario, or that there is nothing to ask. Where a
   * live source answers, the answer is empty, and comes later.
   */
  Function<Request.Ask, Optional<Answer>> of(RunRow run);
}
