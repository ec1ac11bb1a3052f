package dev.waymark.runbooks.kql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.source.Checked;
import dev.waymark.model.table.Table;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The evaluator's answers beside the results that the documentation prints. */
class KqlDocsTest {
  private static final String OTHER_NAME = "the printed column has another name";
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
          Map.entry("range-function-01", "printed with dots for the middle"),
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
          Map.entry("trim-start-function-00", "printed as a link"),
          Map.entry("unicode-codepoints-to-string-function-04", "no row is printed"),
          Map.entry("url-encode-component-function-00", "printed for another address"),
          Map.entry("url-encode-function-00", "printed for another address"));

  @Test
  void answersAsPrintedOrRefuses() {
    int equal = 0;
    var wrong = new ArrayList<String>();
    for (JsonNode row : KqlCorpus.rows("oracle/kusto-docs-examples.jsonl")) {
      if (!row.get("self_contained").asBoolean() || row.get("truncated").asBoolean()) {
        continue;
      }
      Checked<Table> answer = KqlOracleTest.evaluate(row.get("kql").asText());
      if (answer.value().isPresent() && new DocsAnswer(row).equalTo(answer.value().get())) {
        equal++;
      } else if (answer.value().isPresent()) {
        wrong.add(row.get("id").asText());
      }
    }
    assertThat(MISPRINTS.keySet()).containsAll(wrong);
    assertThat(equal).isGreaterThanOrEqualTo(215);
  }
}
