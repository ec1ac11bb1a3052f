package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.Next;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.Step;
import dev.waymark.model.source.Excerpt;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps, causes, actions and verifications: their fences, their tables and their cells. */
class StepsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          | failed | `row.Count     ; | Failed | `row.Count      ; ST19 32 Failed: `Failed` isn't a state
          | failed | `row.Count     ; | faild | `row.Count       ; ST19 32 faild: `faild` isn't a state
          | `row.Count > 10` |      ; | row.Count > 10 |         ; ST20 32 row.Count > 10: `When` takes one condition in back-ticks, or the word otherwise
          | `row.Count > 10` |      ; | `row.Count` > 10 |       ; ST20 32 `row.Count` > 10: `When` takes one condition in back-ticks, or the word otherwise
          | `row.Count > 10` |      ; | |                        ; ST20 32 | failed | | Too many | [Is it up?](#is-it-up) |: This row has nothing under `When`
          | healthy | otherwise | Few ; | healthy | Otherwise | Few ; ST20 33 Otherwise: `When` takes one condition in back-ticks, or the word otherwise|ST21 33 | healthy | Otherwise | Few | [Escalate](#escalation) |: The table has no `otherwise` row for the answers that match no other row
          | failed | `row.Count > 10` | ; | failed | otherwise | ; ST21 32 otherwise: `otherwise` isn't in the last row, so no row after it is ever reached
          | Too many |              ; | |                        ; ST32 32 | failed | `row.Count > 10` | | [Is it up?](#is-it-up) |: This row doesn't say what it means
          | [Is it up?](#is-it-up) | ; | see [Is it up?](#is-it-up) | ; ST22 32 see [Is it up?](#is-it-up): `Next` has more than a link
          | [Is it up?](#is-it-up) | ; | [Is it up?](#is-it-up) [or](#escalation) | ; ST22 32 [Is it up?](#is-it-up) [or](#escalation): `Next` has 2 links, so it isn't clear where to go
          | [Is it up?](#is-it-up) | ; | Is it up? |             ; ST22 32 Is it up?: `Next` has no link
          | [Is it up?](#is-it-up) | ; | ask again after 5m |    ; ST22 32 ask again after 5m: `ask again after 5m` doesn't say when to ask again
          | [Is it up?](#is-it-up) | ; | Ask again after 1s |    ; ST22 32 Ask again after 1s: `1s` is too short a time to ask again after
          | [Is it up?](#is-it-up) | ; | Ask again after 61m |   ; ST22 32 Ask again after 61m: `61m` is too long a time to ask again after
          | [It is down](#it-is-down) | ; | Ask again after 5m | ; ST22 43 Ask again after 5m: A person's answer can't be asked for again after a while
          | No | It stopped         ; | | It stopped             ; ST18 43 | | It stopped | [It is down](#it-is-down) |: This row has no answer
          | No | It stopped         ; | Yes | It stopped         ; ST18 44 Yes: Two rows have the answer `Yes`
          | `waiting` |             ; | waiting |                ; ST23 37 waiting: `waiting` can't be the name of a remembered value
          | `waiting` |             ; | `1st` |                  ; ST23 37 `1st`: `1st` can't be the name of a remembered value
          | `row.Count` |           ; | row.Count |              ; ST23 37 row.Count: `From` takes one expression in back-ticks
          | `waiting` | `row.Count` | ; | `waiting` | `row.Count` |§| `waiting` | `row.Other` | ; ST23 38 `waiting`: Two rows remember `waiting`
          | State | When | Means | Next |§|---|---|---|---|§| failed | ; | State | When | Mean | Next |§|---|---|---|---|§| failed | ; ST15 22 ### How many wait?: The step "How many wait?" has a fence, but no table that says what its answer means|ST17 30 | State | When | Mean | Next |: This header is nearly | State | When | Means | Next |, so the table would only be shown
          |---|---|---|§| No        ; §| No                      ; ST15 39 ### Is it up?: The step "Is it up?" doesn't say what comes next|ST17 41 |: This looks like a table, but GitHub shows it as text|ST17 43 |: This looks like a table, but GitHub shows it as text
          ```kql                    ; ```kql§A§```§§```kql       ; ST12 30 kql: The step "How many wait?" has a second fence that runs
          ```kql§Orders | count§``` ; ¤¤                         ; ST14 28 | State | When | Means | Next |: The step "How many wait?" has a State table but no fence that runs|ST16 33 | Remember | From |: Only the answer of a fence can be remembered
          Look at the queue.        ; #### Look                  ; ST08 24 #### Look: The heading "Look" is inside a step
          Look at the queue.        ; - see§§  ```kql§  Orders§  ``` ; ST25 26 kql: This fence is in a list item, so it is shown, and not run
          Look at the queue.        ; ```sh§ls§```               ; ST25 24 sh: A `sh` fence is shown, and not run
          Look at the queue.        ; | Severity | When | Who | Within |§|---|---|---|---|§| sev1 | x | y | 1m | ; ST16 24 | Severity | When | Who | Within |: The step "How many wait?" has an escalation table
          Look at the queue.        ; | State | Answer | Means | Next |§|---|---|---|---|§| failed | No | x | [E](#escalation) | ; ST16 24 | State | Answer | Means | Next |: Only the verification of an action takes answers with states
          | Remember | From |§|---|---|§| `waiting` | `row.Count` | ; | Answer | Means | Next |§|---|---|---|§| a | b | [E](#escalation) | ; ST16 35 | Answer | Means | Next |: The step "How many wait?" has a fence, so nobody is asked
          """)
  void refusesInSteps(String sound, String broken, String told) {
    assertThat(Parsed.changed(sound, broken).told())
        .containsExactlyInAnyOrder(told.split("\\|(?=ST)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          It stopped. [Restart      ; | Answer | Means | Next |§|---|---|---|§| a | b | [E](#escalation) |§§It stopped. [Restart ; ST16 50 | Answer | Means | Next |: A cause can't ask the responder
          It stopped. [Restart      ; | Remember | From |§|---|---|§| `a` | `b` |§§It stopped. [Restart ; ST16 50 | Remember | From |: Only steps under ## Diagnostics remember values
          It stopped. [Restart      ; | State | When | Means | Next |§|---|---|---|---|§| failed | otherwise | b | [E](#escalation) |§§It stopped. [Restart ; ST14 50 | State | When | Means | Next |: The cause "It is down" has a State table but no fence that runs
          It stopped. [Restart      ; ```tcp§a:1§```§§It stopped. [Restart ; ST15 48 ### It is down: The cause "It is down" has a fence, but no table that says what its answer means
          Risk: change§             ; ¤¤                         ; ST26 54 ### Restart it: The action "Restart it" doesn't say how risky it is
          Risk: change              ; Risk: Change               ; ST26 58 Risk: Change: `Change` isn't a risk
          Risk: change              ; Risk: change it            ; ST26 58 Risk: change it: The risk isn't on a line of its own
          Risk: change              ; Risk: change§now           ; ST26 58 Risk: change: The risk isn't on a line of its own
          Risk: change              ; Risk: change§§Risk: read   ; ST26 60 Risk: read: The action "Restart it" has a second risk
          - [ ] Restart it          ; Restart it.                ; ST27 54 ### Restart it: The action "Restart it" has no tasks|ST28 60 Restart it.: This text comes after the risk or the tasks
          - [ ] Restart it          ; - Restart it               ; ST27 60 - Restart it: This item has no box to tick
          - [ ] Restart it          ; - [x] Restart it           ; ST29 60 - [x] Restart it: This task is ticked in the entry itself
          - [ ] Restart it          ; ```bash§ls§```§§- [ ] Restart it ; ST28 60 ```bash: This fence isn't part of a task
          Risk: change§§- [ ] Restart it ; - [ ] Restart it§§Risk: change ; ST28 60 Risk: change: The risk comes after the tasks
          #### Verify               ; #### Verification          ; ST08 65 #### Verification: "Verification" looks like the heading of a verification
          #### Verify               ; #### verify                ; ST08 65 #### verify: "verify" looks like the heading of a verification
          #### Verify               ; #### Notes§§Wait.§§#### Verify ; ST08 65 #### Notes: The heading "Notes" is inside the action "Restart it"
          ## Prevention             ; #### Verify§§```tcp§a:1§```§§## Prevention ; ST08 77 #### Verify: The heading "Verify" is inside the action "Restart it"
          ```tcp§consumer.example:80§```§§ ; ¤¤                  ; ST14 64 | State | When | Means | Next |: The verification of "Restart it" neither runs a fence nor asks the responder
          | State | When | Means | Next |§|---|---|---|---|§| healthy | `row.Connected` ; | Remember | From |§|---|---|§| `a` | `b` |§§| State | When | Means | Next |§|---|---|---|---|§| healthy | `row.Connected` ; ST16 68 | Remember | From |: Only steps under ## Diagnostics remember values
          """)
  void refusesInCausesAndActions(String sound, String broken, String told) {
    assertThat(Parsed.changed(sound, broken).told())
        .containsExactlyInAnyOrder(told.split("\\|(?=ST)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          timeout=0s         ; ST24 26 0s: The option `timeout` can't be `0s`
          timeout=11m        ; ST24 26 11m: The option `timeout` can't be `11m`
          timeout            ; ST24 26 timeout: The `kql` fence has no option `timeout`
          rows=0             ; ST24 26 0: The option `rows` can't be `0`
          rows=10001         ; ST24 26 10001: The option `rows` can't be `10001`
          rows=many          ; ST24 26 many: The option `rows` can't be `many`
          rows=5 rows=6      ; ST24 26 rows=6: This fence has the option `rows` twice
          chart=pie          ; ST24 26 pie: The option `chart` can't be `pie`
          workspace=a-b      ; ST24 26 a-b: The option `workspace` can't be `a-b`
          colour=red         ; ST24 26 colour=red: The `kql` fence has no option `colour=red`
          resource_graph     ; ST24 26 resource_graph: The `kql` fence has no option `resource_graph`
          """)
  void refusesOptionsOfFences(String options, String told) {
    assertThat(Parsed.changed("```kql", "```kql " + options).told()).containsExactly(told);
  }

  @Test
  void eachKindHasItsOwnOptions() {
    assertThat(Parsed.changed("```tcp", "```tcp timeout=3s").told()).isEmpty();
    assertThat(Parsed.changed("```tcp", "```tcp rows=5").told())
        .allMatch(issue -> issue.endsWith("rows=5: The `tcp` fence has no option `rows=5`"))
        .isNotEmpty();
    assertThat(Parsed.changed("```kql", "```kql resource-graph workspace=other").told())
        .containsExactly(
            "ST24 26 workspace=other: The `kql resource-graph` fence has no option"
                + " `workspace=other`");
  }

  @Test
  void readsOptionsOfFences() {
    Parsed parsed =
        Parsed.changed(
            "```kql", "```kql   timeout=20s rows=500  chart=time workspace=other resource=app");
    assertThat(parsed.told()).isEmpty();
    Fence fence = ((Step.QueryStep) parsed.entry().steps().getFirst()).check().fence();
    assertThat(fence.options())
        .isEqualTo(
            Map.of(
                "timeout", "20s",
                "rows", "500",
                "chart", "time",
                "workspace", "other",
                "resource", "app"));
    assertThat(fence.body().text()).isEqualTo("Orders | count");
  }

  @ParameterizedTest
  @CsvSource({"10s, PT10S", "5m, PT5M", "1h, PT1H", "90s, PT1M30S"})
  void asksAgain(String written, Duration after) {
    Parsed parsed =
        Parsed.changed("| [Is it up?](#is-it-up) |", "| Ask again after " + written + " |");
    StateRow row =
        ((Step.QueryStep) parsed.entry().steps().getFirst()).check().patterns().getFirst();
    assertThat(row.next())
        .isInstanceOfSatisfying(
            Next.AskAgain.class, again -> assertThat(again.after()).isEqualTo(after));
  }

  /**
   * A header in another order is an issue, and its columns are read by their names all the same.
   */
  @Test
  void readsColumnsInAnyOrder() {
    Parsed parsed =
        Parsed.changed(
            "| State | When | Means | Next |§|---|---|---|---|§| failed | `row.Count > 10` | Too many | [Is it up?](#is-it-up) |§| healthy | otherwise | Few | [Escalate](#escalation) |",
            "| Next | Means | When | State |§|---|---|---|---|§| [Is it up?](#is-it-up) | Too many | `row.Count > 10` | failed |§| [Escalate](#escalation) | Few | otherwise | healthy |");
    StateRow row =
        ((Step.QueryStep) parsed.entry().steps().getFirst()).check().patterns().getFirst();
    assertThat(row.when().map(Excerpt::text)).contains("row.Count > 10");
    assertThat(row.means()).isEqualTo("Too many");
    assertThat(parsed.told())
        .singleElement()
        .asString()
        .startsWith("ST17 30 | Next | Means | When | State |: This header is nearly");
  }

  @Test
  void aPipeInACellIsEscaped() {
    Parsed parsed = Parsed.changed("`row.Count > 10`", "`row.Count > 10 \\|\\| row.Late`");
    assertThat(parsed.told()).isEmpty();
    StateRow row =
        ((Step.QueryStep) parsed.entry().steps().getFirst()).check().patterns().getFirst();
    Excerpt when = row.when().orElseThrow();
    assertThat(when.text()).isEqualTo("row.Count > 10 || row.Late");
    assertThat(parsed.at(when.span(15, 17))).isEqualTo("32 \\|\\|");
  }

  @Test
  void aPersonVerifies() {
    Parsed parsed =
        Parsed.changed(
            "```tcp§consumer.example:80§```§§| State | When | Means | Next |§|---|---|---|---|§| healthy | `row.Connected` | It is up | [Prevention](#prevention) |§| failed | otherwise |",
            "Look.§§| State | Answer | Means | Next |§|---|---|---|---|§| healthy | It is up | Good | [Prevention](#prevention) |§| failed | It isn't |");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.entry().actions().getFirst().verification().orElseThrow().verdicts())
        .extracting(row -> row.state().label() + " " + row.answer() + " " + row.next().target())
        .containsExactly("healthy It is up #prevention", "failed It isn't #escalation");
  }
}
