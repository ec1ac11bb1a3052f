package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The evaluator's answers beside those of the Kusto emulator. */
class KqlOracleTest {
  @Test
  void answersAsTheEmulatorOrRefuses() {
    List<JsonNode> rows = KqlCorpus.rows("oracle/kustainer-ground-truth.jsonl");
    int equal = 0;
    var wrong = new ArrayList<String>();
    for (JsonNode row : rows) {
      StageResult<Table> answer = evaluate(row.get("kql").asText());
      boolean emulatorFailed = row.get("duckdbOutcomeOfKqlToSql").asText().equals("KustoError");
      boolean right =
          answer
              .value()
              .map(t -> !emulatorFailed && new OracleAnswer(row).equalTo(t))
              .orElse(emulatorFailed);
      equal += right ? 1 : 0;
      if (!right && answer.value().isPresent()) {
        wrong.add(row.get("id").asText() + " " + row.get("kql").asText());
      }
    }
    assertThat(equal).isGreaterThanOrEqualTo((int) Math.ceil(rows.size() * 0.95));
    assertThat(wrong).isEmpty();
  }

  static StageResult<Table> evaluate(String kql) {
    StageResult<Query> query = Kql.parse(QueryText.of(kql));
    if (query.hasErrors()) {
      return StageResult.failed(query.issues());
    }
    return Kql.evaluate(
        query.value().orElseThrow(), Map.of(), Map.of(), Instant.now(), Limits.STANDARD);
  }
}
