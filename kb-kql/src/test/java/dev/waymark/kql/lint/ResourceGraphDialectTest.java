package dev.waymark.kql.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.kql.KqlCorpus;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.StageResult;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Resource Graph takes of KQL, and what real queries that were written for it ask. */
class ResourceGraphDialectTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          let t = 'x'; resources | where type == t                    ¦ ParserFailure let
          set notruncation; resources                                 ¦ ParserFailure set
          declare query_parameters(a: int); resources                 ¦ ParserFailure declare
          resources | count; resources                                ¦ ParserFailure resources
          resources | join kind=leftanti (resources) on id            ¦ UnsupportedJoinFlavor leftanti
          resources | join kind = leftsemi (resources) on id          ¦ UnsupportedJoinFlavor leftsemi
          resources | join kind=rightouter (resources) on id          ¦ UnsupportedJoinFlavor rightouter
          resources | join hint.strategy=broadcast (resources) on id  ¦ ParserFailure hint.strategy
          resources | lookup (resources) on id                        ¦ InvalidQueryLanguage lookup
          resources | make-series n = count() default=0 on t from ago(1d) to now() step 1h ¦ InvalidQueryLanguage make-series
          resources | project-keep id                                 ¦ InvalidQueryLanguage project-keep
          resources | project-reorder id                              ¦ InvalidQueryLanguage project-reorder
          resources | parse-where id with 'a' b                       ¦ InvalidQueryLanguage parse-where
          resources | mv-apply a = zones on (where a == 1)            ¦ InvalidQueryLanguage mv-apply
          resources | evaluate bag_unpack(tags)                       ¦ InvalidQueryLanguage evaluate
          resources | render table                                    ¦ InvalidQueryLanguage render
          resources | sample 5                                        ¦ InvalidQueryLanguage sample
          resources | filter id == 1                                  ¦ InvalidQueryLanguage filter
          resources | serialize                                       ¦ InvalidQueryLanguage serialize
          resources | getschema                                       ¦ InvalidQueryLanguage getschema
          resources | union (resources | make-series n = count() on t step 1h) ¦ InvalidQueryLanguage make-series
          print 1                                                     ¦ InvalidQueryLanguage print
          search 'x'                                                  ¦ InvalidQueryLanguage search
          AzureDiagnostics | count                                    ¦ DisallowedLogicalTableName AzureDiagnostics
          resources | join (Heartbeat) on id                          ¦ DisallowedLogicalTableName Heartbeat
          table('resources') | count                                  ¦ ParserFailure table('resources')
          workspace('x').Heartbeat | count                            ¦ ParserFailure workspace('x').Heartbeat
          arg('').resources | count                                   ¦ ParserFailure arg('').resources
          externaldata(a: string) ['https://example.com'] | count     ¦ ParserFailure externaldata(a: string) ['https://example.com']
          union resources, resourcecontainers                         ¦ ParserFailure union; ParserFailure resourcecontainers
          resources | union isfuzzy=true resourcecontainers           ¦ ParserFailure isfuzzy
          resources | union withsource=t kind=outer resourcecontainers ¦ §§
          resources | union res*                                      ¦ ParserFailure res*
          where id == 1 | join resourcecontainers on subscriptionId   ¦ ParserFailure join
          resources | where name has_any ('a', 'b')                   ¦ ParserFailure has_any
          resources | where name has_all ('a', 'b')                   ¦ ParserFailure has_all
          resources | where id == toscalar(resources | project id)    ¦ InvalidQueryLanguage toscalar
          resources | extend a = series_sum(b)                        ¦ InvalidQueryLanguage series_sum
          resources | mv-expand a = zones limit 2001                  ¦ ParserFailure 2001
          resources | mv-expand a = zones limit 2000                  ¦ §§
          resources | mv-expand a | mv-expand b | mv-expand c | mv-expand d ¦ DisallowedMaxNumberOfRemoteTables mv-expand
          resources | union resources | union resources | union resources | union resources ¦ DisallowedMaxNumberOfRemoteTables union
          resources | join resources on a | join resources on a | join resources on a | join resources on a ¦ DisallowedMaxNumberOfRemoteTables join
          Resources | join kind=leftouter (ResourceContainers | project subscriptionId) on subscriptionId ¦ §§
          resources | where id =~ 'x' and name has 'a' and name !in~ ('b') and t between (ago(1d) .. now()) ¦ §§
          resources | summarize n = count() by t = tostring(properties.a['odata.type']) | order by n desc | take 5 ¦ §§
          where type =~ 'x' | project name, properties.condition.['odata.type'] ¦ §§
          resources | parse id with * '/x/' rest | project-away rest | distinct name | top 5 by name ¦ §§
          """)
  void refusesWhatResourceGraphRefuses(String kql, String expected) {
    assertThat(
            ResourceGraphDialect.faults(query(kql)).stream()
                .map(fault -> fault.kind().code() + " " + fault.subject())
                .collect(Collectors.joining("; ")))
        .isEqualTo(expected);
  }

  /**
   * The queries of the first file are asked through the SDK: those that are refused have more than
   * three {@code join} or {@code mv-expand}, or a {@code where} in the place of a table. The second
   * one's are asked by the portal, which allows more of both; two more aren't Resource Graph's.
   */
  @ParameterizedTest
  @CsvSource({"resource-graph.jsonl, 278", "workbook-arg.jsonl, 680"})
  void takesWhatIsAskedOfResourceGraph(String file, int atLeast) {
    List<Query> real =
        KqlCorpus.rows(file).stream()
            .map((JsonNode row) -> KqlParser.parse(QueryText.of(row.get("kql").asText())))
            .filter(parsed -> parsed.issues().isEmpty())
            .flatMap(parsed -> parsed.value().stream())
            .toList();
    assertThat(real)
        .filteredOn(query -> ResourceGraphDialect.faults(query).isEmpty())
        .hasSizeGreaterThanOrEqualTo(atLeast);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          resource | count              ¦ Resource Graph has no table `resource` ¦ Did you mean `resources`?
          resources | join kind=leftanti resources on id ¦ Resource Graph has no join of kind `leftanti` ¦ Write `join kind=leftouter (…)`, then `where isempty(…)` of a column of its right side.
          resources | where a has_any ('b') ¦ Resource Graph has no `has_any` ¦ Write `has` for each word, with `or` between.
          resources | project-keep id   ¦ Resource Graph has no operator `project-keep` ¦ Write `project` with the columns' names.
          resources | scan with (step a: true;) ¦ Resource Graph has no operator `scan` ¦ It has count, distinct, extend, join, limit, mv-expand, mvexpand, order, parse, project, project-away, project-rename, sort, summarize, take, top, union, where.
          """)
  void saysWhatToWriteInstead(String kql, String message, String hint) {
    DialectFault fault = ResourceGraphDialect.faults(query(kql)).get(0);
    assertThat(fault.message()).isEqualTo(message);
    assertThat(fault.hint()).isEqualTo(hint);
  }

  private static Query query(String kql) {
    StageResult<Query> parsed = KqlParser.parse(QueryText.of(kql));
    assertThat(parsed.issues()).isEmpty();
    return parsed.value().orElseThrow();
  }
}
