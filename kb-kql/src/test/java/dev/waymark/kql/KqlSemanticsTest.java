package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.value.Values;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says in words: nulls, edges, order, and what isn't certain. */
class KqlSemanticsTest {
  static String shown(String kql) {
    StageResult<Table> answer = KqlOracleTest.evaluate(kql);
    return answer
        .value()
        .map(
            table ->
                table.rows().stream()
                    .map(KqlSemanticsTest::shown)
                    .collect(Collectors.joining("; ")))
        .orElseGet(() -> "refused: " + Kql.blocking(answer.issues()).orElseThrow().message());
  }

  private static String shown(Row row) {
    return row.values().stream()
        .map(value -> value == null ? "null" : Values.dynamicText(value))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "print array_index_of(dynamic([1, 2, 1, 2]), 2, -2)¦3",
        "print array_index_of(dynamic([1, 2, 1, 2]), 2, 0, -1, 2)¦3",
        "print array_index_of(dynamic([1, 2]), 3), array_index_of(dynamic({}), 3)¦-1 null",
        "print a = dynamic([2, 1]), b = dynamic(['x', 'y']) | project array_sort_asc(a, b)¦[1,2] [\"y\",\"x\"]",
        "print parse_ipv6('192.168.255.255/24'), parse_ipv6('::1'), isempty(parse_ipv6('1::2::3'))¦0000:0000:0000:0000:0000:ffff:c0a8:ff00 0000:0000:0000:0000:0000:0000:0000:0001 true",
        "print ipv6_compare('::1', '::2'), ipv6_compare('::1', 'x'), ipv6_is_match('fe80::1', 'fe80::2', 64)¦-1 null true",
        "print ipv6_is_match('10.0.0.2', '10.0.0.3', 31)¦true",
        "print ipv6_is_match('10.0.0.1', '11.0.0.1', 24)¦refused: a prefix of version 4 among addresses of version 6 isn't evaluated here",
        "print ipv4_range_to_cidr_list('10.0.0.1', '10.0.0.2')¦[\"10.0.0.1/32\",\"10.0.0.2/32\"]",
        "datatable(Ab: long, B: long, Ac: long)[1, 2, 3] | project-by-names 'B', 'A*', dynamic(['B', 'None'])¦2 1 3",
        "datatable(A: long)[1] | project-by-names 'None'¦refused: project-by-names of no column isn't evaluated here",
        "datatable(ip: string)['fe80::1', '::1', 'x'] | evaluate ipv6_lookup((datatable(n: string, v: long)['fe80::/16', 7]), ip, n, return_unmatched=true)¦fe80::/16 7 fe80::1;  null ::1;  null x",
        "datatable(ip: string)['fe80::1'] | evaluate ipv6_lookup((datatable(ip: string)['fe80::/16']), ip, ip)¦refused: Columns of the same name isn't evaluated here",
        "let T = datatable(k: string, v: long)['a', 1, 'b', 2, 'b', 3]; datatable(key: string)['b', 'a', 'b'] | partition by key { T | where k == toscalar(key) | summarize s = sum(v) by k }¦b 5; a 1",
        "set query_bin_auto_size=10; set query_bin_auto_at=3; print bin_auto(27)¦23",
        "print bin_auto(27)¦refused: bin_auto() without query_bin_auto_size and query_bin_auto_at isn't evaluated here",
        "print l = dynamic([1, 2]), k = 'x' | mv-apply l to typeof(long) on (summarize s = sum(l))¦x 3",
        "print toupper('straße')¦refused: the case of a letter that becomes several isn't evaluated here",
        "print hash('World', 0)¦refused: a hash by a number that isn't positive isn't evaluated here",
        "print array_length(range(1, 10000000))¦1048576",
        "print x = 'a=\"1;2\"; b=3' | parse-kv x as (a: string, b: int) with (pair_delimiter=';', kv_delimiter='=', quote='\"') | project a, b¦1;2 3",
        "print x = 'n=A B m=C D' | parse-kv x as (n: string, m: string) with (pair_delimiter=' ', kv_delimiter='=', greedy=true) | project n, m¦A B C D",
        "print x = 'n=A b=B m=C' | parse-kv x as (n: string, m: string) with (pair_delimiter=' ', kv_delimiter='=', greedy=true)¦refused: greedy parse-kv over keys that aren't listed isn't evaluated here",
        "datatable(g: string, v: long)['a', 1, 'b', 2, 'c', 2] | top-hitters 2 of g by v¦b 2; c 2",
        "datatable(g: string, v: long)['a', 1, 'b', 1] | top-hitters 1 of g by v¦refused: choosing among values with equal aggregates isn't evaluated here",
        "datatable(g: string, h: string, v: long)['a', 'x', 1, 'a', 'y', 5, 'b', 'x', 4] | top-nested 1 of g by s = sum(v), top-nested 1 of h by m = max(v)¦a 6 y 5",
        "datatable(t: long, e: string)[1, 'S', 2, 'x', 3, 'E', 4, 'E'] | sort by t asc | scan with_match_id = m with (step a: e == 'S'; step b output=none: e == 'x'; step c: e == 'E' and t - a.t < 3;)¦1 S 0; 3 E 0",
        "datatable(t: long, e: string)[1, 'S', 2, 'S'] | sort by t asc | scan with_match_id = m with (step a: e == 'S';)¦refused: the match of a first step that is met again isn't evaluated here",
        "datatable(d: dynamic, n: string)[dynamic({'n': 'y', 'm': 1}), 'x'] | evaluate bag_unpack(d, columnsConflict='keep_source')¦x 1",
        "datatable(d: dynamic, n: string)[dynamic({'n': 'y', 'm': 1}), 'x'] | evaluate bag_unpack(d, columnsConflict='replace_source')¦y 1",
        "datatable(v: long, w: long)[10, 8, 20, 6, 30, 3, 40, 1] | summarize p = percentilew(v, w, 50), q = percentilesw_array(v, w, 1, 99.9)¦20 [10,40]",
        "let T = datatable(a: long)[1]; union isfuzzy=true T, (Nowhere | where a > 0)¦1",
        "print a = 1 | union isfuzzy=true Nowhere¦1",
        "union isfuzzy=true Nowhere, Neither¦refused: There is no table `Nowhere`",
        "let T = datatable(a: long)[1]; union isfuzzy=false T, Nowhere¦refused: There is no table `Nowhere`",
        "let V = view () { print x = 1 }; let W = view () { print x = 2 }; union withsource = s V*, W | sort by x asc¦V 1; W 2",
        "print x = dynamic([1, 2, 3, 4]) | project (least, at) = series_stats(x)¦1.0 0",
        "print assert(1 == 1, 'never')¦true",
        "print assert(1 == 2, 'told')¦refused: The query asserts: told",
        "let T = datatable(a: long, b: string)[]; print column_names_of(T)¦[\"a\",\"b\"]",
      })
  void answersAsDocumented(String kql, String expected) {
    assertThat(shown(kql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k",
        "k asc",
        "d",
        "d asc nulls last",
        "s desc",
        "t asc",
        "iff(k > 3, real(nan), d) asc"
      })
  void topIsTheBeginningOfTheSortedRows(String order) {
    String rows =
        "range x from 1 to 3000 step 1 | extend k = (x * 7919) % 11"
            + " | extend d = iff(k == 2, real(null), k / 2.0), s = tostring(k),"
            + " t = datetime(2026-01-01) + k * 1s";
    for (int count : new int[] {1, 20, 2999, 5000}) {
      assertThat(shown("%s | top %d by %s".formatted(rows, count, order)))
          .isEqualTo(shown("%s | sort by %s | take %d".formatted(rows, order, count)))
          .doesNotStartWith("refused");
    }
  }
}
