package dev.waymark.server.live;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.sources.live.Freshness;
import dev.waymark.sources.live.Urgency;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The resources that somebody can choose from, as Resource Graph lists them. */
@ApplicationScoped
public class AzureResources {
  /** How long the list may take. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private static final int MOST = 200;

  private final LiveSources live;

  AzureResources(LiveSources live) {
    this.live = live;
  }

  /** A resource with what people know it by. */
  public record Resource(String id, String name, String group, String subscription) {}

  /**
   * A list, as far as there is one.
   *
   * @param said how it came out, in a sentence
   */
  public record Listing(List<Resource> resources, String said) {
    public Listing {
      resources = List.copyOf(resources);
    }
  }

  /** Whether Resource Graph can be asked. */
  public boolean canBeListed() {
    return live.answers(ResourceGraphFence.KIND);
  }

  /**
   * Those of a type, or of all types; waits for the answer until its limit.
   *
   * @param type as entries write it: letters, digits, dots and slashes
   */
  public Listing list(Optional<String> type) {
    String query =
        "resources"
            + type.map(wanted -> " | where type =~ '" + wanted + "'").orElse("")
            + " | project id, name, resourceGroup | order by name asc";
    Map<String, String> bounds =
        Map.of("timeout", Timespan.format(LIMIT), "rows", Integer.toString(MOST));
    UUID asker = UUID.randomUUID();
    try {
      return listing(
          live.submit(
                  asker,
                  new Request.Ask(
                      1, "list", 1, new BoundQuery(ResourceGraphFence.KIND, query, bounds)),
                  Urgency.NOW,
                  Freshness.REMEMBERED)
              .answer()
              .join());
    } finally {
      live.forget(asker);
    }
  }

  private static Listing listing(Answer answer) {
    List<Resource> found = answer.rows().map(AzureResources::resources).orElse(List.of());
    return new Listing(
        found,
        switch (answer) {
          case Answer.Complete _ when found.isEmpty() ->
              "Azure Resource Graph shows this server none; write the id.";
          case Answer.Complete _ -> found.size() + " in Azure: write a part of the name.";
          case Answer.Partial partial ->
              "%d of those in Azure, %s; write the id of another."
                  .formatted(found.size(), partial.reason());
          case Answer.Failed failed -> "No list: " + failed.message() + ". Write the id.";
        });
  }

  private static List<Resource> resources(Table table) {
    return table.rows().stream()
        .map(
            row -> {
              String id = text(table, row, "id");
              String[] parts = id.split("/");
              return new Resource(
                  id,
                  text(table, row, "name"),
                  text(table, row, "resourceGroup"),
                  parts.length > 2 ? parts[2] : "");
            })
        .toList();
  }

  private static String text(Table table, Row row, String column) {
    int index = table.indexOf(column);
    return index < 0 ? "" : String.valueOf(row.values().get(index));
  }
}
