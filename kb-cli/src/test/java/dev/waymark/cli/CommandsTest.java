package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private static final String ENTRY =
      """
      ---
      id: disk-full
      title: The disk is full
      service: Virtual machines
      severity: sev3
      owners: [platform]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        workspace: {type: workspace, description: Receives the counters}
      ---
      # The disk is full

      Nothing can be written.

      ## Symptoms

      - `No space left on device`

      ## Diagnostics

      ### How full is it?

      The fullest disk decides, see [the question](#may-logs-go).

      ```kql
      Perf
      | where TimeGenerated > ago(10m)
      | summarize Free = min(CounterValue) by Computer
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | unknown | `rows.size() == 0` | Nobody reports | [Escalate](#escalation) |
      | failed | `row.Free < 5.0` | Nearly nothing is left | [May logs go?](#may-logs-go) |
      | healthy | otherwise | There is room | [Escalate](#escalation) |

      | Remember | From |
      |---|---|
      | `computer` | `row.Computer` |

      ### May logs go?

      | Answer | Means | Next |
      |---|---|---|
      | Yes | They are kept elsewhere too | [Logs fill the disk](#logs-fill-the-disk) |
      | No | Something else must go | [Escalate](#escalation) |

      ## Root causes

      ### Logs fill the disk

      Nobody rotates them. [Remove old logs](#remove-old-logs).

      ## Resolution

      ### Remove old logs

      Risk: change

      - [ ] Remove what is older than a week

      ```bash
      ssh ${computer} sudo journalctl --vacuum-time=7d
      ```

      #### Verify

      ```kql
      Perf
      | where TimeGenerated > ago(1m)
      | summarize Free = min(CounterValue) by Computer
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | healthy | `rows.exists(r, r.Free > 20.0)` | There is room again | [Prevention](#prevention) |
      | failed | otherwise | Still full | [How full is it?](#how-full-is-it) |

      ## Prevention

      - Rotate the logs

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | always | Platform | 15m |
      | sev2 | always | Platform | 30m |
      | sev3 | always | Platform | 4h |
      | sev4 | always | Platform | 1d |
      """;

  @TempDir private Path home;
  private Path content;
  private Path file;

  @BeforeEach
  void writeEntry() throws IOException {
    Path schemas = Files.createDirectories(home.resolve("kb-content/schemas"));
    Files.writeString(
        schemas.resolve("computers.yaml"),
        "Perf: {TimeGenerated: datetime, Computer: string, CounterValue: real}\n");
    content = Files.createDirectories(home.resolve("kb-content/entries"));
    file = Files.writeString(content.resolve("disk-full.md"), ENTRY);
    Path scenario = Files.createDirectories(content.resolve("disk-full.scenarios/logs"));
    Files.createDirectories(scenario.resolve("answers"));
    Files.writeString(
        scenario.resolve("scenario.yaml"),
        """
        title: Logs fill the disk
        parameters: {workspace: "00000000-0000-0000-0000-000000000002"}
        questions: {may-logs-go: "Yes"}
        path: [how-full-is-it, may-logs-go, logs-fill-the-disk, remove-old-logs, prevention]
        outcome: resolved
        """);
    Files.writeString(
        scenario.resolve("answers/how-full-is-it.csv"), "Computer,Free:real\nweb-1,2.5\n");
    Files.writeString(
        scenario.resolve("answers/remove-old-logs.csv"), "Computer,Free:real\nweb-1,40.5\n");
  }

  private Kb.Result kb(String... args) {
    return new Kb().in(home).run(args);
  }

  @Test
  void aGoodEntryHasNoIssue() {
    Kb.Result result = kb("lint", file.toString());
    assertThat(result.out()).endsWith("1 entry: 0 errors, 0 warnings\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(kb("lint", "--format", "json", file.toString()).out()).isEqualTo("[ ]\n");
  }

  @Test
  void fourMistakesAreFoundAtOnceWithTheirPlaces() throws Exception {
    Files.writeString(
        file,
        ENTRY
            .replace("(#may-logs-go) |", "(#may-log-go) |")
            .replace("row.Free < 5.0", "row.Free <")
            .replace("- `No space left on device`\n\n", "")
            .replace("## Symptoms\n\n", ""));
    Kb.Result result = kb("lint", "--format", "json", file.toString());
    assertThat(result.code()).isEqualTo(1);
    JsonNode issues = new ObjectMapper().readTree(result.out());
    assertThat(issues).hasSizeGreaterThanOrEqualTo(4);
    assertThat(issues)
        .allSatisfy(
            issue -> {
              assertThat(issue.fieldNames())
                  .toIterable()
                  .containsExactly(
                      "file",
                      "line",
                      "column",
                      "endLine",
                      "endColumn",
                      "code",
                      "severity",
                      "message",
                      "hint");
              assertThat(issue.get("line").asInt()).isPositive();
              assertThat(issue.get("column").asInt()).isPositive();
              assertThat(issue.get("file").asText()).endsWith("disk-full.md");
            });
    assertThat(issues).anySatisfy(issue -> assertThat(issue.get("code").asText()).startsWith("LK"));
    assertThat(issues).anySatisfy(issue -> assertThat(issue.get("code").asText()).startsWith("CD"));
    assertThat(issues).anySatisfy(issue -> assertThat(issue.get("code").asText()).startsWith("ST"));
    assertThat(result.err()).isEmpty();
    Kb.Result text = kb("lint", file.toString());
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out()).contains("disk-full.md:");
    assertThat(text.err()).isEmpty();
  }

  @Test
  void treesAreDrawnInFourFormats() throws Exception {
    assertThat(kb("tree", "disk-full").out())
        .startsWith("The disk is full (disk-full)\n\nHow full is it? [query, line 22]\n")
        .contains("├─ failed: row.Free < 5.0 -> May logs go? [question, line 42]\n");
    assertThat(kb("tree", "disk-full", "--format", "mermaid").out())
        .startsWith("flowchart TD\n  n0[\"How full is it?\"]\n");
    assertThat(kb("tree", "disk-full", "--format", "svg").out())
        .startsWith("<svg xmlns=")
        .endsWith("</svg>\n");
    JsonNode json = new ObjectMapper().readTree(kb("tree", "disk-full", "--format", "json").out());
    assertThat(json.get("nodes")).hasSize(6);
    assertThat(json.get("edges").get(1))
        .hasToString(
            "{\"from\":\"how-full-is-it\",\"to\":\"may-logs-go\",\"state\":\"failed\",\"when\":\"row.Free"
                + " < 5.0\"}");
  }

  @Test
  void entriesAreFoundByIdFileOrFolder() {
    assertThat(kb("tree", file.toString()).code()).isZero();
    assertThat(new Kb().run("tree", "--content", content.toString(), "disk-full").code()).isZero();
    assertThat(new Kb().with("WAYMARK_CONTENT", content.toString()).run("tree", "disk-full").code())
        .isZero();
    assertThat(kb("tree", "disc-full").err())
        .startsWith("kb tree: there is no entry `disc-full` in")
        .contains("did you mean `disk-full`?");
    assertThat(kb("tree", "network").err()).contains("; it has `disk-full`\n");
    assertThat(kb("tree", "network").code()).isEqualTo(2);
  }

  @Test
  void anEntryWithErrorsIsNotDrawnButExplained() throws Exception {
    Files.writeString(file, ENTRY.replace("row.Free < 5.0", "row.Free <"));
    Kb.Result result = kb("tree", "disk-full");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("disk-full.md:35:23: error CD")
        .contains("   35 | | failed | `row.Free <` |")
        .endsWith("kb: `disk-full` doesn't run until its errors are mended\n");
    assertThat(kb("run", "disk-full").code()).isEqualTo(1);
    assertThat(kb("test", content.toString()).code()).isEqualTo(1);
  }

  @Test
  void scenariosPass() {
    Kb.Result result = kb("test", "--coverage", content.toString());
    assertThat(result.out())
        .isEqualTo(
            """
            disk-full
              ✓ logs: Logs fill the disk
              3 of 7 branches taken
                not taken: %1$s:34 how-full-is-it, unknown: rows.size() == 0
                not taken: %1$s:36 how-full-is-it, healthy: otherwise
                not taken: %1$s:47 may-logs-go, No
                not taken: %1$s:78 remove-old-logs, failed: otherwise
            1 scenario: 1 passed, 0 failed
            """
                .formatted(file));
    assertThat(result.code()).isZero();
  }

  @Test
  void aScenarioThatLeavesItsPathIsShownStepByStep() throws Exception {
    Files.writeString(
        content.resolve("disk-full.scenarios/logs/answers/how-full-is-it.csv"),
        "Computer,Free:real\nweb-1,50\n");
    Kb.Result result = kb("test", file.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "  ✗ logs: Logs fill the disk\n    step 2: expected may-logs-go, got escalation\n")
        .contains("row.Free < 5.0")
        .contains("1. How full is it?  #how-full-is-it")
        .endsWith("1 scenario: 0 passed, 1 failed\n");
  }

  @Test
  void aRunFollowsTheProposals() {
    Kb.Result result = kb("run", "disk-full", "--yes");
    assertThat(result.out())
        .contains("── 1 · How full is it? ──")
        .contains("  The fullest disk decides, see the question.\n")
        .contains("    | where TimeGenerated > ago(10m)\n")
        .contains("  1 row from scenario logs\n    Computer  Free\n")
        .contains("  · unknown   rows.size() == 0")
        .contains("  ✓ failed    row.Free < 5.0")
        .contains("  found: Nearly nothing is left: Free 2.5\n")
        .contains("  remembered: computer = web-1\n")
        .contains("  Risk: change\n")
        .endsWith(
            """
            The run ended: resolved
              cause: Logs fill the disk
                1. How full is it?
                   Nearly nothing is left: Free 2.5
                2. May logs go?
                   They are kept elsewhere too
                3. Logs fill the disk
                4. Remove old logs
                   There is room again: Free 40.5
                5. Prevention
            """);
    assertThat(result.code()).isZero();
  }

  @Test
  void aPersonMayDecideOtherwiseAndComeBack() {
    Kb.Result result =
        new Kb()
            .in(home)
            .typing(
                "x", "1", "the counters lag", "b", "", "n", "asked Ada", "", "", "1", "", "", "")
            .run(
                "run",
                "disk-full",
                "--scenario",
                "logs",
                "--param",
                "workspace=00000000-0000-0000-0000-000000000003");
    assertThat(result.err())
        .contains("`x` is none of these.\n")
        .contains("> why, although the answer says otherwise? ")
        .contains("sev1, always: Platform within 15m\n")
        .contains("Enter takes 1, as recorded\n")
        .contains("  1  [ ] Remove what is older than a week\n")
        .contains("         ssh web-1 sudo journalctl --vacuum-time=7d\n")
        .contains("  1  [x] Remove what is older than a week\n")
        .contains("  - Rotate the logs\n")
        .contains(
            """
                1. How full is it?
                   Nobody reports: rows 1
                2. Escalation
                3. How full is it?
                   Nearly nothing is left: Free 2.5
                4. May logs go?
            """)
        .doesNotContain("\u001b");
    assertThat(result.code()).isZero();
  }

  @Test
  void aDepartureWithoutAReasonIsRefused() {
    Kb.Result result = new Kb().in(home).typing("1", "", "q").run("run", "disk-full");
    assertThat(result.err()).contains("Branch 2 is proposed, not this one");
    assertThat(result.err()).contains("The run didn't end\n    1. How full is it?\n");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aRunStopsWhereItsInputEnds() {
    Kb.Result result = kb("run", "disk-full");
    assertThat(result.err()).contains("The run didn't end: the input has ended");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void anUnattendedRunStopsWhereNothingIsProposed() throws Exception {
    Files.delete(content.resolve("disk-full.scenarios/logs/answers/how-full-is-it.csv"));
    Kb.Result result = kb("run", "disk-full", "--yes");
    assertThat(result.out())
        .contains("no answer from scenario logs: Nothing is recorded for `how-full-is-it`")
        .contains("The run didn't end: There is no answer");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(new Kb().in(home).coloured().run("run", "disk-full", "--yes").out())
        .contains("\u001b[34mwhere\u001b[0m");
  }

  @Test
  void runsNeedAScenarioAndItsParameters() {
    assertThat(kb("run", "disk-full", "--scenario", "log").err())
        .startsWith("kb run: there is no scenario `log`; did you mean `logs`?\n");
    assertThat(kb("run", "disk-full", "--scenario", "log").code()).isEqualTo(2);
    assertThat(kb("run", "disk-full", "--param", "workspace=").err())
        .startsWith("kb run: `workspace`: ");
  }
}
