package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.sources.command.CommandSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes answers of what people bring from a terminal of their own. */
@ApplicationScoped
public class ManualAnswers {
  private final Clock clock;

  ManualAnswers(Clock clock) {
    this.clock = clock;
  }

  /** The output of a command that somebody ran by hand, taken to have gone well. */
  public Answer ofOutput(String output, Actor by) {
    return CommandSource.broughtBy(by.name(), output, clock.instant());
  }
}
