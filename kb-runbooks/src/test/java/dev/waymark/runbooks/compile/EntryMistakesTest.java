package dev.waymark.runbooks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.tree.Node;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake at a time, made in an entry without any. */
class EntryMistakesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String SOUND = EntrySamples.queueGrows("queue-grows");

  private static final String REST = SOUND.substring(SOUND.indexOf("### Write it"));
  private static final String VERDICT =
      """
      #### Verify

      Look at the queue's chart.

      | State | Answer | Means | Next |
      |---|---|---|---|
      | healthy | It falls | It shrinks | [Prevention](#prevention) |
      | failed | It doesn't | Still growing | [Does the queue grow?](#does-the-queue-grow) |

      """;

  @Test
  void findsNothingInASoundEntry() {
    CompiledEntry entry = compile(SOUND);
    assertThat(entry.issues()).isEmpty();
    assertThat(entry.tree().orElseThrow().nodes().keySet())
        .containsExactly(
            "does-the-queue-grow",
            "is-the-consumer-up",
            "was-there-a-campaign",
            "the-consumer-is-down",
            "too-many-orders",
            "it-has-stopped",
            "restart-the-consumer",
            "write-it-down",
            "prevention",
            "escalation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          (#is-the-consumer-up)          ; (#is-the-consumer-upp)       ; LK01 ; Did you mean `#is-the-consumer-up`?
          (#escalation)                  ; (#prevention)                ; LK02 ; This link can't lead to `#prevention`
          (#prevention)                  ; (#write-it-down)             ; LK02 ; Link to the prevention section
          [Too many orders](#too-many-orders); [Escalate](#escalation)  ; LK03 ; The run can't get from the first step to `Too many orders`
          (#was-there-a-campaign)        ; (#does-the-queue-grow)       ; LK04 ; form a loop
          remembered.length              ; remembered.lenght            ; CD05 ; Did you mean length?
          params.limit                   ; params.limits                ; CD04 ; Did you mean limit?
          row.Connected                  ; row.Conected                 ; CD03 ; Did you mean Connected?
          row.Connected                  ; row.DurationMs               ; CD07 ; this is a whole number
          row.Connected                  ; row.Error == 3               ; CD02 ; compares text
          row.Connected                  ; row.Connected &&             ; CD01 ; ends too early
          row.Connected                  ; row.Connected \\|\\| true        ; CD09 ; always holds
          alert.rule ==                  ; alerts.rule ==               ; CD06 ; Only `alert` is known here
          alert.targets[0]               ; alert.targets[0              ; CD01 ; ends too early
          ${consumer}§n```               ; ${consumers}§n```            ; CM01 ; Did you mean `${consumer}`?
          ```kql§nAzureMetrics§n| where TimeGenerated > ago(window) ; ```kql workspace=workspaces§nAzureMetrics§n| where TimeGenerated > ago(window) ; CM01 ; Did you mean `workspace=workspace`?
          --name ${consumer}             ; --name ${group}              ; CM01 ; neither a parameter nor a remembered value
          ```tcp§n${consumer}            ; ```azurecli§naz vm start     ; CM02 ; changes something
          ```tcp§n${consumer}            ; ```bash§ncurl x ' | y' | tee z ; CM03 ; isn't allowed here
          ```tcp§n${consumer}            ; ```bash§nkubectl exec ${consumer} -- mend ; CM05 ; isn't known to only read
          ```tcp§n${consumer}            ; ```azurecli§naz resource list --tag x=@/etc/passwd ; CM07 ; `x=@/etc/passwd` would be taken for a file
          ```tcp§n${consumer}            ; ```bash§nkubectl get -f ${consumer} ; CM07 ; `-f` names a file
          Ask whoever is on call for sales. ; ```powershell§nRestart-Service W3SVC§n``` ; CM06 ; is under `## Diagnostics`
          Ask whoever is on call for sales. ; ```sql§nupdate orders set late = 1§n``` ; CM06 ; `update` changes something
          limit: {type: int,             ; other: {type: string, default: x, description: Unused}§n  limit: {type: int, ; LK10 ; Nothing uses the parameter `other`
          | `length` | `row.Length` |     ; | `length` | `row.Length` |§n| `late` | `row.TimeGenerated` | ; LK11 ; remembered value `late`
          ```tcp§n${consumer}            ; ```tcp§nhello ${consumer}     ; FB05 ; isn't `host:port`
          Restart it                     ; Use --password Winter24      ; CM04 ; looks like a secret
          Restart it                     ; Use password=hunter2hunter2  ; CM04 ; looks like a secret
          # The queue grows              ; # The queue                  ; ST33 ; the title of the front matter
          2026-11-01                     ; 2026-01-01                   ; KB02 ; last reviewed on 2026-01-01
          2026-11-01                     ; 2026-11-23                   ; KB10 ; `2026-11-23` is in the future, so nobody can have reviewed the entry then
          , from: "alert.targets[0]"}    ; }                            ; KB11 ; `queue` has no `from` and no `default`. Add one of them, such as
          int, default: 1000,            ; int,                         ; KB11 ; `limit` has no `from` and no `default`
          Restart it                     ; TODO                         ; KB03 ; left in
          [Write it down](#write-it-down).; Wait.                       ; KB04 ; has no resolution
          | sev1 | at once | Orders on call | 5m |§n ; ¤¤               ; KB06 ; sev1
          > ago(window) and              ; > since and                  ; CM01 ; `since` exists only in `#### Verify`
          ```tcp§n${consumer}            ; ```tcp§n${since}             ; CM01 ; `since` exists only in `#### Verify`
          `row.Connected`                ; `since < timestamp("2026-11-01T00:00:00Z")`; CD06 ; `since` exists only in `#### Verify`
          --name ${consumer}             ; --name ${since}              ; CM01 ; `since` exists only in `#### Verify`
          `length` | `row.Length`        ; `since` | `row.Length`       ; LK08 ; Choose another name
          ¤  window:¤                    ; ¤  since: {type: datetime, description: When}§n  window:¤ ; LK08 ; Choose another name
          [Does the queue grow?](#does-the-queue-grow); Ask again after 5s ; ST22 ; Write a time from 10s to 1h
          [Does the queue grow?](#does-the-queue-grow); Ask again after 2h ; ST22 ; Write a time from 10s to 1h
          [Does the queue grow?](#does-the-queue-grow); Ask again in 5m  ; ST22 ; Write `Ask again after 5m`
          [Does the queue grow?](#does-the-queue-grow); Ask again after a while ; ST22 ; doesn't say when
          [Escalate](#escalation)        ; Ask again after 5m           ; ST22 ; A person's answer
          [Prevention](#prevention)      ; Ask again after 5m           ; LK02 ; A healthy row can't ask again
          """)
  void findsOneMistake(String sound, String broken, String code, String words) {
    String from = newLines(sound);
    assertThat(SOUND).contains(from);

    List<Issue> issues = compile(SOUND.replace(from, newLines(broken))).issues();

    assertThat(issues)
        .anySatisfy(
            issue -> {
              assertThat(issue.code().code()).isEqualTo(code);
              assertThat(issue.message() + ". " + issue.hint()).contains(words);
            });
  }

  @Test
  void someRowLeadsOn() {
    String again =
        SOUND
            .replace("[Was there a campaign?](#was-there-a-campaign)", "Ask again after 30s")
            .replace("[The consumer is down](#the-consumer-is-down)", "Ask again after 1h");
    assertThat(codes(again)).contains("LK04");
  }

  @Test
  void aVerificationKnowsWhenItsActionWasCarriedOut() {
    String since =
        SOUND
            .replace("> ago(5m)", "> since")
            .replace(
                "| failed | otherwise | Still growing |",
                "| unknown | `since > timestamp(\"2026-11-01T00:00:00Z\")` | Not yet | Ask again"
                    + " after 90s |\n"
                    + "| failed | otherwise | Still growing |");
    assertThat(codes(since)).isEmpty();
  }

  @Test
  void anEntryWithoutAlertsAsksPeople() {
    String asked =
        SOUND
            .replace("alerts:\n  - alert.rule == \"queue-length\"\n", "")
            .replace(", from: \"alert.targets[0]\"", "");
    assertThat(codes(asked)).isEmpty();
  }

  @Test
  void aDateIsNotInTheFutureWhereItsDayHasBegunSomewhere() {
    assertThat(codes(SOUND.replace("2026-11-01", "2026-11-22"))).isEmpty();
    assertThat(codes(SOUND.replace("2026-11-01", "9999-12-31"))).containsExactly("KB10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          reviewed: 2026-11-01 ; reviewed: yesterday
          review-every: 90d    ; review-every: quarterly
          id: queue-grows      ; id: Queue Grows
          """)
  void whatCannotBeReadHasNoFollowers(String sound, String broken) {
    assertThat(codes(SOUND.replace(sound, broken))).containsExactly("FM08");
  }

  @Test
  void wantsActionsThatChangeSomethingVerified() {
    int from = SOUND.indexOf("#### Verify");
    String unverified = SOUND.substring(0, from) + SOUND.substring(SOUND.indexOf("### Write it"));
    assertThat(codes(unverified)).containsExactly("KB05");
  }

  @Test
  void aPersonMayVerify() {
    String asked = SOUND.substring(0, SOUND.indexOf("#### Verify")) + VERDICT + REST;
    CompiledEntry entry = compile(asked);
    assertThat(entry.issues()).isEmpty();
    Node action = entry.tree().orElseThrow().node("restart-the-consumer").orElseThrow();
    assertThat(action.options())
        .extracting(option -> option.state().orElseThrow() + " " + option.answer())
        .containsExactly("HEALTHY It falls", "FAILED It doesn't");
    assertThat(((Node.ActionNode) action).verdict().orElseThrow().prose().markdown())
        .isEqualTo("Look at the queue's chart.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          State | Answer | Means | Next ; Answer | Means | Next | Note ; ST17 ; This header is nearly | Answer | Means | Next |
          | State | Answer | Means | Next |§n|---|---|---|---| ; | Answer | Means | Next |§n|---|---|---| ; ST16 ; doesn't say which state each answer means. Write the header | State | Answer | Means | Next |
          | State | Answer | ; | State | Answers | ; ST17 ; Write the header exactly like this: | State | Answer | Means | Next |
          | State | Answer | ; | State | When | ; ST14 ; neither runs a fence nor asks the responder. Add the query or probe that shows whether it worked, or ask the responder with a table
          | failed | It doesn't ; | failed | It falls ; ST18 ; Two rows have the answer `It falls`
          | healthy | It falls ; | fine | It falls ; ST19 ; `fine` isn't a state
          (#prevention) |§n| failed ; (#escalation) |§n| failed ; LK02 ; Link to the prevention section
          Look at the queue's chart. ; ```kql§nAzureMetrics | where TimeGenerated > ago(5m) | count§n``` ; ST16 ; has a fence, so nobody is asked
          """)
  void findsOneMistakeInAVerdict(String sound, String broken, String code, String words) {
    assertThat(VERDICT).contains(newLines(sound));
    String verdict = VERDICT.replace(newLines(sound), newLines(broken));
    String asked = SOUND.substring(0, SOUND.indexOf("#### Verify")) + verdict + REST;
    assertThat(compile(asked).issues())
        .anySatisfy(
            issue -> {
              assertThat(issue.code().code()).isEqualTo(code);
              assertThat(issue.message() + ". " + issue.hint()).contains(words);
            });
  }

  @Test
  void onlyAVerificationTakesAnswersWithStates() {
    String text =
        SOUND.replace(
            """
            | Answer | Means | Next |
            |---|---|---|
            | Yes |\
            """,
            """
            | State | Answer | Means | Next |
            |---|---|---|---|
            | failed | Yes |\
            """);
    assertThat(compile(text).issues())
        .anySatisfy(
            issue ->
                assertThat(issue.code().code() + " " + issue.message() + ". " + issue.hint())
                    .isEqualTo(
                        "ST16 Only the verification of an action takes answers with states. Write"
                            + " the header | Answer | Means | Next | to ask a question."));
  }

  @Test
  void wantsNamesRememberedOnEveryWay() {
    String after = SOUND.replace("row.Connected", "remembered.length == 3 && row.Connected");
    assertThat(codes(after)).isEmpty();
    String atTheStart = SOUND.replace("r.Length < params.limit", "r.Length < remembered.length");
    assertThat(codes(atTheStart)).containsExactly("LK07");
    String neverBackToTheStart =
        atTheStart.replace(
            "[Does the queue grow?](#does-the-queue-grow)", "[Escalate](#escalation)");
    assertThat(codes(neverBackToTheStart)).containsExactly("LK06");
  }

  @Test
  void warnsWhereARowIsReadThatMayNotBeThere() {
    String unguarded = SOUND.replace("rows.all(r, r.Length < params.limit)", "row.Length < 3");
    assertThat(codes(unguarded)).containsExactly("CD11");
    String guarded =
        SOUND.replace("rows.all(r, r.Length < params.limit)", "rows.size() > 0 && row.Length < 3");
    assertThat(codes(guarded)).isEmpty();
    String above =
        SOUND.replace(
            "| healthy | `rows.all(r, r.Length < params.limit)` |",
            """
            | unknown | `rows.size() == 0` | No data | [Escalate](#escalation) |
            | healthy | `row.Length < 3` |\
            """);
    assertThat(codes(above)).isEmpty();
  }

  @Test
  void findsARowThatAnEarlierOneTakes() {
    String twice =
        SOUND.replace(
            "| failed | otherwise | Nobody",
            "| degraded | `row.Connected` | Again | [Escalate](#escalation) |\n"
                + "| failed | otherwise | Nobody");
    assertThat(codes(twice)).containsExactly("CD10");
  }

  private static String newLines(String text) {
    return text.replace("§n", "\n");
  }

  private static List<String> codes(String text) {
    return compile(text).issues().stream().map(issue -> issue.code().code()).toList();
  }

  private static CompiledEntry compile(String text) {
    return Runbooks.compile(new SourceFile("queue-grows.md", text), TODAY);
  }
}
