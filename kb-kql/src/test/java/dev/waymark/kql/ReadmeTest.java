package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the module's README is the one that runs here. */
class ReadmeTest {
  private static final Path SOURCE = Path.of("src/test/java/dev/waymark/kql/ReadmeTest.java");

  private static Table answer(Instant now) {
    // The example begins.
    var columns =
        List.of(new Column("At", ColumnType.DATETIME), new Column("Code", ColumnType.LONG));
    var text = QueryText.of("Requests | where At > ago(window) | summarize n = count() by Code");
    Query query = Kql.parse(text).value().orElseThrow();
    var schemas = new Schemas(Map.of("Requests", columns));
    var types = Map.of("window", ColumnType.TIMESPAN);
    QueryPlan plan = Kql.bind(query, schemas, types).value().orElseThrow();
    var requests = new Table(columns, List.of(Row.of(now, 500L), Row.of(now, 500L)));
    var tables = new Recordings(Map.of("Requests", requests));
    Map<String, Object> values = Map.of("window", Duration.ofHours(1));
    Table answer = plan.run(tables, values, now, Limits.STANDARD).value().orElseThrow();
    // The example ends: answer has the columns Code and n, and the row 500, 2.
    return answer;
  }

  @Test
  void answersAsItSays() {
    Table answer = answer(Instant.parse("2026-11-21T12:00:00Z"));
    assertThat(answer.columns().stream().map(Column::name)).containsExactly("Code", "n");
    assertThat(answer.rows()).containsExactly(Row.of(500L, 2L));
  }

  @Test
  void isTheExampleThatTheReadmeShows() throws IOException {
    String source = Files.readString(SOURCE);
    int begin = source.indexOf("    // The example begins.\n") + 27;
    String example =
        source.substring(begin, source.indexOf("    // The example ends")).indent(-4).strip();
    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "\n```");
  }
}
