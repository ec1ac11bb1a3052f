package dev.waymark.runbooks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-01T02:00:00Z");
  private final AnswerReader reader = new AnswerReader(NOW);

  @Test
  void csvColumnsAreTypedByTheirHeader() {
    Table table =
        table(
            "a.csv",
            """
            B:bool,I:int,L:long,R:real,D:decimal,S:string,T:datetime,P:timespan,G:guid,J:dynamic
            true,1,2,3,4.50,5,-PT5M,1h,11111111-2222-3333-4444-555555555555,"{""a"":[1,2.5,null]}"
            ,,,,,,,,,
            """);
    assertThat(types(table))
        .isEqualTo(
            "B:bool I:int L:long R:real D:decimal S:string T:datetime P:timespan G:guid J:dynamic");
    Map<String, Object> json = Map.of("a", java.util.Arrays.asList(1L, 2.5, null));
    assertThat(table.rows())
        .containsExactly(
            Row.of(
                true,
                1,
                2L,
                3.0,
                new BigDecimal("4.50"),
                "5",
                NOW.minusSeconds(300),
                Duration.ofHours(1),
                UUID.fromString("11111111-2222-3333-4444-555555555555"),
                json),
            Row.of(null, null, null, null, null, "", null, null, null, null));
  }

  @Test
  void csvColumnsWithoutATypeAreInferred() {
    Table table =
        table(
            "a.csv",
            """
            L,R,B,T,Ago,S,Zero,Empty
            1,1,true,2026-11-01T02:00:00Z,-PT5M,x,007,
            -2,2.5,false,2026-11-01,P1D,1,008,
            ,,,,,,,
            """);
    assertThat(types(table))
        .isEqualTo(
            "L:long R:real B:bool T:datetime Ago:datetime S:string Zero:string Empty:string");
    assertThat(table.rows().get(1).values())
        .containsExactly(
            -2L,
            2.5,
            false,
            Instant.parse("2026-11-01T00:00:00Z"),
            NOW.plus(Duration.ofDays(1)),
            "1",
            "008",
            "");
    assertThat(table.rows().get(2).values())
        .containsExactly(null, null, null, null, null, "", "", "");
  }

  @Test
  void aHeaderAloneIsATableWithoutRows() {
    assertThat(table("a.csv", "Name:long\n").rows()).isEmpty();
  }

  @Test
  void jsonIsAnArrayOfObjects() {
    Table table =
        table(
            "a.json",
            """
            [{"L": 1, "R": 1, "S": "x", "B": true, "T": "-PT5M", "D": {"a": 1}, "P:timespan": "1h"},
             {"L": null, "R": 0.5, "S": "", "D": 7, "More": "y"}]
            """);
    assertThat(types(table))
        .isEqualTo("L:long R:real S:string B:bool T:datetime D:dynamic P:timespan More:string");
    assertThat(table.rows())
        .containsExactly(
            Row.of(
                1L,
                1.0,
                "x",
                true,
                NOW.minusSeconds(300),
                Map.of("a", 1L),
                Duration.ofHours(1),
                ""),
            Row.of(null, 0.5, "", null, null, 7L, null, "y"));
    assertThat(table("a.json", "[]").columns()).isEmpty();
    assertThat(table("a.json", "{\"Status\": 502}").rows()).containsExactly(Row.of(502L));
  }

  @Test
  void textIsWhatACommandPrinted() {
    Table table = table("a.txt", "{\"state\": \"Running\"}\n");
    assertThat(types(table)).isEqualTo("ExitCode:long Stdout:string Stderr:string Json:dynamic");
    assertThat(table.rows())
        .containsExactly(Row.of(0L, "{\"state\": \"Running\"}\n", "", Map.of("state", "Running")));
    assertThat(table("a.txt", "Running\n").rows())
        .containsExactly(Row.of(0L, "Running\n", "", null));
  }

  @Test
  void whatCantBeReadIsToldWithItsLine() {
    assertThat(bad("a.csv", "")).isEqualTo("1: it has no header");
    assertThat(bad("a.csv", "A:lang\n"))
        .isEqualTo("1: `A:lang` has no type of Kusto's behind its colon");
    assertThat(bad("a.csv", "A,A\n")).isEqualTo("1: column 2 has no name of its own");
    assertThat(bad("a.csv", "A,B\n1,2\n3\n")).isEqualTo("3: row 2 has 1 cells under 2 columns");
    assertThat(bad("a.csv", "A:long\n1\nmany\n"))
        .isEqualTo("3: “many” isn't of type long, the type of `A`");
    assertThat(bad("a.csv", "A:datetime\n-P999999999999999D\n"))
        .startsWith("2: “-P999999999999999D” isn't of type datetime");
    assertThat(bad("a.csv", "A:guid\n1-1\n"))
        .isEqualTo("2: “1-1” isn't of type guid, the type of `A`");
    assertThat(bad("a.json", "[1]")).isEqualTo("1: it isn't an array of objects");
    assertThat(bad("a.json", "[{\"A:long\": \"x\"}]"))
        .isEqualTo("1: \"x\" isn't of type long, the type of `A`");
    assertThat(bad("a.json", "[\n{")).startsWith("2: it isn't JSON: ");
    assertThat(bad("a.json", "[".repeat(5_000))).startsWith("1: it isn't JSON: ");
  }

  private Table table(String name, String text) {
    AnswerReader.Read read = reader.read(name, text);
    assertThat(read).isInstanceOf(AnswerReader.Read.Good.class);
    return ((AnswerReader.Read.Good) read).table();
  }

  private String bad(String name, String text) {
    AnswerReader.Read read = reader.read(name, text);
    assertThat(read).isInstanceOf(AnswerReader.Read.Bad.class);
    AnswerReader.Read.Bad bad = (AnswerReader.Read.Bad) read;
    return bad.line() + ": " + bad.why();
  }

  private static String types(Table table) {
    List<Column> columns = table.columns();
    return columns.stream()
        .map(column -> column.name() + ":" + column.type().kustoName())
        .collect(Collectors.joining(" "));
  }
}
