package dev.waymark.runbooks.paste;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.waymark.model.source.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts comma-separated text, or tab-separated text as a grid copies it, into cells. */
final class DelimitedText {
  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();
  private static final String HINT =
      "Paste the whole result with its header, as the portal exports it to CSV or copies it.";

  private DelimitedText() {}

  static PastedGrid cut(String text) throws PasteException {
    List<List<PastedCell>> records = new ArrayList<>();
    List<PastedCell> record = new ArrayList<>();
    try (CsvParser parser = FACTORY.createParser(text)) {
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(isTabbed(text) ? '\t' : ','));
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          record.add(
              new PastedCell.Text(
                  parser.getText(), JsonPlaces.position(parser.currentTokenLocation())));
        } else if (token == JsonToken.END_ARRAY && !record.isEmpty()) {
          records.add(List.copyOf(record));
          record.clear();
        }
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new PasteException(
          at == null ? JsonPlaces.START : JsonPlaces.position(at),
          "This can't be read as CSV: " + e.getOriginalMessage(),
          HINT);
    } catch (IOException e) {
      throw new PasteException(JsonPlaces.START, "This can't be read as CSV", HINT);
    }
    return grid(records);
  }

  private static boolean isTabbed(String text) {
    return text.lines().findFirst().filter(line -> line.indexOf('\t') >= 0).isPresent();
  }

  private static PastedGrid grid(List<List<PastedCell>> records) throws PasteException {
    if (records.isEmpty()) {
      throw new PasteException(JsonPlaces.START, "There is no header", HINT);
    }
    List<PastedCell> head = records.getFirst();
    List<List<PastedCell>> rows = records.subList(1, records.size());
    for (int i = 0; i < rows.size(); i++) {
      List<PastedCell> row = rows.get(i);
      if (row.size() != head.size()) {
        throw new PasteException(
            new Position(row.getFirst().at().line(), 1),
            "Row %,d has %d %s under %d columns"
                .formatted(i + 1, row.size(), row.size() == 1 ? "value" : "values", head.size()),
            "Part of the row is missing, or the text was changed. " + HINT);
      }
    }
    return new PastedGrid(
        head.stream()
            .map(cell -> new PastedGrid.Header(cell.shown().strip(), Optional.empty(), cell::at))
            .toList(),
        rows,
        Optional.empty());
  }
}
