package dev.waymark.runbooks.kql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.kql.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFoldersTest {
  @TempDir Path root;

  @Test
  void theNearestFolderUpwardCounts() throws IOException {
    Path entry = schema("far.yaml", root).resolveSibling("a").resolve("entries/entry.md");
    schema("near.yaml", root.resolve("a"));
    assertThat(SchemaFolders.nearest(entry).map(Schemas::names))
        .hasValueSatisfying(names -> assertThat(names).containsExactly("near"));
    assertThat(SchemaFolders.nearest(root.resolve("b/entries")).flatMap(s -> s.find("far")))
        .hasValueSatisfying(
            columns ->
                assertThat(columns).containsExactly(new Column("Time", ColumnType.DATETIME)));
  }

  private static Path schema(String name, Path below) throws IOException {
    Path folder = Files.createDirectories(below.resolve("schemas"));
    String table = name.replace(".yaml", "");
    Files.writeString(folder.resolve(name), table + ":\n  Time: datetime\n");
    return folder;
  }
}
