package dev.waymark.kql;

import static dev.waymark.kql.KqlSemanticsTest.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.value.Json;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Details in which an evaluator goes wrong without a word: the documented answer, or none. */
class KqlDetailsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        // Text as a value of another type
        "print todatetime('Sat, 8 Nov 14 15:05:02 GMT'), datetime(08-Nov-14"
            + " 15:05)¦2014-11-08T15:05:02.0000000Z 2014-11-08T15:05:00.0000000Z",
        "print todatetime('12-02-2022') == datetime('12-02-2022')¦true",
        "print todatetime('2014-05-25T08:20:03+25:00')¦refused: `2014-05-25T08:20:03+25:00` as a"
            + " datetime isn't evaluated here",
        "print datetime(2014-05-25T08:20:03+25:00)¦refused: `datetime(2014-05-25T08:20:03+25:00)`"
            + " isn't of type datetime",
        "print todatetime('soon'), todatetime('2014-02-30')¦null null",
        "print todouble('nan'), todouble('-inf'), todouble('Inf'), todouble('Infinity'),"
            + " todouble('infinite')¦NaN -inf inf inf null",
        "print todouble('INF')¦refused: `INF` as a real isn't evaluated here",
        "print toreal('-NAN')¦refused: `-NAN` as a real isn't evaluated here",
        "print totimespan('0.00:03:00'), totime('1h'), totimespan('long')¦00:03:00 01:00:00 null",
        "print totimespan('1.5')¦refused: `1.5` as a timespan isn't evaluated here",
        "print totimespan('25:00:00')¦refused: `25:00:00` as a timespan isn't evaluated here",
        "print dynamic(-9223372036854775808), dynamic([-9223372036854775808])[0],"
            + " long(-9223372036854775808)¦-9223372036854775808 -9223372036854775808"
            + " -9223372036854775808",
        "print dynamic(9223372036854775808)¦refused: `dynamic(…)` isn't of type dynamic",
        "datatable(x: long)[-9223372036854775808] | extend y = x + 0¦-9223372036854775808"
            + " -9223372036854775808",
        // Arrays
        "datatable(i: long, v: dynamic)[1, dynamic([]), 2, dynamic(null), 3, dynamic([1, 2]), 4,"
            + " dynamic({}), 5, dynamic({'k': 1})] | mv-expand v¦2 null; 3 1; 3 2; 5 {\"k\":1}",
        "datatable(i: long, v: dynamic)[1, dynamic([]), 2, dynamic(null), 3, dynamic([1, 2]), 4,"
            + " dynamic({})] | mv-expand kind=array v to typeof(long) | count¦3",
        "datatable(i: long, a: dynamic, b: dynamic)[1, dynamic([]), dynamic([7, 8]), 2,"
            + " dynamic({}), dynamic([])] | mv-expand a, b¦1 null 7; 1 null 8",
        "datatable(i: long, v: dynamic)[1, dynamic([]), 2, dynamic(null), 3, dynamic([1, 2]), 4,"
            + " dynamic({})] | mv-apply v on (summarize n = count())¦2 1; 3 2",
        "print split('a,b', ',', 1), split('a,b', ',', 2), split('', ',', 0), split('a', ',',"
            + " 7)[0]¦[\"b\"] null [\"\"] null",
        "print isnull(split('a,b', ',', 5)), tostring(split('a,b', ',', 5))¦§true §",
        "print split('a,b', ',', -1)¦refused: split with a negative index isn't evaluated here",
        "print array_sort_asc(dynamic(['b', 3, true, 1.5, null,"
            + " 'a']))¦[1.5,3,\"a\",\"b\",true,null]",
        "print array_sort_desc(dynamic(['b', 3, true, 1.5, null, 'a']),"
            + " false)¦[null,3,1.5,\"b\",\"a\",true]",
        "print array_sort_asc(pack_array('x', guid(74be27de-1e4e-49d9-b579-fe0b331d3642), 1,"
            + " dynamic({})))¦[1,\"x\",\"74be27de-1e4e-49d9-b579-fe0b331d3642\",{}]",
        "print array_sort_asc(dynamic([true, false]))¦refused: the order of such values in an array"
            + " isn't evaluated here",
        "print array_sort_asc(pack_array(1, 1h))¦refused: the order of such values in an array"
            + " isn't evaluated here",
        "print a = dynamic(['x', 2]), b = dynamic([1, 0]) | project array_sort_asc(a, b)¦[2,\"x\"]"
            + " [0,1]",
        "print d = dynamic([1, 'x', null]) | mv-expand d to typeof(long)¦1; null; null",
        "print d = dynamic([1, 'x', 2.5, true]) | mv-expand d to typeof(string)¦1; x; 2.5; true",
        "print d = dynamic(['1']) | mv-expand d to typeof(long)¦refused: expanding a string to"
            + " typeof(long) isn't evaluated here",
        "print d = dynamic([2.5]) | mv-expand d to typeof(int)¦refused: expanding a double to"
            + " typeof(int) isn't evaluated here",
        "print d = dynamic([true]) | mv-apply d to typeof(long) on (take 1)¦refused: expanding a"
            + " bool to typeof(long) isn't evaluated here",
        "print d = dynamic([1]) | mv-expand kind=bags d¦refused: There is no such kind `bags`",
        "print a = 1 | lookup kind=left (print a = 1) on a¦refused: There is no such kind `left`",
        "print a = 1 | union kind=full (print a = 1)¦refused: There is no such kind `full`",
        "print a = 'x' | parse kind=simpel a with b¦refused: There is no such kind `simpel`",
        // Patterns of times
        "print format_datetime(datetime(2009-06-15T13:45:30.61), 'd dd f fff FFFFFFF h hh H HH m mm"
            + " M MM s ss y yy yyyy tt')¦15 15 6 610 61 1 01 13 13 45 45 6 06 30 30 9 09 2009 PM",
        "print format_datetime(datetime(2009-06-15T13:45:30.05), '[F]:FF')¦[]:05",
        "print format_datetime(datetime(2009-06-15), 'ddd')¦refused: format_datetime with `ddd`"
            + " isn't evaluated here",
        "print format_datetime(datetime(2009-06-15), 'MMM yyyy')¦refused: format_datetime with"
            + " `MMM` isn't evaluated here",
        "print format_datetime(datetime(2009-06-15), 'yyyyy')¦refused: format_datetime with `yyyyy`"
            + " isn't evaluated here",
        "print format_datetime(datetime(2009-06-15), 'hhh')¦refused: format_datetime with `hhh`"
            + " isn't evaluated here",
        "print format_datetime(datetime(2009-06-15), 't')¦refused: format_datetime with `t` isn't"
            + " evaluated here",
        "print format_datetime(datetime(2009-06-15), 'ffffffff')¦refused: format_datetime with"
            + " `ffffffff` isn't evaluated here",
        "print format_datetime(datetime(2009-06-15), 'yyyy-MM-ddTHH')¦refused: format_datetime with"
            + " `T` isn't evaluated here",
        "print format_timespan(time(29.09:00:05.12345), 'dd.hh:mm:ss:FF'),"
            + " format_timespan(time(29.09:00:05.12345), 'ddd.h:mm:ss [fffffff]')¦29.09:00:05:12"
            + " 029.9:00:05 [1234500]",
        "print format_timespan(1h, 'mmm')¦refused: format_timespan with `mmm` isn't evaluated here",
        "print format_timespan(1h, 'tt')¦refused: format_timespan with `tt` isn't evaluated here",
        // Regular expressions
        "print '٣4' matches regex @'^\\d\\d$', '٣' matches regex @'\\D', extract(@'\\w+', 0, 'naïve"
            + " café!'), extract(@'[\\w-]+', 0, 'Ünï-x y')¦true false naïve Ünï-x",
        "print replace_regex('a\u00a0b', @'\\s', '_'), 'é' matches regex @'\\W', trim(@'\\W+',"
            + " '--é--'), 'x' matches regex @'[\\S]'¦a_b false é true",
        "print 'a foo b' matches regex @'\\bfoo\\b', 'é' matches regex @'\\u00e9', 'α' matches"
            + " regex @'\\p{Greek}', 'é' matches regex @'^\\x{e9}$'¦true true true true",
        "print 'é foo' matches regex @'\\bfoo\\b'¦refused: \\b beside letters beyond ASCII isn't"
            + " evaluated here",
        "print 'x' matches regex '[a-z&&[^b]]'¦refused: the regular expression `[a-z&&[^b]]` isn't"
            + " evaluated here",
        "print 'x' matches regex @'\\<x'¦refused: the regular expression `\\<x` isn't evaluated"
            + " here",
        "print 'x' matches regex 'x{'¦refused: the regular expression `x{` isn't evaluated here",
        "print 'x' matches regex @'(?x) x'¦refused: the regular expression `(?x) x` isn't evaluated"
            + " here",
        "print 'x' matches regex '(?=x)'¦refused: `(?=x)` isn't a regular expression: invalid or"
            + " unsupported Perl syntax",
        "print s = 'n=٣ m=4' | parse s with 'n=' n:long ' m=' m:long | project n, m¦null null",
        // parse-kv and bag_unpack
        "print s = 'a = 1; b=2 ;c:' | parse-kv s as (a: long, b: long) with (pair_delimiter=';',"
            + " kv_delimiter='=') | project a, b¦1 2",
        "print s = 'a = 1 b = 2' | parse-kv s as (a: long) with (pair_delimiter=' ',"
            + " kv_delimiter='=')¦refused: parse-kv of pairs and parts that blanks part isn't"
            + " evaluated here",
        "print s = 'a=  b=2' | parse-kv s as (a: long) with (pair_delimiter=' ',"
            + " kv_delimiter='=')¦refused: parse-kv of pairs and parts that blanks part isn't"
            + " evaluated here",
        "print s = 'n=A, B, m = C' | parse-kv s as (n: string, m: string) with (pair_delimiter=',',"
            + " kv_delimiter='=', greedy=true) | project n, m¦A, B C",
        "print s = ' n =A, m=C D' | parse-kv s as (n: string, m: string) with (pair_delimiter=',',"
            + " kv_delimiter='=', greedy=true) | project n, m¦A C D",
        "print s = 'a=\" x \",b=2' | parse-kv s as (a: string) with (pair_delimiter=',',"
            + " kv_delimiter='=', quote='\"')¦refused: parse-kv of blanks at the ends of what is"
            + " quoted isn't evaluated here",
        "datatable(d: dynamic, x: long)[dynamic({'a': 1, 'd': 2}), 5] | evaluate"
            + " bag_unpack(d)¦refused: bag_unpack of a property with the name of its column isn't"
            + " evaluated here",
        "datatable(d: dynamic, x: long)[dynamic({'a': 1, 'd': 2}), 5] | evaluate bag_unpack(d,"
            + " 'p_')¦5 1 2",
        "datatable(d: dynamic)[dynamic({'a': 1}), dynamic({'a': 1.5})] | evaluate bag_unpack(d) |"
            + " project t = gettype(a)¦long; double",
        // Words that a function doesn't know
        "print datetime_part('weekday', now())¦refused: `weekday` as a part of time isn't evaluated"
            + " here",
        "print datetime_diff('decade', now(), now())¦refused: `decade` as a part of time isn't"
            + " evaluated here",
        "print datetime_add('decade', 1, now())¦refused: `decade` as a part of time isn't evaluated"
            + " here",
        "print datetime_utc_to_local(datetime(2020-06-01), 'US/Pacific'),"
            + " datetime_local_to_utc(datetime(2020-06-01),"
            + " 'Europe/Berlin')¦2020-05-31T17:00:00.0000000Z 2020-05-31T22:00:00.0000000Z",
        "print datetime_utc_to_local(datetime(2020-06-01), 'Pacific Standard Time')¦refused: the"
            + " time zone `Pacific Standard Time` isn't evaluated here",
        "print datetime_local_to_utc(datetime(2020-06-01), '+02:00')¦refused: the time zone"
            + " `+02:00` isn't evaluated here",
        "print format_bytes(1024, 0, 'KB'), format_bytes(1024)¦1 KB 1 KB",
        "print format_bytes(1024, 0, 'kB')¦refused: format_bytes in `kB` isn't evaluated here",
        "print 1d * 1e20¦refused: a length of time beyond what a timespan can hold isn't evaluated"
            + " here",
        "print 1d * 9223372036854775807¦refused: a length of time beyond what a timespan can hold"
            + " isn't evaluated here",
        "print 1d / 1e-20¦refused: a length of time beyond what a timespan can hold isn't evaluated"
            + " here",
        "print set_union(dynamic([1]), dynamic('a'))¦refused: a set of what isn't an array isn't"
            + " evaluated here",
        "print array_concat(dynamic([1]), dynamic('a'))¦[1]",
        "print d = dynamic([2.0]) | mv-expand d to typeof(int)¦2",
        "print hash(1)¦refused: a hash of what is neither text nor a datetime isn't evaluated here",
        // Numbers
        "print sign(real(nan)), sign(-42), sign(0), sign(11.2), sign(long(null))¦NaN -1.0 0.0 1.0"
            + " null",
        "print bin(decimal(-3.7), 1), round(decimal(2.346), 2), ceiling(decimal(1.2)),"
            + " ceiling(int(3))¦-4.0 2.35 2 3",
        "print round(decimal(2.345), 2)¦refused: rounding a decimal that lies halfway isn't"
            + " evaluated here",
        "print around(3, 1, 2), around(4, 1, 2), around(1.5, 1, 0.5), around(1, 1, -1),"
            + " around(long(null), 1, 1), around(decimal(1), 2, 1)¦true false true false null true",
        "range t from datetime(2021-01-01 01:00) to datetime(2021-01-01 02:00) step 1min | where"
            + " around(t, datetime(2021-01-01 01:30), 1min) | count¦3",
        "range x from 1 to 3.5 step 1¦1.0; 2.0; 3.0",
        "print datepart('Year', datetime(2020-05-06)), arraylength(dynamic([1])), extractall('(.)',"
            + " 'ab')¦2020 1 [\"a\",\"b\"]",
        // Aggregates
        "datatable(k: long, v: long)[1, 10, 1, 20, 2, 30] | summarize arg_max(v), arg_min(v) by k¦1"
            + " 20 10; 2 30 30",
        "datatable(k: long, v: long)[1, 10, 1, 20] | summarize argmax(v, k)¦refused: Naming the"
            + " columns of argmax or argmin isn't evaluated here",
        "datatable(k: long, v: long)[1, 10, 1, 20] | summarize (a, b) = argmax(v, k)¦20 1",
        "datatable(v: long)[1, 2] | summarize cnt(), count(v)¦2 2",
        "datatable(v: long)[1, 2] | summarize count(v > 1)¦refused: count(…) of a condition,"
            + " instead of countif(…), isn't evaluated here",
        "datatable(v: long, w: long)[10, 8, 20, 6, 30, 3, 40, 1] | summarize percentiles_array(v,"
            + " dynamic([0, 100])), percentilesw(v, w, 50, 99.9)¦[10,40] 20 40",
        // Columns
        "print 1 | distinct x = true == false¦false",
        "datatable(a: long, b: string)[1, 'x', 2, 'x'] | distinct c = toupper(b), 1 > 0¦X true",
        "datatable(a: string, b: long, c: long)['x', 1, long(null)] | project bag_pack_columns(a,"
            + " c)¦{\"a\":\"x\",\"c\":null}",
        "datatable(a: string)['x'] | project iscolumnexists('a'), iscolumnexists('b')¦true false",
        "datatable(a: string)['ab'] | where * !contains 'x'¦refused: `* !contains` isn't evaluated"
            + " here",
        "datatable(a: string, n: long)['ab', 12] | where * contains '12' and * has 'ab'¦ab 12",
        "where 1 == 1 | count¦refused: A query begins with a table",
        "print datetime() == now()¦true",
      })
  void answersOrRefuses(String kql, String expected) {
    assertThat(shown(kql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "print dayofmonth(now()), dayofyear(now()), hourofday(now()), getmonth(now()),"
            + " monthofyear(now()), getyear(now()), weekofyear(now()), week_of_year(now()),"
            + " datetime_part('day', now()), datepart('day', now())¦int int int int int int int int"
            + " int int",
        "print dayofweek(now()), sign(1), sign(-1.5), ceiling(1.5), ceiling(int(1)), round(int(1)),"
            + " abs(int(1)), round(decimal(1.4))¦timespan real real real int int long decimal",
        "print bin(int(7), 2), bin(7, decimal(2)), floor(7, 2.0), int(1) + int(1), int(7) / 2¦long"
            + " decimal real long long",
        "range x from int(1) to int(3) step int(1)¦int",
        "range x from 1 to 3 step 1¦long",
        "range x from 1 to 3.5 step 1¦real",
        "range x from datetime(2020-01-01) to datetime(2020-01-02) step 1h¦datetime",
        "range x from 1h to 3h step 1h¦timespan",
        "datatable(i: int, d: decimal, t: timespan)[1, 1.5, 1h] | summarize percentile(i, 50),"
            + " percentile(d, 50), percentile(t, 50), percentiles(i, 5), percentilew(d, i, 50)¦long"
            + " real timespan long real",
        "datatable(i: int)[1] | summarize max(i), sum(i), avg(i), min(i)¦int long real int",
      })
  void givesTheTypesOfTheDocumentation(String kql, String types) {
    assertThat(shown(kql + " | getschema | summarize strcat_array(make_list(ColumnType), ' ')"))
        .isEqualTo(types);
  }

  /** What is shorter than 100 ns doesn't exist in Kusto. */
  @Test
  void cutsTimesToTicks() {
    var moment = Instant.parse("2026-11-30T02:19:05.123456789Z");
    var table = new Table(List.of(new Column("t", ColumnType.DATETIME)), List.of(Row.of(moment)));
    StageResult<Table> answer =
        Kql.evaluate(
            Kql.parse(
                    QueryText.of("T | project a = now() == p, b = t == p, c = t, d = now(-1tick)"))
                .value()
                .orElseThrow(),
            Map.of("T", table),
            Map.of("p", moment),
            moment,
            Limits.STANDARD);
    assertThat(answer.value().orElseThrow().rows())
        .containsExactly(
            Row.of(
                true,
                true,
                Instant.parse("2026-11-30T02:19:05.1234567Z"),
                Instant.parse("2026-11-30T02:19:05.1234566Z")));
  }

  /** Cases that were reported in public, each with the answer that is right. */
  @ParameterizedTest
  @CsvSource({"K-27a", "K-58c", "K-61"})
  void answersWhatWasReported(String name) {
    KqlCorpus.Case given = KqlCorpus.reported(name);
    StageResult<Table> answer = KqlOracleTest.evaluate(given.kql());
    String rows =
        Json.write(answer.value().orElseThrow().rows().stream().map(Row::values).toList());
    assertThat(rows).isEqualTo(given.expected().get("expect").get(1).toString());
  }
}
