package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.value.Values;
import dev.waymark.model.source.Checked;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation says in words: nulls, edges, order, and what isn't certain. */
class KqlSemanticsTest {
  static String shown(String kql) {
    Checked<Table> answer = KqlOracleTest.evaluate(kql);
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
        "print punycode_from_string('académie-française'), punycode_to_string('acadmie-franaise-npb1a')¦acadmie-franaise-npb1a académie-française",
        "print convert_length(1, 'Mile', 'Meter'), convert_temperature(0, 'DegreeCelsius', 'Kelvin')¦1609.344 273.15",
        "print convert_volume(1, 'UsGallon', 'Liter')¦refused: the unit of volume `UsGallon` isn't evaluated here",
        "print geo_point_to_geohash(-80.195829, 25.802215, 8), geo_geohash_to_central_point('a')¦dhwfz15h null",
        "datatable(u: string, t: datetime)['a', datetime(2020-01-01 05:00), 'a', datetime(2020-01-02), 'b', datetime(2020-01-02)] | evaluate sliding_window_counts(u, t, datetime(2020-01-01), datetime(2020-01-03), 2d, 1d) | project Count, dcount¦1 1; 3 2; 2 2",
        "datatable(u: string, t: datetime)['a', datetime(2020-01-01)] | evaluate sliding_window_counts(u, t, datetime(2020-01-01), datetime(2020-01-03), 2d, 1d)¦refused: sliding_window_counts with an empty window isn't evaluated here",
        "datatable(u: string, t: datetime)['a', datetime(2020-01-01)] | evaluate sliding_window_counts(u, t, datetime(2020-01-02), datetime(2020-01-03), 2d, 1d)¦refused: sliding_window_counts of rows beyond its start and end isn't evaluated here",
        "print isnull(geo_from_wkt('POINT'))¦true",
        "datatable(Ab: long, B: long, Ac: long)[1, 2, 3] | project-by-names 'B', 'A*', dynamic(['B', 'None'])¦2 1 3",
        "datatable(A: long)[1] | project-by-names 'None'¦refused: project-by-names of no column isn't evaluated here",
        "datatable(ip: string)['fe80::1', '::1', 'x'] | evaluate ipv6_lookup((datatable(n: string, v: long)['fe80::/16', 7]), ip, n, return_unmatched=true)¦fe80::/16 7 fe80::1;  null ::1;  null x",
        "datatable(ip: string)['fe80::1'] | evaluate ipv6_lookup((datatable(ip: string)['fe80::/16']), ip, ip)¦refused: Columns of the same name isn't evaluated here",
        "print geo_distance_2points(0, 0, 0, 1) between (111194.9 .. 111195.2), isnull(geo_distance_2points(181, 0, 0, 0))¦true true",
        "print geo_azimuth(0, 0, -1, 0) > 4.7, isnull(geo_azimuth(0, 0, 180, 0))¦true true",
        "print geo_point_in_circle(0, 0, 0, 0.1, 12000), geo_point_in_circle(0, 0, 0, 0.1, 11000), isnull(geo_point_in_circle(0, 91, 0, 0, 1))¦true false true",
        "let p = dynamic({'type': 'Polygon', 'coordinates': [[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,3],[3,3],[3,1],[1,1]]]}); print geo_point_in_polygon(0.5, 0.5, p), geo_point_in_polygon(2, 2, p), geo_point_in_polygon(-178, -2, p)¦true false false",
        "print geo_point_in_polygon(0, 0, dynamic({'type': 'Polygon', 'coordinates': [[[0,0],[4,0],[4,4],[0,0]]]}))¦refused: a point on the edge of a polygon isn't evaluated here",
        "print geo_polygon_area(dynamic({'type': 'Polygon', 'coordinates': [[[0,0],[4,4],[4,0],[0,4],[0,0]]]}))¦refused: a polygon that crosses itself isn't evaluated here",
        "print geo_line_locate_point(dynamic({'type': 'LineString', 'coordinates': [[0,0],[0,2],[0,4]]}), 0, 5), geo_line_locate_point(dynamic({'type': 'LineString', 'coordinates': [[0,0],[0,2],[0,4]]}), 1, -1)¦1.0 0.0",
        "print isnull(geo_line_interpolate_point(dynamic({'type': 'LineString', 'coordinates': [[0,0],[0,2]]}), 1.5))¦true",
        "let a = dynamic({'type': 'LineString', 'coordinates': [[-1,0],[1,0]]}); let b = dynamic({'type': 'LineString', 'coordinates': [[0,-1],[0,1]]}); let c = dynamic({'type': 'LineString', 'coordinates': [[0,1],[0,2]]}); print geo_intersects_2lines(a, b), geo_intersects_2lines(a, c), geo_intersection_2lines(a, c).geometries¦true false []",
        "print geo_point_to_s2cell(0.1, 0.1, 0), geo_point_to_s2cell(0.1, 0.1, 31), isnull(geo_s2cell_to_polygon('xyz')), geo_s2cell_to_central_point('1').coordinates¦1  true [0.0,0.0]",
        "print array_length(geo_h3cell_children('820807fffffffff')), geo_h3cell_parent('862a1072fffffff', 9), isnull(geo_h3cell_children('862a1072fffffff', 12))¦6  true",
        "print geo_point_to_h3cell(-0.1277, 51.5072, 9), geo_point_to_h3cell(139.69, 35.68, 15), geo_point_to_h3cell(-70.67, -33.44), geo_point_to_h3cell(1, 1, 16)¦§89195da49b7ffff 8f2f5a3666260a6 86b2c5547ffffff §",
        "print geo_h3cell_neighbors('86b2c5547ffffff'), array_length(geo_h3cell_rings('86b2c5547ffffff', 2)[2])¦[\"86b2c5577ffffff\",\"86b2c5557ffffff\",\"86b2c555fffffff\",\"86b2c554fffffff\",\"86b2c556fffffff\",\"86b2c5567ffffff\"] 12",
        "print round(todouble(geo_h3cell_to_central_point('8f2f5a3666260a6').coordinates[1]), 4), array_length(geo_h3cell_to_polygon('8f2f5a3666260a6').coordinates[0])¦35.68 7",
        "print geo_h3cell_to_central_point('820807fffffffff')¦refused: an H3 cell around one of the grid's corners isn't evaluated here",
        "print array_sort_asc(geo_geohash_neighbors('gcp')), isnull(geo_geohash_neighbors('a'))¦[\"gby\",\"gbz\",\"gcn\",\"gcq\",\"gcr\",\"u0b\",\"u10\",\"u12\"] true",
        "print geo_geohash_neighbors('z')¦refused: neighbours beyond the edge of the map isn't evaluated here",
        "let l = dynamic({'type': 'LineString', 'coordinates': [[0,0],[0.05,0]]}); print geo_line_densify(l).coordinates, isnull(geo_line_densify(l, 0))¦[[0,0],[0.05,0]] true",
        "print geo_line_densify(dynamic({'type': 'LineString', 'coordinates': [[0,0],[5,5]]}))¦refused: `geo_line_densify` of what is valid isn't evaluated here",
        "let p = dynamic({'type': 'Polygon', 'coordinates': [[[0,0],[4,0],[4,4],[0,0]]]}); print isnull(geo_polygon_to_s2cells(p, 20))¦true",
        "print geo_polygon_to_s2cells(dynamic({'type': 'Polygon', 'coordinates': [[[0,0],[4,0],[4,4],[0,0]]]}), 5)¦refused: `geo_polygon_to_s2cells` of what is valid isn't evaluated here",
        "let P = datatable(name: string, shape: dynamic)['p', dynamic({'type': 'Polygon', 'coordinates': [[[0,0],[4,0],[4,4],[0,0]]]})]; datatable(x: real, y: real)[3.0, 1.0, 1.0, 3.0] | evaluate geo_polygon_lookup(P, shape, x, y)¦3.0 1.0 p",
        "datatable(t: datetime, v: long)[datetime(2020-01-01 01:00), 1, datetime(2020-01-02), 3, datetime(2020-01-02 05:00), 5] | evaluate rolling_percentile(v, 50, t, 1d, 2) | project rolling_2_percentile_v_50¦1; 3",
        "datatable(t: datetime, v: long)[datetime(2020-01-01), 1, datetime(2020-01-03), 3] | evaluate rolling_percentile(v, 50, t, 1d, 2)¦refused: rolling_percentile over a bin without rows isn't evaluated here",
        "datatable(u: string, t: datetime)['a', datetime(2020-01-01), 'a', datetime(2020-01-02), 'b', datetime(2020-01-02)] | evaluate active_users_count(u, t, datetime(2020-01-01), datetime(2020-01-09), 4d, 1d, 2, 7d) | project dcount¦1",
        "datatable(u: string, t: datetime)['a', datetime(2020-01-01), 'a', datetime(2020-01-04)] | evaluate active_users_count(u, t, datetime(2020-01-01), datetime(2020-01-09), 4d, 1d, 2, 7d)¦refused: active_users_count of ids seen just within the lookback window isn't evaluated here",
        "union (datatable(a: long)[] | getschema), (datatable(a: long, b: string)[] | getschema) | evaluate schema_merge() | project ColumnName, ColumnType¦a long; b string",
        "union (datatable(a: long)[] | getschema), (datatable(a: string)[] | getschema) | evaluate schema_merge()¦refused: The column `a` has two types",
        "let T = datatable(k: string, v: long)['a', 1, 'b', 2, 'b', 3]; datatable(key: string)['b', 'a', 'b'] | partition by key { T | where k == toscalar(key) | summarize s = sum(v) by k }¦b 5; a 1",
        "set query_bin_auto_size=10; set query_bin_auto_at=3; print bin_auto(27)¦23",
        "print bin_auto(27)¦refused: bin_auto() without query_bin_auto_size and query_bin_auto_at isn't evaluated here",
        "print l = dynamic([1, 2]), k = 'x' | mv-apply l to typeof(long) on (summarize s = sum(l))¦x 3",
        "print isnull(geo_point_buffer(0, 0, -1)), isnull(geo_polygon_simplify(dynamic({'type': 'Polygon'})))¦true true",
        "print geo_point_buffer(0, 0, 10)¦refused: `geo_point_buffer` of what is valid isn't evaluated here",
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
}
