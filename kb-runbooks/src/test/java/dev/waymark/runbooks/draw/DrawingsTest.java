package dev.waymark.runbooks.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class DrawingsTest {

  @Test
  void textNamesEveryNodeOnceAndThenRefersToIt() {
    assertThat(TextDrawing.draw(SampleGraph.small()))
        .isEqualTo(
            """
            Key Vault <denies> requests (sample)

            Who is refused? [query, line 10]
            ├─ healthy: rows.size() == 0 -> Prevention [prevention, line 17]
            ├─ failed: rows.all(r, r.Denied == r.Calls && r.Ip != "<none>") -> Is the firewall "new"? [question, line 11]
            │  ├─ Yes -> The firewall is too narrow [cause, line 13]
            │  │  └─ -> Widen the rule [action, line 15]
            │  │     ├─ healthy: row.Denied == 0 -> see Prevention
            │  │     └─ failed: otherwise -> see Who is refused?
            │  ├─ No, or nobody knows -> Escalation [escalation, line 16]
            │  └─ The network changed -> network.md#peering
            └─ degraded: otherwise -> The caller has no right [cause, line 12]
               └─ -> Grant the role [action, line 14]
                  └─ -> see Prevention
            """);
  }

  @Test
  void mermaidKeepsItsQuotesClosed() {
    assertThat(MermaidDrawing.draw(SampleGraph.small()))
        .isEqualTo(
            """
            flowchart TD
              n0["Who is refused?"]
              n1{"Is the firewall #34;new#34;?"}
              n2(["The caller has no right"])
              n3(["The firewall is too narrow"])
              n4[/"Grant the role"/]
              n5[/"Widen the rule"/]
              n6{{"Escalation"}}
              n7[["Prevention"]]
              n0 -->|"healthy: rows.size() == 0"| n7
              n0 -->|"failed: rows.all(r, r.Denied == r.Calls #38;#38; r.Ip != #34;#60;none#62;#34;)"| n1
              n0 -->|"degraded: otherwise"| n2
              n1 -->|"Yes"| n3
              n1 -->|"No, or nobody knows"| n6
              n8>"network.md#35;peering"]
              n1 -->|"The network changed"| n8
              n2 --> n4
              n3 --> n5
              n4 --> n7
              n5 -->|"healthy: row.Denied == 0"| n7
              n5 -->|"failed: otherwise"| n0
            """);
  }

  @Test
  void mermaidTakesNoTitleForAList() {
    TreeGraph graph = SampleGraph.parse("query a 1. Check `this`\n");
    assertThat(MermaidDrawing.draw(graph)).contains("n0[\"1#46; Check #96;this#96;\"]");
  }

  @Test
  void jsonHasTheNamesThatProgramsRelyOn() throws Exception {
    JsonNode json = new ObjectMapper().readTree(JsonDrawing.draw(SampleGraph.small()));
    assertThat(json.fieldNames()).toIterable().containsExactly("id", "title", "nodes", "edges");
    assertThat(json.get("nodes")).hasSize(8);
    assertThat(json.get("nodes").get(1))
        .hasToString(
            "{\"id\":\"firewall\",\"kind\":\"question\",\"title\":\"Is the firewall \\\"new\\\"?\",\"line\":11}");
    assertThat(json.get("edges").get(0))
        .hasToString(
            "{\"from\":\"who\",\"to\":\"prevention\",\"state\":\"healthy\",\"when\":\"rows.size() == 0\"}");
    assertThat(json.get("edges").get(5))
        .hasToString(
            "{\"from\":\"firewall\",\"to\":\"network.md#peering\",\"state\":\"\",\"when\":\"The network changed\"}");
    assertThat(json.get("edges").get(6))
        .hasToString("{\"from\":\"no-right\",\"to\":\"grant\",\"state\":\"\",\"when\":\"\"}");
  }
}
