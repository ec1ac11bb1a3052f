package dev.waymark.kql.schema;

import dev.waymark.kql.Schemas;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads schemas: a table's name over its columns, each with the type as Kusto writes it. */
public final class SchemaReader {
  /** Tables may share their columns; each alias stands for one table. */
  private static final int MOST_ALIASES = 500;

  private static final int MOST_FILES = 1_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int MOST_TABLES = 10_000;
  private static final int MOST_COLUMNS = 2_000;

  private SchemaReader() {}

  private static boolean isSchema(Path file) {
    return file.toString().endsWith(".yaml") && Files.isRegularFile(file);
  }

  private static String text(Path file, String name) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          name + ": it has more than %d MiB".formatted(MOST_BYTES >> 20));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The tables of all YAML files in a folder.
   *
   * @throws IllegalArgumentException if a file isn't a schema; says which and why
   */
  public static Schemas folder(Path folder) {
    var tables = new LinkedHashMap<String, List<Column>>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(SchemaReader::isSchema).limit(MOST_FILES + 1L).sorted().toList()) {
        String name = file.getFileName().toString();
        if (tables.size() > MOST_TABLES) {
          throw new IllegalArgumentException(
              name + ": there are more than %,d tables already".formatted(MOST_TABLES));
        }
        tables.putAll(read(name, text(file, name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Schemas(tables);
  }

  /**
   * The tables of one text.
   *
   * @param name how the text is named where it's wrong
   */
  public static Map<String, List<Column>> read(String name, String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    Object document;
    try {
      document = new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    if (!(document instanceof Map<?, ?> tables)) {
      throw new IllegalArgumentException(name + ": expected tables by name");
    }
    var read = new LinkedHashMap<String, List<Column>>();
    tables.forEach(
        (table, columns) -> read.put(String.valueOf(table), columns(name, table, columns)));
    return read;
  }

  private static List<Column> columns(String name, Object table, Object columns) {
    if (!(columns instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(name + ": expected the columns of " + table);
    }
    if (map.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          name + ": " + table + " has more than %,d columns".formatted(MOST_COLUMNS));
    }
    var read = new ArrayList<Column>();
    map.forEach(
        (column, type) ->
            read.add(
                new Column(
                    String.valueOf(column),
                    ColumnType.ofKustoName(String.valueOf(type))
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    name
                                        + ": "
                                        + table
                                        + "."
                                        + column
                                        + ": `"
                                        + type
                                        + "` isn't a type")))));
    return read;
  }
}
