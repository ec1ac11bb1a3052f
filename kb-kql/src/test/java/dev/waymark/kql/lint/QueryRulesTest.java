package dev.waymark.kql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.syntax.Token;
import dev.waymark.model.source.StageResult;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule with what it finds, and with what stands near it and is right. */
class QueryRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          T | count                                                                 ¦ QL20 T
          T | where isnotempty(TimeGenerated)                                       ¦ QL20 T
          T | where TimeGenerated < ago(1d)                                         ¦ QL20 T
          T | where TimeGenerated > ago(1d) or Level == 'Error'                     ¦ QL20 T
          T | where not(TimeGenerated > ago(1d))                                    ¦ QL20 T
          T | where TimeGenerated !between (ago(1d) .. now())                       ¦ QL20 T
          let x = T; x | count                                                      ¦ QL20 T
          let f = () { T | count }; f()                                             ¦ QL20 T
          union (T | where TimeGenerated > ago(1d)), S                              ¦ QL20 S
          table('T') | count                                                        ¦ QL20 table('T')
          T | where TimeGenerated > ago(window) | where Code == 502                 ¦ §§
          T | where ago(1d) < timestamp and Code == 502                             ¦ §§
          T | where TimeGenerated between (ago(2h) .. ago(1h))                      ¦ §§
          T | where now() - TimeGenerated < 1h                                      ¦ §§
          T | where StartTime > ago(1h)                                             ¦ §§
          let start = ago(1h); T | where StartTime >= start                         ¦ §§
          union T, S | where TimeGenerated > ago(1h)                                ¦ §§
          let x = T | where TimeGenerated > ago(1h); x | count                      ¦ §§
          T | make-series n = count() on TimeGenerated from ago(1h) to now() step 5m ¦ §§
          print 1                                                                   ¦ §§
          range x from 1 to 3 step 1                                                ¦ §§
          datatable(a: int) [1] | count                                             ¦ §§
          T | where TimeGenerated > datetime(2026-01-01)                            ¦ QL21 datetime(2026-01-01)
          T | where TimeGenerated > todatetime('2026-01-01')                        ¦ QL21 todatetime
          T | where TimeGenerated > make_datetime(2026, 1, 1)                       ¦ QL21 make_datetime
          T | where TimeGenerated > datetime(null)                                  ¦ §§
          T | where TimeGenerated > todatetime(began)                               ¦ §§
          T | where TimeGenerated > ago(1h) and Id =~ '/subscriptions/0a-1/x'       ¦ QL22 '/subscriptions/0a-1/x'
          T | where TimeGenerated > ago(1h) and Id startswith '/subscriptions/'     ¦ §§
          union * | where TimeGenerated > ago(1h)                                   ¦ QL23 union
          search 'timeout' | where TimeGenerated > ago(1h)                          ¦ QL23 search
          find where TimeGenerated > ago(1h)                                        ¦ QL23 find
          search in (T) TimeGenerated > ago(1h) and 'timeout'                       ¦ §§
          union App* | where TimeGenerated > ago(1h)                                ¦ §§
          T | where TimeGenerated > ago(1h) | search 'timeout'                      ¦ §§
          T | where TimeGenerated > ago(1h) and Name contains 'order'               ¦ QL24 contains
          T | where TimeGenerated > ago(1h) and Name !contains 'order'              ¦ QL24 !contains
          T | where TimeGenerated > ago(1h) and Name contains 'ord'                 ¦ §§
          T | where TimeGenerated > ago(1h) and Name contains host                  ¦ §§
          T | where TimeGenerated > ago(1h) and Name has 'order'                    ¦ §§
          T | where TimeGenerated > ago(1h) | join kind=inner (S) on Id             ¦ QL25 join
          T | where TimeGenerated > ago(1h) | join S on Id                          ¦ QL25 join
          T | where TimeGenerated > ago(1h) | lookup (S | summarize by Id) on Id    ¦ QL25 lookup
          let s = S | where Code == 1; T | where TimeGenerated > ago(1h) | join s on Id ¦ QL25 join
          T | where TimeGenerated > ago(1h) | join (S | where TimeGenerated > ago(1h)) on Id ¦ §§
          let s = S | where TimeGenerated > ago(1h); T | where TimeGenerated > ago(1h) | join s on Id ¦ §§
          let s = datatable(Id: int) [1]; T | where TimeGenerated > ago(1h) | lookup s on Id ¦ §§
          T | where TimeGenerated > ago(1h) | take 5                                ¦ QL26 take
          T | where TimeGenerated > ago(1h) | limit 5                               ¦ QL26 limit
          T | where TimeGenerated > ago(1h) | sort by Id | summarize n = count() by Id | take 5 ¦ QL26 take
          T | where TimeGenerated > ago(1h) | sort by Id | project Id | take 5      ¦ §§
          T | where TimeGenerated > ago(1h) | top 5 by Id                           ¦ §§
          T | where TimeGenerated > ago(1h) | summarize n = count() | take 1        ¦ §§
          let a = 1; T | where TimeGenerated > ago(1h)                              ¦ QL27 a
          let a = 1; T | where TimeGenerated > ago(1h) and Code == a                ¦ §§
          externaldata(a: string) ['https://example.com/x.csv']                     ¦ QL28 externaldata
          evaluate http_request('https://example.com')                              ¦ QL28 http_request
          cluster('x').database('y').T | where TimeGenerated > ago(1h)              ¦ QL28 cluster
          T | where TimeGenerated > ago(1h) | evaluate python(typeof(*), 'x')       ¦ QL28 python
          .drop table T                                                             ¦ QL28 .drop table T
          T | where TimeGenerated > ago(1h) | evaluate bag_unpack(Bag)              ¦ §§
          T | where TimeGenerated > ago(1h) | extend r = a.r                        ¦ §§
          resources | where TimeGenerated > ago(1h)                                 ¦ QL10 resources
          T | where TimeGenerated > ago(1h) | join (resources | where TimeGenerated > ago(1h)) on Id ¦ QL10 resources
          let resources = T | where TimeGenerated > ago(1h); resources | count      ¦ §§
          """)
  void findsInLogs(String kql, String expected) {
    Query query = query(kql);
    assertThat(
            QueryRules.logs(query, tokens(kql)).stream()
                .map(issue -> issue.code().code() + " " + issue.file().text(issue.span()))
                .collect(Collectors.joining("; ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          resources | where id =~ apim                                              ¦ §§
          resources | join (resourcecontainers) on subscriptionId                   ¦ §§
          resources | where id == '/subscriptions/0a-1'                             ¦ QL22
          resources | take 5                                                        ¦ QL26
          where type == 'x' | order by name asc | take 5                            ¦ §§
          Resources | join ResourceContainers on subscriptionId                     ¦ QL32; QL32
          let a = 1; resources | where n == a                                       ¦ QL31
          """)
  void findsInResourceGraph(String kql, String expected) {
    assertThat(
            QueryRules.resourceGraph(query(kql), tokens(kql)).stream()
                .map(issue -> issue.code().code())
                .collect(Collectors.joining("; ")))
        .isEqualTo(expected);
  }

  private static Query query(String kql) {
    StageResult<Query> parsed = KqlParser.parse(QueryText.of(kql));
    assertThat(parsed.issues()).isEmpty();
    return parsed.value().orElseThrow();
  }

  private static List<Token> tokens(String kql) {
    return KqlLexer.tokens(kql).stream().filter(token -> !token.kind().isTrivia()).toList();
  }
}
