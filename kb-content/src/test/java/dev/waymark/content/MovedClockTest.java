package dev.waymark.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.scenario.ClockSweep;
import dev.waymark.runbooks.scenario.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No condition may depend on where the bins of a query fall. */
class MovedClockTest {
  private static final Instant FROM = Instant.parse("2026-11-30T02:00:00Z");
  private static final Schemas SCHEMAS = SchemaReader.folder(Path.of("schemas"));

  @Test
  void everyScenarioTakesItsPathWhereverTheClockStands() {
    assertThat(
            Runbooks.load(Path.of("entries"), LocalDate.of(2026, 12, 1)).entries().stream()
                .flatMap(entry -> departures(entry).stream()))
        .isEmpty();
  }

  private static List<String> departures(CompiledEntry entry) {
    return entry.scenarios().parallelStream()
        .flatMap(scenario -> departures(entry, scenario).stream())
        .toList();
  }

  private static List<String> departures(CompiledEntry entry, Scenario scenario) {
    return ClockSweep.of(entry.tree().orElseThrow(), scenario, SCHEMAS, FROM).stream()
        .map(
            departure ->
                "%s: %s, clock moved by %s: %s"
                    .formatted(
                        entry.id(),
                        scenario.name(),
                        Timespan.format(departure.offset()),
                        departure.difference().message()))
        .toList();
  }
}
