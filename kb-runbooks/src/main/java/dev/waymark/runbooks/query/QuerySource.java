package dev.waymark.runbooks.query;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;

/**
 * Whatever answers a step's query. It never throws for what a source may do: a refusal, a time-out,
 * a garbled reply are answers.
 */
public interface QuerySource {
  /**
   * The answer to a request; blocks until it is there or the fence's time-out has passed. A thread
   * that is interrupted meanwhile gives the query up at the source as far as that can be done,
   * answers {@link dev.waymark.model.run.FailureKind#CANCELLED} and stays interrupted.
   */
  Answer ask(Request.Ask request);
}
