package dev.waymark.server.run.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void keepsEveryCellInItsPlace() {
    Table table =
        new Table(
            List.of(
                new Column("Name", ColumnType.STRING),
                new Column("Took", ColumnType.TIMESPAN),
                new Column("Rest", ColumnType.DYNAMIC)),
            List.of(
                Row.of("a|b\nc\\", Duration.ofMinutes(5), Map.of("k", List.of(1L))),
                Row.of("", null, null)));
    assertThat(MarkdownTable.of(table))
        .isEqualTo(
            """
            | Name | Took | Rest |
            |---|---|---|
            | a\\|b c\\\\ | 5m | {"k":[1]} |
            |  |  |  |
            """);
  }
}
