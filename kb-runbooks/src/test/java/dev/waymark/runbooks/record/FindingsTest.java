package dev.waymark.runbooks.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.tree.Conclusion;
import dev.waymark.runbooks.tree.IncidentTitle;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the steps of an entry find, from its text to the facts of an incident. */
class FindingsTest {
  private static final String ENTRY =
      """
      ---
      id: calls-fail
      title: Calls fail
      incident-title: "Failing calls on {params.apim}"
      service: Gateway
      severity: sev2
      owners: [api]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        workspace: {type: workspace, default: 00000000-0000-0000-0000-000000000000, description: Logs}
        apim: {type: string, default: contoso-apim, description: The gateway}
        tolerated: {type: int, default: 100, description: What is normal}
      ---
      # Calls fail

      They do.

      ## Symptoms

      - Calls fail

      ## Diagnostics

      ### Do calls fail?

      ```kql
      Calls
      | where TimeGenerated > ago(1h)
      | summarize Failed = countif(Code >= 500), Calls = count(), First = min(TimeGenerated) by Api
      ```

      | State | When | Means | Finding | Contradicts | Next |
      |---|---|---|---|---|---|
      | unknown | `rows.size() == 0` | **Nobody** calls, see [why](#is-it-still-so) | | | [Is it still so?](#is-it-still-so) |
      | failed | `row.Failed > params.tolerated` | Calls fail | {row.Failed} of {row.Calls} calls of {row.Api} fail ({percent(row.Failed, row.Calls)}) since {row.First} | | [Is it still so?](#is-it-still-so) |
      | degraded | `row.Failed > 0` | Some calls fail. | | | [Is it still so?](#is-it-still-so) |
      | healthy | otherwise | It works | | | [Is it still so?](#is-it-still-so) |

      | Remember | From |
      |---|---|
      | `api` | `row.Api` |

      ### Is it still so?

      Ask the callers.

      | Answer | Means | Finding | Contradicts | Next |
      |---|---|---|---|---|
      | Yes | It goes on | Callers of {remembered.api} see it too | [It works](#do-calls-fail) | [It is ill](#it-is-ill) |
      | No | It has stopped | | [Calls fail](#do-calls-fail), [Some calls fail.](#do-calls-fail) | [It is ill](#it-is-ill) |

      ## Root causes

      ### It is ill

      [Mend it](#mend-it).

      ## Resolution

      ### Mend it

      Risk: change

      - [ ] Do it

      #### Verify

      ```kql
      Calls
      | where TimeGenerated > since
      | summarize Failed = countif(Code >= 500)
      ```

      | State | When | Means | Finding | Next |
      |---|---|---|---|---|
      | healthy | `row.Failed == 0` | It works again | No call failed since {since} | [Prevention](#prevention) |
      | failed | otherwise | Still failing | | [Do calls fail?](#do-calls-fail) |

      ## Prevention

      - Watch it

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | always | API | 5m |
      | sev2 | always | API | 15m |
      | sev3 | always | API | 4h |
      | sev4 | always | API | 1d |
      """;

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static final Tree TREE = compile(ENTRY).tree().orElseThrow();

  private static CompiledEntry compile(String text) {
    return Runbooks.compile(new SourceFile("calls-fail.md", text), LocalDate.of(2026, 11, 21));
  }

  private static Answer calls(@Nullable Object... values) {
    List<Row> rows =
        values.length == 0 ? List.of() : List.of(Row.of("orders", values[0], values[1], values[2]));
    return new Answer.Complete(
        new Table(
            List.of(
                new Column("Api", ColumnType.STRING),
                new Column("Failed", ColumnType.LONG),
                new Column("Calls", ColumnType.LONG),
                new Column("First", ColumnType.DATETIME)),
            rows),
        Provenance.offline("test", true, NOON));
  }

  private static Answer failed(long failed) {
    return new Answer.Complete(
        new Table(List.of(new Column("Failed", ColumnType.LONG)), List.of(Row.of(failed))),
        Provenance.offline("test", true, NOON));
  }

  private static final Answer MANY = calls(1204L, 1306L, Instant.parse("2026-11-01T11:42:05Z"));

  private static StepFinding finding(HandWalk walk, int visit) {
    return walk.facts().steps().get(visit - 1).finding().orElseThrow();
  }

  private static List<Optional<Integer>> contradicts(HandWalk walk) {
    return walk.facts().steps().stream().map(StepFacts::contradicts).toList();
  }

  @Test
  void theEntryHasNoIssue() {
    assertThat(compile(ENTRY).issues()).isEmpty();
  }

  @Test
  void aSentenceShowsItsValuesBeforeAnybodyDecides() {
    HandWalk walk = HandWalk.of(TREE).answered(MANY);
    assertThat(finding(walk, 1))
        .isEqualTo(
            new StepFinding(
                "1,204 of 1,306 calls of orders fail (92 %) since 11:42:05 UTC",
                List.of(
                    new SeenValue("Failed", "1,204"),
                    new SeenValue("Calls", "1,306"),
                    new SeenValue("Api", "orders"),
                    new SeenValue("First", "11:42:05 UTC"),
                    new SeenValue("tolerated", "100"))));
  }

  @Test
  void whereThereIsNoSentenceTheRowMeansItWithTheValuesThatDecided() {
    assertThat(finding(HandWalk.of(TREE).answered(calls(3L, 9L, NOON)), 1).text())
        .isEqualTo("Some calls fail: Failed 3");
    assertThat(finding(HandWalk.of(TREE).answered(calls()), 1).text())
        .isEqualTo("Nobody calls, see why: rows 0");
    assertThat(finding(HandWalk.of(TREE).answered(calls(0L, 9L, NOON)), 1).text())
        .isEqualTo("It works: rows 1, Failed 0, tolerated 100");
  }

  @Test
  void aFindingWithoutASentenceOfItsOwnSaysWhatTheRowMeans() {
    Conclusion some = new Conclusion("Some calls fail.", Optional.empty(), Set.of());
    assertThat(some.isToldBy(finding(HandWalk.of(TREE).answered(calls(3L, 9L, NOON)), 1))).isTrue();
    assertThat(some.isToldBy(finding(HandWalk.of(TREE).answered(MANY), 1))).isFalse();
  }

  @Test
  void whereAValueIsMissingTheRowMeansItToo() {
    assertThat(finding(HandWalk.of(TREE).answered(calls(1204L, null, NOON)), 1).text())
        .isEqualTo("Calls fail: Failed 1,204, tolerated 100");
  }

  @Test
  void theDecisionKeepsWhatWasFound() {
    HandWalk walk = HandWalk.of(TREE).answered(MANY).takes(1).replies(0);
    List<RunEvent> events = walk.run().events().stream().map(RecordedEvent::event).toList();
    assertThat(events)
        .filteredOn(RunEvent.BranchTaken.class::isInstance)
        .map(event -> ((RunEvent.BranchTaken) event).finding())
        .containsExactly(Optional.of(finding(walk, 1)));
    assertThat(finding(walk, 2))
        .isEqualTo(
            new StepFinding(
                "Callers of orders see it too", List.of(new SeenValue("api", "orders"))));
    assertThat(walk.facts().steps().get(2).finding()).isEmpty();
    assertThat(new RunMachine(TREE).reexecute(events).state()).contains(walk.run().state());
  }

  @Test
  void whoeverTakesAnotherBranchFindsWhatThatSays() {
    HandWalk walk = HandWalk.of(TREE).answered(MANY).takes(3, "they retry").replies(1);
    assertThat(finding(walk, 1).text()).isEqualTo("It works");
    HandWalk some = HandWalk.of(TREE).answered(MANY).takes(2, "few callers").replies(1);
    assertThat(finding(some, 1).text()).isEqualTo("Some calls fail: Failed 1,204");
  }

  @Test
  void aVerificationSaysSinceWhen() {
    HandWalk walk = HandWalk.of(TREE).answered(MANY).takes(1).replies(0).confirms("mend-it");
    walk.finishes().answered(failed(0)).takes(0);
    assertThat(finding(walk, 4).text()).isEqualTo("No call failed since 02:04:00 UTC");
  }

  @Test
  void sentencesOfTheTimelineSayIt() {
    HandWalk walk = HandWalk.of(TREE).answered(MANY).takes(1).replies(1);
    assertThat(walk.run().events())
        .map(event -> EventSentence.of(walk.run().names(), event.event()).text())
        .contains(
            "Proposed “1,204 of 1,306 calls of orders fail (92 %) since 11:42:05 UTC”:"
                + " `row.Failed > params.tolerated` holds",
            "Took “1,204 of 1,306 calls of orders fail (92 %) since 11:42:05 UTC” as proposed, to"
                + " “Is it still so?”.",
            "Answered “No” (It has stopped), to “It is ill”.");
  }

  @Test
  void whatTheAuthorSaysContradictsInBothDirections() {
    assertThat(contradicts(HandWalk.of(TREE).answered(MANY).takes(1).replies(0)))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(contradicts(HandWalk.of(TREE).answered(MANY).takes(1).replies(1)))
        .containsExactly(Optional.empty(), Optional.of(1), Optional.empty());
    HandWalk back = HandWalk.of(TREE).answered(calls(0L, 9L, NOON)).takes(3).replies(1);
    back.goesBackTo("do-calls-fail").answered(MANY);
    assertThat(contradicts(back))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2));
  }

  @Test
  void theSameQueryThatIsAnsweredOtherwiseContradicts() {
    HandWalk back = HandWalk.of(TREE).answered(MANY).takes(1).replies(0);
    back.goesBackTo("do-calls-fail").answered(calls());
    assertThat(contradicts(back).getLast()).isEmpty();
    HandWalk again = HandWalk.of(TREE).answered(MANY).goesBackTo("do-calls-fail");
    again.answered(calls(0L, 9L, NOON));
    assertThat(contradicts(again)).containsExactly(Optional.empty(), Optional.of(1));
  }

  @Test
  void nothingContradictsWhatWasFoundBeforeAnAction() {
    HandWalk walk = HandWalk.of(TREE).answered(MANY).takes(1).replies(0).confirms("mend-it");
    walk.finishes().answered(failed(3)).takes(1).answered(calls(0L, 9L, NOON)).takes(3).replies(1);
    assertThat(walk.facts().steps()).hasSize(7);
    assertThat(contradicts(walk)).containsOnly(Optional.empty());
  }

  @Test
  void anIncidentIsCalledAsItsEntrySays() {
    assertThat(IncidentTitle.of(TREE, Map.of("apim", "contoso-apim")))
        .isEqualTo("Failing calls on contoso-apim");
    assertThat(IncidentTitle.of(TREE, Map.of("apim", "x".repeat(300)))).hasSize(200).endsWith("…");
  }

  @Test
  void withoutATitleAnIncidentIsCalledAsTheEntryAndItsResource() {
    String silent = ENTRY.replaceFirst("incident-title:.*\n", "");
    Tree unnamed = compile(silent).tree().orElseThrow();
    assertThat(IncidentTitle.of(unnamed, Map.of("apim", "contoso-apim"))).isEqualTo("Calls fail");
    String id =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/"
            + "Microsoft.ApiManagement/service/contoso-apim";
    Tree about =
        compile(
                silent
                    .replace("apim: {type: string", "apim: {type: resource")
                    .replace("default: contoso-apim", "default: " + id))
            .tree()
            .orElseThrow();
    assertThat(IncidentTitle.of(about, Map.of("apim", id))).isEqualTo("Calls fail: contoso-apim");
  }

  @Test
  void namesAreCheckedWhereTheyStand() {
    assertThat(issues("{row.Failed} of", "{row.Faled} of")).containsExactly("CD03 Faled");
    assertThat(issues("{remembered.api} see", "{remembered.apo} see")).containsExactly("CD05 apo");
    assertThat(issues("{remembered.api} see", "{row.Api} see")).containsExactly("CD06 row");
    assertThat(issues("{params.apim}\"", "{params.apin}\"")).containsExactly("CD04 apin");
    assertThat(issues("{params.apim}\"", "{rows.size()}\"")).containsExactly("CD06 rows");
    assertThat(issues("{params.apim}\"", "{remembered.api}\"")).containsExactly("CD06 remembered");
    assertThat(issues("{row.Failed} of", "{rows} of")).containsExactly("CD15 rows");
    assertThat(issues("{row.Failed} of", "row.Failed} of")).containsExactly("CD14 }");
    assertThat(issues("[It works](#do-calls-fail)", "[It works](#do-calls-fial)"))
        .contains("LK01 [It works](#do-calls-fial)");
    assertThat(issues("Contradicts | Next", "Contradict | Next"))
        .first()
        .isEqualTo("ST17 | State | When | Means | Finding | Contradict | Next |");
  }

  private static List<String> issues(String from, String to) {
    assertThat(ENTRY).contains(from);
    CompiledEntry entry = compile(ENTRY.replace(from, to));
    return entry.issues().stream().map(issue -> issue.code().code() + " " + words(issue)).toList();
  }

  private static String words(Issue issue) {
    return issue.file().text(issue.span());
  }
}
