package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The evaluator's answers beside the results that the documentation prints. */
class KqlDocsTest {
  private static final String OTHER_NAME = "the printed column has another name";
  private static final String DOTS = "printed with dots for the middle";
  private static final String OTHER_DATA = "the printed input isn't the query's";

  /** Examples whose printed results aren't what their queries return, each with the reason. */
  private static final Map<String, String> MISPRINTS =
      Map.ofEntries(
          Map.entry("binary-all-xor-aggregation-function-00", OTHER_NAME),
          Map.entry("cot-function-00", OTHER_NAME),
          Map.entry("join-innerunique-03", "which row is kept is left to chance"),
          Map.entry("join-rightanti-00", "printed with the left side's column"),
          Map.entry("max-of-function-01", OTHER_NAME),
          Map.entry("min-of-function-01", OTHER_NAME),
          Map.entry("mv-expand-operator-05", OTHER_NAME),
          Map.entry("parse-url-query-function-00", "printed as a string in a string"),
          Map.entry("range-function-01", DOTS),
          Map.entry("scan-operator-04", "the columns are printed in another order"),
          Map.entry("series-atan-function-00", OTHER_DATA),
          Map.entry("series-cos-function-00", OTHER_DATA),
          Map.entry("series-fit-line-dynamic-function-00", "only a part of the columns is printed"),
          Map.entry("series-iir-function-00", "only the first rows are printed"),
          Map.entry("series-product-function-00", OTHER_NAME),
          Map.entry("series-sin-function-00", OTHER_DATA),
          Map.entry("series-sum-function-00", OTHER_NAME),
          Map.entry("sin-function-00", OTHER_NAME),
          Map.entry("split-function-00", OTHER_NAME),
          Map.entry("strlen-function-02", OTHER_NAME),
          Map.entry("toguid-function-00", "printed input differs and a cell is missing"),
          Map.entry("tohex-function-00", OTHER_NAME),
          Map.entry("trim-end-function-01", "the query names a column that it lacks"),
          Map.entry("unicode-codepoints-to-string-function-04", "no row is printed"),
          Map.entry("url-encode-component-function-00", "printed for another address"),
          Map.entry("url-encode-function-00", "printed for another address"));

  /**
   * Families of functions and operators that are refused on purpose, since no published query for
   * operations uses them, and how many complete examples that costs.
   */
  private static final Map<String, Integer> REFUSED =
      Map.ofEntries(
          Map.entry("geo_\\w+", 112),
          Map.entry("(make-graph|graph-[a-z-]+)", 17),
          Map.entry("convert_\\w+", 7),
          Map.entry("punycode_\\w+", 2),
          Map.entry("(log)?gamma|beta_\\w+|erfc?", 4),
          Map.entry("active_users_count|sliding_window_counts", 2),
          Map.entry("rolling_percentile|schema_merge", 2));

  private static final int EQUAL = 258;

  /** Tables of the public sample cluster. */
  private static final Pattern ELSEWHERE = Pattern.compile("\\b(StormEvents|PageViewsSample)\\b");

  /** What comes out differently each time, or from where the query runs. */
  private static final Pattern CHANCE =
      Pattern.compile(
          "\\b(rand|new_guid|now|ago|current_\\w+|cursor_\\w+|sample|sample-distinct|external_?data"
              + "|geo_info_from_ip_address|extent_id|ingestion_time)\\b");

  /**
   * Complete is an example that brings its own data, whose whole result is printed as the query
   * returns it, and whose result isn't left to chance.
   */
  private static boolean isComplete(JsonNode example) {
    return isSelfContained(example)
        && !MISPRINTS.containsKey(example.get("id").asText())
        && !CHANCE.matcher(example.get("kql").asText()).find();
  }

  private static boolean isSelfContained(JsonNode example) {
    return example.get("self_contained").asBoolean()
        && !example.get("truncated").asBoolean()
        && !ELSEWHERE.matcher(example.get("kql").asText()).find();
  }

  private static Optional<String> refusedFamily(String kql) {
    return REFUSED.keySet().stream()
        .sorted()
        .filter(family -> Pattern.compile("\\b(" + family + ")\\b").matcher(kql).find())
        .findFirst();
  }

  @Test
  void answersAsPrintedOrRefuses() {
    int all = 0;
    int complete = 0;
    int equal = 0;
    var refused = new TreeMap<String, Integer>();
    var wrong = new ArrayList<String>();
    for (JsonNode row : KqlCorpus.rows("oracle/kusto-docs-examples.jsonl")) {
      all += isSelfContained(row) ? 1 : 0;
      StageResult<Table> answer = KqlOracleTest.evaluate(row.get("kql").asText());
      boolean same =
          answer.value().isPresent() && new DocsAnswer(row).equalTo(answer.value().get());
      if (answer.value().isPresent() && !same && isSelfContained(row)) {
        wrong.add(row.get("id").asText());
      }
      Optional<String> family = refusedFamily(row.get("kql").asText());
      if (isComplete(row) && family.isPresent()) {
        assertThat(answer.value()).as(row.get("id").asText()).isEmpty();
        refused.merge(family.get(), 1, Integer::sum);
      } else if (isComplete(row)) {
        complete++;
        equal += same ? 1 : 0;
      }
    }
    assertThat(refused).containsExactlyInAnyOrderEntriesOf(REFUSED);
    assertThat(MISPRINTS.keySet()).containsAll(wrong);
    assertThat(equal)
        .as("equal of %d complete, %d self-contained", complete, all)
        .isGreaterThanOrEqualTo(EQUAL)
        .isGreaterThanOrEqualTo((int) Math.ceil(complete * 0.9));
  }
}
