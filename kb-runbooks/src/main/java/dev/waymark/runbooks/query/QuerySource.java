package dev.waymark.runbooks.query;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;

/** Whatever answers a step's query. It never throws for what a source may do. */
public interface QuerySource {
  /** The answer to a request; blocks until it is there or the fence's time-out has passed. */
  Answer ask(Request.Ask request);
}
