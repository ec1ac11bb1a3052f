package dev.waymark.server.run.page;

import dev.waymark.server.run.IncidentRuns.Unreplayable;
import dev.waymark.server.run.RunViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** Tells pages about an incident which of its runs can't be replayed. */
@ApplicationScoped
@Named("unreplayable")
public class UnreplayableRuns {
  private final RunViews runs;

  UnreplayableRuns(RunViews runs) {
    this.runs = runs;
  }

  public List<Unreplayable> of(long incident) {
    return runs.all(incident).unreplayable();
  }
}
