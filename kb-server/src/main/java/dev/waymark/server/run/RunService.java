package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Drives runs: every input is one transaction that reads the log, decides and appends. */
@ApplicationScoped
public class RunService {

  public Optional<RunView> find(UUID run) {
    return Optional.empty();
  }

  /** The runs of an incident, oldest first; the last one is where the incident is. */
  public List<RunView> ofIncident(long incident) {
    return List.of();
  }

  /**
   * Gives an input to a run.
   *
   * @param key idempotency key: a repeat returns the first outcome, and is refused where the input
   *     is another
   * @return refused as a whole only where there is no such run
   */
  public Result<RunOutcome> submit(UUID run, RunInput input, Actor actor, Optional<String> key) {
    return Result.refused(Problem.notFound("There is no run " + run + ".", "Open the incident."));
  }
}
