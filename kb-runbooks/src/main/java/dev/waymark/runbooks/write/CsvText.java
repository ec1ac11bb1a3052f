package dev.waymark.runbooks.write;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Writes records of texts as CSV. */
public final class CsvText {
  private static final CsvFactory FACTORY = new CsvFactory();
  private static final CsvSchema SCHEMA = CsvSchema.emptySchema();

  private CsvText() {}

  /** For people and scenarios: quotes where they are needed, and line feeds. */
  public static String plain(Stream<List<String>> records) {
    return write(records, CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING, "\n");
  }

  /** For spreadsheets, by RFC 4180: quotes around every cell. */
  public static String quoted(Stream<List<String>> records) {
    return write(records, CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS, "\r\n");
  }

  private static String write(
      Stream<List<String>> records, CsvGenerator.Feature quoting, String lineEnd) {
    StringWriter text = new StringWriter();
    try (CsvGenerator csv = FACTORY.createGenerator(text)) {
      csv.enable(quoting);
      csv.setSchema(SCHEMA.withLineSeparator(lineEnd));
      for (List<String> record : (Iterable<List<String>>) records::iterator) {
        csv.writeStartArray();
        for (String cell : record) {
          if (cell.isEmpty() && record.size() == 1) {
            // An empty line counts as no record.
            csv.writeRawValue("\"\"");
          } else {
            csv.writeString(cell);
          }
        }
        csv.writeEndArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
