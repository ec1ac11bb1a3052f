package dev.waymark.server.run;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.IncidentRuns.Unreplayable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads runs: as they stand, as they are shown, and as their logs have them. */
@ApplicationScoped
public class RunViews {
  private final RunStore runs;
  private final RunLoader loader;
  private final Catalog catalog;

  RunViews(RunStore runs, RunLoader loader, Catalog catalog) {
    this.runs = runs;
    this.loader = loader;
    this.catalog = catalog;
  }

  /**
   * A run as it stands.
   *
   * @throws dev.waymark.server.problem.ProblemException if the text that it walks doesn't give its
   *     tree any more
   */
  public Optional<RunView> find(UUID run) {
    return runs.find(run).map(row -> view(loader.load(row).orThrow()));
  }

  /** The runs of an incident that can be replayed, oldest first. */
  public List<RunView> ofIncident(long incident) {
    return all(incident).views();
  }

  /** All runs of an incident. */
  public IncidentRuns all(long incident) {
    List<RunView> views = new ArrayList<>();
    List<Unreplayable> unreplayable = new ArrayList<>();
    for (RunRow row : runs.ofIncident(incident)) {
      switch (loader.load(row)) {
        case Result.Done<LoadedRun> loaded -> views.add(view(loaded.value()));
        case Result.Refused<LoadedRun> refused ->
            unreplayable.add(new Unreplayable(row.ordinal(), row.entryId(), refused.problem()));
      }
    }
    return new IncidentRuns(views, unreplayable);
  }

  /**
   * Every run of an incident as its log has it, oldest first, whether it can be replayed or not.
   */
  public List<RunLog> logs(long incident) {
    return runs.ofIncident(incident).stream().map(loader::log).toList();
  }

  /** A run by its id, if there is one that can be replayed. */
  public Optional<RunView> findReplayable(UUID run) {
    return runs.find(run)
        .flatMap(
            row ->
                loader.load(row) instanceof Result.Done<LoadedRun> loaded
                    ? Optional.of(view(loaded.value()))
                    : Optional.empty());
  }

  /**
   * Where an incident is now.
   *
   * @throws dev.waymark.server.problem.ProblemException if its last run can't be replayed
   */
  public Optional<RunView> currentOf(long incident) {
    return runs.lastOf(incident).map(row -> view(loader.load(row).orThrow()));
  }

  /** A run that was loaded, beside what is known of its entry today. */
  RunView view(LoadedRun run) {
    Optional<CompiledEntry> served = catalog.entry(run.row().entryId());
    boolean newerText =
        served
            .flatMap(CompiledEntry::entry)
            .filter(entry -> !entry.hash().equals(run.row().entryHash()))
            .isPresent();
    return new RunView(
        run.row().id(),
        run.row().incident(),
        run.row().ordinal(),
        run.tree(),
        run.state(),
        run.events(),
        newerText,
        served.isEmpty());
  }
}
