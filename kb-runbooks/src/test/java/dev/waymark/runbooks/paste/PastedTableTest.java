package dev.waymark.runbooks.paste;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastedTableTest {
  private static final Instant EVENING = Instant.parse("2026-11-30T17:21:52.123Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool | true | true",
        "bool | False | false",
        "bool | 1 | true",
        "int | -12 | -12",
        "long | 42 | 42",
        "long | 1,234,567 | 1234567",
        "long | 1\u202F234 | 1234",
        "real | 0.25 | 0.25",
        "real | 12 | 12.0",
        "real | 1,234.5 | 1234.5",
        "real | 1.5e3 | 1500.0",
        "real | NaN | NaN",
        "real | ∞ | Infinity",
        "real | -Infinity | -Infinity",
        "decimal | 1,000.10 | 1000.10",
        "datetime | 2026-11-30T17:21:52.123Z | 2026-11-30T17:21:52.123Z",
        "datetime | 2026-11-30T17:21:52.1234567Z | 2026-11-30T17:21:52.123456700Z",
        "datetime | 2026-11-30T18:21:52+01:00 | 2026-11-30T17:21:52Z",
        "datetime | 2026-11-30 17:21:52.123 | 2026-11-30T17:21:52.123Z",
        "datetime | 2026-11-30 | 2026-11-30T00:00:00Z",
        "datetime | 11/30/2026, 5:21:52.123 PM | 2026-11-30T17:21:52.123Z",
        "datetime | 11/30/2026, 5:21:52.123\u202FPM | 2026-11-30T17:21:52.123Z",
        "datetime | 5/6/2026, 12:00:00.000 AM | 2026-05-06T00:00:00Z",
        "datetime | 5/6/2026, 12:30:00 PM | 2026-05-06T12:30:00Z",
        "datetime | 30/11/2026, 17:21:52 | 2026-11-30T17:21:52Z",
        "datetime | 11/30/2026 17:21:52 | 2026-11-30T17:21:52Z",
        "timespan | 00:05:00 | PT5M",
        "timespan | 1.02:00:00 | PT26H",
        "timespan | PT1H30M | PT1H30M",
        "guid | 74be27de-1e4e-49d9-b579-fe0b331d3642 | 74be27de-1e4e-49d9-b579-fe0b331d3642",
        "dynamic | {\"a\":[1,2.5,null]} | {a=[1, 2.5, null]}",
        "dynamic | plain text | plain text",
        "string | 007 | 007",
        "string | null | null",
      })
  void aCellIsReadByItsColumnsType(String type, String text, String value) {
    ColumnType of = ColumnType.ofKustoName(type).orElseThrow();

    Object read = complete(tsv("V", text), new Column("V", of)).rows().getFirst().values().get(0);

    assertThat(read).hasToString(value).isInstanceOf(javaType(of, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bool | yes | It is true or false.",
        "int | 3,000,000,000 | It is a whole number such as 42 or 1,234.",
        "long | 12.5 | It is a whole number such as 42 or 1,234.",
        "long | 1,23 | It is a whole number such as 42 or 1,234.",
        "long | 9223372036854775808 | It is a whole number such as 42 or 1,234.",
        "real | 0,5 | It is a number such as 0.25, with a full stop before the fraction.",
        "datetime | 05/06/2026, 17:00:00 | It is a time such as",
        "datetime | 30/11/2026, 5:21:52 PM | It is a time such as",
        "datetime | 5/6/2026, 5:21:52 pm | It is a time such as",
        "datetime | 2026-13-01T00:00:00Z | It is a time such as",
        "timespan | five minutes | It is a length of time such as 00:05:00 or 1h.",
        "guid | 1-2-3-4-5 | It is a GUID such as 74be27de-1e4e-49d9-b579-fe0b331d3642.",
        "dynamic | {\"a\":[1,2 | It begins as JSON does. Part of it may be missing: copy it once more.",
      })
  void aBadValueIsNamedWithItsPlace(String type, String text, String hint) {
    ColumnType of = ColumnType.ofKustoName(type).orElseThrow();

    PasteReading.Unreadable wrong =
        unreadable(tsv("Other\tV", "x\t" + text), string("Other"), new Column("V", of));

    assertThat(wrong.message())
        .isEqualTo("Line 2, column 3: “%s” isn't a value of `V`, which is %s", text, type);
    assertThat(wrong.hint()).startsWith(hint);
  }

  @Test
  void whatThePortalExportsToCsvIsRead() {
    String csv =
        """
        \uFEFF"TimeGenerated [UTC]",BackendUrl,Failed,Share,Details
        "11/30/2026, 5:21:52.123 PM","https://orders/a,b","1,204",0.5,"{""code"":502}"
        "11/30/2026, 5:21:52.123 PM",,,null,
        """;

    Table table =
        complete(
            csv,
            new Column("TimeGenerated", ColumnType.DATETIME),
            string("BackendUrl"),
            new Column("Failed", ColumnType.LONG),
            new Column("Share", ColumnType.REAL),
            new Column("Details", ColumnType.DYNAMIC));

    assertThat(table.rows())
        .containsExactly(
            Row.of(EVENING, "https://orders/a,b", 1204L, 0.5, Map.of("code", 502L)),
            Row.of(EVENING, "", null, null, null));
  }

  @Test
  void rowsThatAGridCopiesAreReadWhateverTheOrderOfTheirColumns() {
    Table table =
        complete(
            "Failed\tBackendUrl\tTimeGenerated [UTC+02:00]\r\n3\t\t2026-11-30 19:21:52.123\r\n",
            new Column("TimeGenerated", ColumnType.DATETIME),
            string("BackendUrl"),
            new Column("Failed", ColumnType.LONG));

    assertThat(table.rows()).containsExactly(Row.of(EVENING, "", 3L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Url\",\"type\":\"string\"},{\"name\":\"Failed\",\"type\":\"long\"}],\"rows\":[[\"a\",3],[null,null]]}]}",
        "{\"count\":2,\"data\":[{\"Url\":\"a\",\"Failed\":3},{\"Url\":null,\"Failed\":null}],\"skip_token\":null,\"total_records\":2}",
        "{\"data\":{\"columns\":[{\"name\":\"Url\",\"type\":\"string\"},{\"name\":\"Failed\",\"type\":\"integer\"}],\"rows\":[[\"a\",3],[null,null]]}}",
        "[{\"TableName\":\"PrimaryResult\",\"Url\":\"a\",\"Failed\":\"3\"},{\"Url\":\"\",\"Failed\":null}]",
        "[{\"url\":\"a\",\"failed\":3},{}]",
      })
  void repliesOfServicesAndCommandLinesAreRead(String json) {
    Table table = complete(json, string("Url"), new Column("Failed", ColumnType.LONG));

    assertThat(table.rows()).containsExactly(Row.of("a", 3L), Row.of("", null));
  }

  @Test
  void anEmptyResultHasTheColumnsOfTheQuery() {
    Column url = string("Url");
    assertThat(complete("[]", url)).isEqualTo(new Table(List.of(url), List.of()));
    assertThat(complete("{\"data\":[]}", url)).isEqualTo(new Table(List.of(url), List.of()));
    assertThat(complete("Url\n", url)).isEqualTo(new Table(List.of(url), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"data\":[{\"Url\":\"a\"}],\"total_records\":1200,\"count\":1} | it holds 1 of 1,200 rows",
        "{\"data\":[{\"Url\":\"a\"}],\"skip_token\":\"x\"} | the reply has further pages",
        "{\"data\":[{\"Url\":\"a\"}],\"resultTruncated\":\"true\"} | the reply has further pages",
        "{\"tables\":[{\"columns\":[{\"name\":\"Url\",\"type\":\"string\"}],\"rows\":[[\"a\"]]}],\"error\":{\"message\":\"too many rows\"}} | the service stopped early: too many rows",
      })
  void aReplyThatSaysThatThereIsMoreIsPartial(String json, String reason) {
    assertThat(read(json, string("Url")))
        .isEqualTo(
            new PasteReading.Partial(
                new Table(List.of(string("Url")), List.of(Row.of("a"))), reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Url,Failed,Extra\\na,1,2 | Line 1, column 12: The query returns no column `Extra` | It returns `Url`, `Failed`.",
        "Url,Faild\\na,1 | Line 1, column 5: The query returns no column `Faild` | Did you mean `Failed`? It returns `Url`, `Failed`.",
        "Url\\na | Line 1, column 1: The column `Failed` is missing | Copy all columns of the result: `Url`, `Failed`.",
        "https://x\\t3 | Line 1, column 1: None of the query's columns stands in the header | Copy the rows with their header, or export them to CSV. The query returns `Url`, `Failed`.",
        "Url,Failed,Url\\na,1,b | Line 1, column 12: There are two columns `Url` | Remove one of them.",
        "Url,Failed\\na,1\\nb | Line 3, column 1: Row 2 has 1 value under 2 columns | Part of the row is missing, or the text was changed. Paste the whole result with its header, as the portal exports it to CSV or copies it.",
        "Url,Failed [Local Time]\\na,1 | Line 1, column 5: `Failed [Local Time]` doesn't say in which zone its times are | Let the portal show times in UTC, and copy the result once more.",
        "[{\"Url\":\"a\",\"Failed\":1},\\n  {\"Url\":\"b\",\"Failed\":\"many\"}] | Line 2, column 23: “many” isn't a value of `Failed`, which is long | It is a whole number such as 42 or 1,234.",
        "[{\"Url\":\"a\",\"Failed\":1},\\n 7] | Line 2, column 2: Row 2 isn't an object | Paste the whole reply: `{\"tables\": […]}`, `{\"data\": […]}`, or an array with an object a row.",
      })
  void whatIsntTheAnswerIsToldWithItsPlace(String text, String message, String hint) {
    PasteReading.Unreadable wrong =
        unreadable(
            text.replace("\\n", "\n").replace("\\t", "\t"),
            string("Url"),
            new Column("Failed", ColumnType.LONG));

    assertThat(wrong.message()).isEqualTo(message);
    assertThat(wrong.hint()).isEqualTo(hint);
  }

  @Test
  void whatWasCutOffIsTold() {
    PasteReading.Unreadable wrong = unreadable("[{\"Url\":\"a\"},\n {\"Url\":", string("Url"));

    assertThat(wrong.message()).startsWith("Line 2, column ").contains("This isn't JSON: ");
    assertThat(wrong.hint()).isEqualTo("Part of it may be missing: copy the whole text once more.");
    assertThat(unreadable("Url\n\"a", string("Url")).problem()).startsWith("This can't be read");
  }

  @Test
  void whatIsEmptyTooLargeOrNoTextIsRefused() {
    assertThat(unreadable(" \n", string("Url")).message())
        .isEqualTo("Line 1, column 1: Nothing was pasted");
    assertThat(unreadable("Url\n" + "é".repeat(1 << 19), string("Url")).message())
        .isEqualTo("Line 1, column 1: The text has 1,025 KiB, and at most 1,024 KiB can be pasted");
    assertThat(complete("Url\n" + "e".repeat((1 << 20) - 4), string("Url")).rows()).hasSize(1);
    assertThat(unreadable("Url\nab\0", string("Url")).message())
        .isEqualTo("Line 2, column 3: This character is no text");
  }

  @Test
  void whatWouldTakeUpTooMuchIsRefused() {
    assertThat(unreadable("\uFEFF", string("Url")).problem()).isEqualTo("There is no header");
    assertThat(unreadable("[{},{}]", string("Url")).problem()).isEqualTo("Row 1 is empty");
    assertThat(unreadable("a,".repeat(500_000) + "a", string("Url")).problem())
        .isEqualTo("There are more than 1,000 columns");
    assertThat(unreadable("a [Time".repeat(100_000), string("Url")).problem())
        .isEqualTo("The name of column 1 is longer than 1,000 characters");
    String wide =
        IntStream.range(0, 900)
            .mapToObj(i -> "\"c" + i + "\":1")
            .collect(Collectors.joining(",", "[{", "}"));
    assertThat(unreadable(wide + ",{}".repeat(300_000) + "]", string("Url")).problem())
        .isEqualTo("There are 900 columns in 300,001 rows, and most of them are empty");
  }

  @Test
  void columnsThatArentKnownHaveTheTypesOfTheirValues() {
    PasteReading csv =
        PastedTable.read(
            "N,R,B,T,J,S\n1,1,true,2026-11-30T17:21:52.123Z,\"{\"\"a\"\":1}\",007\n2,2.5,false,,,x",
            Optional.empty(),
            true);

    assertThat(((PasteReading.Complete) csv).table().columns().stream().map(Column::type))
        .containsExactly(
            ColumnType.LONG,
            ColumnType.REAL,
            ColumnType.BOOL,
            ColumnType.DATETIME,
            ColumnType.DYNAMIC,
            ColumnType.STRING);
    PasteReading json =
        PastedTable.read(
            "{\"tables\":[{\"columns\":[{\"name\":\"N\",\"type\":\"real\"}],\"rows\":[[1]]}]}",
            Optional.empty(),
            true);
    assertThat(((PasteReading.Complete) json).table())
        .isEqualTo(new Table(List.of(new Column("N", ColumnType.REAL)), List.of(Row.of(1.0))));
  }

  private static Class<?> javaType(ColumnType type, String text) {
    return switch (type) {
      case BOOL -> Boolean.class;
      case INT -> Integer.class;
      case LONG -> Long.class;
      case REAL -> Double.class;
      case DECIMAL -> BigDecimal.class;
      case STRING -> String.class;
      case DATETIME -> Instant.class;
      case TIMESPAN -> Duration.class;
      case GUID -> UUID.class;
      case DYNAMIC -> text.startsWith("{") ? Map.class : String.class;
    };
  }

  /** A header and a row; quotes stand for themselves in the middle of a cell. */
  private static String tsv(String header, String row) {
    return header + "\tLast\n" + row + "\t";
  }

  private static Column string(String name) {
    return new Column(name, ColumnType.STRING);
  }

  private static PasteReading read(String text, @Nullable Column... columns) {
    List<Column> expected = new ArrayList<>(Arrays.asList(columns));
    if (text.contains("\tLast\n")) {
      expected.add(string("Last"));
    }
    return PastedTable.read(text, Optional.of(expected), true);
  }

  private static Table complete(String text, Column... columns) {
    PasteReading reading = read(text, columns);
    assertThat(reading).isInstanceOf(PasteReading.Complete.class);
    return ((PasteReading.Complete) reading).table();
  }

  private static PasteReading.Unreadable unreadable(String text, Column... columns) {
    PasteReading reading = read(text, columns);
    assertThat(reading).isInstanceOf(PasteReading.Unreadable.class);
    return (PasteReading.Unreadable) reading;
  }
}
