package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.scenario.AnswerReader.Read;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV. Columns are typed by {@code Name:type} in the header or, if the type is left out,
 * by what all their cells look like. An empty cell is missing, and empty in text.
 */
final class CsvAnswer {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final RecordedCells cells;

  CsvAnswer(RecordedCells cells) {
    this.cells = cells;
  }

  Read read(String text) {
    List<String[]> records = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    try (MappingIterator<String[]> rows = MAPPER.readerFor(String[].class).readValues(text)) {
      while (rows.hasNextValue()) {
        lines.add(rows.getCurrentLocation().getLineNr());
        records.add(rows.nextValue());
      }
    } catch (JsonProcessingException e) {
      int line = Optional.ofNullable(e.getLocation()).map(at -> at.getLineNr()).orElse(1);
      return new Read.Bad(line, "it isn't CSV: " + e.getOriginalMessage());
    } catch (IOException e) {
      return new Read.Bad(1, "it isn't CSV");
    }
    if (records.isEmpty()) {
      return new Read.Bad(1, "it has no header");
    }
    return table(records, lines);
  }

  private Read table(List<String[]> records, List<Integer> lines) {
    String[] header = records.get(0);
    Set<String> names = new HashSet<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < header.length; i++) {
      Optional<Column> column = column(header[i].strip(), records, i);
      if (column.isEmpty()) {
        return new Read.Bad(1, "`" + header[i] + "` has no type of Kusto's behind its colon");
      }
      if (column.get().name().isEmpty() || !names.add(column.get().name())) {
        return new Read.Bad(1, "column " + (i + 1) + " has no name of its own");
      }
      columns.add(column.get());
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < records.size(); i++) {
      String[] record = records.get(i);
      if (record.length != columns.size()) {
        return new Read.Bad(
            lines.get(i),
            "row %d has %d cells under %d columns".formatted(i, record.length, columns.size()));
      }
      List<@Nullable Object> values = new ArrayList<>();
      for (int c = 0; c < record.length; c++) {
        ColumnType type = columns.get(c).type();
        Optional<Object> value = cells.value(type, record[c]);
        boolean missing = record[c].isBlank() && type != ColumnType.STRING;
        if (value.isEmpty() && !missing) {
          return new Read.Bad(
              lines.get(i),
              "“%s” isn't of type %s, the type of `%s`"
                  .formatted(record[c], type.kustoName(), columns.get(c).name()));
        }
        values.add(missing ? null : value.get());
      }
      rows.add(new Row(values));
    }
    return new Read.Good(new Table(columns, rows));
  }

  private Optional<Column> column(String header, List<String[]> records, int index) {
    if (header.indexOf(':') > 0) {
      return RecordedCells.typed(header);
    }
    List<String> texts =
        records.stream()
            .skip(1)
            .filter(record -> index < record.length && !record[index].isBlank())
            .map(record -> record[index])
            .toList();
    return Optional.of(new Column(header, cells.infer(texts)));
  }
}
