package dev.waymark.server.incident;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.ParameterTexts;
import dev.waymark.server.event.EventCodec;
import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** With which values incidents were begun. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class PastStartStore {
  private static final int MOST = 5;
  private static final NamedStatement STATEMENT =
      NamedStatement.ofResource("/waymark/incident/past-starts.sql");

  private final Jdbc jdbc;

  PastStartStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The last ones on live data that a person opened, and before them those with an alert of the
   * same target.
   *
   * @param targets resource ids
   */
  public List<PastStart> of(String entry, String person, List<String> targets) {
    String[] lower =
        targets.stream().map(target -> target.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    return jdbc
        .list(
            STATEMENT.sql(),
            PastStartStore::row,
            STATEMENT.values(
                Map.of("entry", entry, "person", person, "targets", lower, "most", MOST)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<PastStart> row(ResultSet row) throws SQLException {
    Optional<RunEvent> began =
        EventCodec.decode(row.getString("type"), row.getString("payload"), Map.of());
    if (!(began.orElse(null) instanceof RunEvent.Started started)) {
      return Optional.empty();
    }
    Map<String, String> texts = new HashMap<>();
    started.parameters().forEach((name, value) -> texts.put(name, ParameterTexts.of(value)));
    return Optional.of(
        new PastStart(
            row.getLong("number"),
            Jdbc.instant(row, "opened_at"),
            row.getBoolean("same_target"),
            texts));
  }
}
