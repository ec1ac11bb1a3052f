package dev.waymark.runbooks.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.scenario.RawTable.Uncut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts CSV into cells that know where they stand. */
final class CsvRows {
  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private CsvRows() {}

  static RawTable cut(SourceFile file, int mostRows) throws Uncut {
    List<RawCell.Text> headers = List.of();
    List<List<RawCell>> rows = new ArrayList<>();
    List<RawCell.Text> record = new ArrayList<>();
    try (CsvParser parser = FACTORY.createParser(file.text())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          JsonLocation at = parser.currentTokenLocation();
          record.add(new RawCell.Text(parser.getText(), offset(file, at)));
        } else if (token == JsonToken.END_ARRAY && !record.isEmpty()) {
          if (headers.isEmpty()) {
            headers = List.copyOf(record);
          } else {
            rows.add(row(file, record, headers.size()));
          }
          if (rows.size() > mostRows) {
            throw new Uncut(1, 1, "it has more than %,d rows".formatted(mostRows));
          }
          record.clear();
        }
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw at == null
          ? new Uncut(1, 1, "it isn't CSV")
          : new Uncut(at.getLineNr(), at.getColumnNr(), "it isn't CSV: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Uncut(1, 1, "it isn't CSV");
    }
    if (headers.isEmpty()) {
      throw new Uncut(1, 1, "it has no header");
    }
    return new RawTable(headers, rows);
  }

  private static List<RawCell> row(SourceFile file, List<RawCell.Text> record, int columns)
      throws Uncut {
    if (record.size() == columns) {
      return List.copyOf(record);
    }
    int at = record.get(Math.min(record.size() - 1, columns)).start();
    throw new Uncut(
        file.position(at).line(),
        file.position(at).column(),
        "%d cells under %d columns".formatted(record.size(), columns));
  }

  private static int offset(SourceFile file, JsonLocation at) {
    int line = Math.max(1, Math.min(at.getLineNr(), file.lineCount()));
    return file.lineSpan(line).start() + Math.max(0, at.getColumnNr() - 1);
  }
}
