package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.State;
import dev.waymark.model.source.SourceFile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryWriterTest {
  private static final String TABLE =
      """
      | State | When | Means | Next |
      |---|---|---|---|
      | healthy | `rows.size() == 0` | Nobody is refused | [Stopped](#stopped) |
      | failed | `row.Denied > 10` | Many are refused | [No right](#no-right) |
      | unknown | otherwise | Some are refused | [Whose address?](#whose-address) |
      """;
  private static final String ENTRY =
      """
      ---
      id: vault
      ---
      # Vault

      ## Symptoms

      - Refused

      ## Diagnostics

      ### Who is refused?

      The vault's log says who,  and how often.
      Look at both.

      ```kql
      AzureDiagnostics
      | where TimeGenerated > ago(1h)
      | summarize Denied = count()
      ```

      """
          + TABLE
          + """

      ### Whose address?

      | Answer | Means | Next |
      |---|---|---|
      | Ours | The rule is too narrow | [Escalate](#escalation) |

      ## Root causes

      ### No right

      It lacks a role. [Grant](#grant).

      ### Stopped

      It is over. [Note](#note).

      ## Resolution

      ### Grant

      Risk: change

      - [ ] Grant the role

        ```azurecli
        az role assignment create --role x
        ```

      #### Verify

      ```kql
      AzureDiagnostics | where TimeGenerated > ago(5m) | summarize Denied = count()
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | healthy | `row.Denied == 0` | Good | [Prevention](#prevention) |
      | failed | otherwise | Bad | [Who is refused?](#who-is-refused) |

      ### Note

      Risk: read

      - [ ] Note it

      ## Prevention

      - Alert on 403
      """;
  private static final Draft.Target RIGHT = new Draft.Target("No right", "#no-right");

  @Test
  void putsABranchBeforeOtherwise() {
    assertThat(diff(ENTRY, branch("row.Denied > 5", Optional.empty())))
        .isEqualTo(
            """
            @@ -24,6 +24,7 @@
             |---|---|---|---|
             | healthy | `rows.size() == 0` | Nobody is refused | [Stopped](#stopped) |
             | failed | `row.Denied > 10` | Many are refused | [No right](#no-right) |
            +| degraded | `row.Denied > 5` | A few | [No right](#no-right) |
             | unknown | otherwise | Some are refused | [Whose address?](#whose-address) |
            \s
             ### Whose address?
            """);
  }

  @Test
  void putsABranchBeforeAnotherRow() {
    assertThat(changed(ENTRY, branch("row.Denied > 50", Optional.of(1))))
        .contains("(#stopped) |\n| degraded | `row.Denied > 50` |")
        .contains("(#no-right) |\n| failed | `row.Denied > 10` |");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rows.exists(r, r.Name == \"a|b\" || r.Denied > 1)",
        "row.Text.contains(\"`\")",
        "row.Text == \"``\" || row.Text == '`'",
        "row.Text.matches(\"a[|]b\\\\\\\\\")",
        "row.A < 3 && row.B > 4 /* <b> */"
      })
  void keepsWhatAConditionSays(String when) {
    String text = changed(ENTRY, branch(when, Optional.empty()));
    assertThat(lines(ENTRY)).isEqualTo(lines(text) - 1);
    assertThat(EntryWriter.write(file(text), file(text), List.of(branch(when, Optional.empty()))))
        .isInstanceOf(WriteResult.Unchanged.class);
  }

  @Test
  void followsTheColumnsOfAnAlignedTable() {
    String aligned =
        """
        | State   | When               | Means             | Next                              |
        | ------- | ------------------ | ----------------- | --------------------------------- |
        | healthy | `rows.size() == 0` | Nobody is refused | [Stopped](#stopped)               |
        | failed  | `row.Denied > 10`  | Many are refused  | [No right](#no-right)             |
        | unknown | otherwise          | Some are refused  | [Whose address?](#whose-address)  |
        """;
    String text = ENTRY.replace(TABLE, aligned);
    assertThat(changed(text, branch("row.Denied > 5", Optional.empty())))
        .contains(
            "| degraded | `row.Denied > 5`   | A few             | [No right](#no-right)             |\n");
    assertThat(changed(text, new Change.ChangeCondition("who-is-refused", 1, "row.Denied > 7")))
        .contains(
            "| failed  | `row.Denied > 7`   | Many are refused  | [No right](#no-right)             |\n");
  }

  @Test
  void followsATableWithoutOuterPipes() {
    String text =
        ENTRY.replace(
            TABLE,
            """
            State|When|Means|Next
            -|-|-|-
            healthy|`rows.size() == 0`|Nobody is refused|[Stopped](#stopped)
            unknown|otherwise|Some are refused|[Whose address?](#whose-address)
            """);
    assertThat(changed(text, branch("row.Denied > 5", Optional.empty())))
        .contains("\ndegraded|`row.Denied > 5`|A few|[No right](#no-right)\n");
  }

  @Test
  void changesOneCell() {
    assertThat(diff(ENTRY, new Change.ChangeCondition("who-is-refused", 1, "row.Denied > 7")))
        .contains("-| failed | `row.Denied > 10` | Many are refused | [No right](#no-right) |\n")
        .contains("+| failed | `row.Denied > 7` | Many are refused | [No right](#no-right) |\n");
    assertThat(changed(ENTRY, new Change.ChangeMeaning("grant", 0, "Good | very\ngood")))
        .contains(
            "| healthy | `row.Denied == 0` | Good \\| very good | [Prevention](#prevention) |");
  }

  @Test
  void keepsFindingsWhereItChangesTables() {
    String entry =
        ENTRY
            .replace(
                TABLE,
                """
                | State | When | Means | Finding | Next |
                |---|---|---|---|---|
                | healthy | `rows.size() == 0` | Nobody is refused | | [Stopped](#stopped) |
                | failed | `row.Denied > 10` | Many are refused | {row.Denied} are refused | [No right](#no-right) |
                | unknown | otherwise | Some are refused | | [Whose address?](#whose-address) |
                """)
            .replace(
                "| Answer | Means | Next |\n|---|---|---|\n| Ours | The rule is too narrow |",
                "| Answer | Means | Contradicts | Next |\n|---|---|---|---|\n"
                    + "| Ours | The rule is too narrow | [Many are refused](#who-is-refused) |");
    assertThat(changed(entry, branch("row.Denied > 5", Optional.empty())))
        .contains(
            """
            | {row.Denied} are refused | [No right](#no-right) |
            | degraded | `row.Denied > 5` | A few | | [No right](#no-right) |
            """);
    assertThat(changed(entry, new Change.ChangeCondition("who-is-refused", 1, "row.Denied > 7")))
        .contains("| failed | `row.Denied > 7` | Many are refused | {row.Denied} are refused |");
    assertThat(changed(entry, new Change.ChangeMeaning("who-is-refused", 1, "Most are refused")))
        .contains(
            "| failed | `row.Denied > 10` | Most are refused | {row.Denied} are refused |"
                + " [No right](#no-right) |")
        .contains("| Ours | The rule is too narrow | [Most are refused](#who-is-refused) |");
    assertThat(
            changed(
                entry,
                new Change.AddAnswer(
                    "whose-address", new Draft.Answer("Theirs", "It isn't ours", RIGHT))))
        .contains("| Theirs | It isn't ours |  | [No right](#no-right) |\n");
  }

  @Test
  void replacesOnlyTheLinesOfAFenceThatDiffer() {
    assertThat(
            diff(
                ENTRY,
                new Change.ReplaceFence(
                    "who-is-refused",
                    Optional.empty(),
                    "AzureDiagnostics\n| where TimeGenerated > ago(2h)\n| summarize Denied = count()\n")))
        .containsOnlyOnce("\n-")
        .containsOnlyOnce("\n+")
        .contains("\n-| where TimeGenerated > ago(1h)\n+| where TimeGenerated > ago(2h)\n");
    assertThat(
            changed(
                ENTRY,
                new Change.ReplaceFence(
                    "grant",
                    Optional.of("az role assignment create --role x"),
                    "az role assignment create --role y\n```")))
        .contains("  ````azurecli\n  az role assignment create --role y\n  ```\n  ````\n");
  }

  @Test
  void replacesProse() {
    assertThat(
            changed(
                ENTRY,
                new Change.ReplaceProse(
                    "who-is-refused", "who, and how often. Look", "# who.\n- See")))
        .contains("The vault's log says # who.\n\\- See at both.\n");
  }

  @Test
  void addsAStep() {
    Change step =
        new Change.AddStep(
            "who-is-refused",
            "Since when?",
            "# Look\n- at the time",
            new Draft.Check(
                new Draft.Code("kql", "A | where TimeGenerated > ago(1h)\n```\n"),
                List.of(new Draft.Branch(State.UNKNOWN, Optional.empty(), "It | is", RIGHT))));
    assertThat(diff(ENTRY, step))
        .contains(
            """
            +### Since when?
            +
            +\\# Look
            +\\- at the time
            +
            +````kql
            +A | where TimeGenerated > ago(1h)
            +```
            +````
            +
            +| State | When | Means | Next |
            +|---|---|---|---|
            +| unknown | otherwise | It \\| is | [No right](#no-right) |
            """)
        .doesNotContain("\n-");
  }

  @Test
  void addsACauseWithItsResolution() {
    Change cause =
        new Change.AddCause(
            "The key expired",
            "Nobody renewed it.",
            new Draft.Action(
                "Renew the key", Risk.CHANGE, List.of("Renew it"), List.of(), Optional.empty()));
    WriteResult written = EntryWriter.write(file(ENTRY), file(ENTRY), List.of(cause));
    assertThat(written).isInstanceOf(WriteResult.Changed.class);
    WriteResult.Changed changed = (WriteResult.Changed) written;
    assertThat(changed.text())
        .contains(
            "### The key expired\n\nNobody renewed it. [Renew the key](#renew-the-key).\n\n## Res")
        .contains(
            "- [ ] Note it\n\n### Renew the key\n\nRisk: change\n\n- [ ] Renew it\n\n## Prev");
    assertThat(changed.toDo()).singleElement().asString().contains("isn't verified yet");
  }

  @Test
  void appendsToLists() {
    assertThat(changed(ENTRY, new Change.AddPrevention("1. Alert\non 429")))
        .endsWith("- Alert on 403\n- 1\\. Alert on 429\n");
    String lesson = changed(ENTRY, lesson("Ask for the address first"));
    assertThat(lesson)
        .endsWith(
            "- Alert on 403\n\n## Lessons\n\n- 2026-11-20: Ask for the address first. "
                + "[Incident 142](incidents/2026/142.md), [Who is refused?](#who-is-refused)\n");
    assertThat(changed(lesson, lesson("Second?")))
        .endsWith(
            "[Who is refused?](#who-is-refused)\n- 2026-11-20: Second? [Incident 142]"
                + "(incidents/2026/142.md), [Who is refused?](#who-is-refused)\n");
  }

  @Test
  void keepsLineEndsAndAMissingLastOne() {
    String windows = "\uFEFF" + ENTRY.stripTrailing().replace("\n", "\r\n");
    String text = changed(windows, branch("row.Denied > 5", Optional.empty()), lesson("Look"));
    assertThat(text).startsWith("\uFEFF---\r\n").endsWith("(#who-is-refused)");
    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void followsARowThatMoved() {
    String moved =
        ENTRY
            .replace(
                "| failed | `row.Denied > 10` | Many are refused | [No right](#no-right) |\n", "")
            .replace(
                "| healthy | `rows.size() == 0` |",
                "| failed | `row.Denied > 10` | Very many | [No right](#no-right) |\n"
                    + "| healthy | `rows.size() == 0` |");
    WriteResult written =
        EntryWriter.write(
            file(ENTRY),
            file(moved),
            List.of(new Change.ChangeCondition("who-is-refused", 1, "row.Denied > 7")));
    assertThat(((WriteResult.Changed) written).text())
        .isEqualTo(moved.replace("`row.Denied > 10`", "`row.Denied > 7`"));
  }

  @Test
  void refusesWhereTheTargetChanged() {
    Change condition = new Change.ChangeCondition("who-is-refused", 1, "row.Denied > 7");
    assertThat(refused(ENTRY.replace("row.Denied > 10", "row.Denied > 11"), condition))
        .isEqualTo("The row `row.Denied > 10` → #no-right was changed or removed meanwhile");
    assertThat(
            refused(
                ENTRY.replace("summarize Denied = count()\n```", "summarize D = count()\n```"),
                condition))
        .startsWith("What #who-is-refused asks was changed meanwhile");
    assertThat(refused(ENTRY.replace("### Who is refused?", "### Who?"), condition))
        .isEqualTo("The entry no longer has the heading #who-is-refused");
    assertThat(
            refused(
                ENTRY.replace("row.Denied > 10", "row.Denied > 11"),
                branch("row.Denied > 5", Optional.empty())))
        .startsWith("The row `row.Denied > 10` → #no-right stood above the new one");
    assertThat(
            refused(
                ENTRY.replace("Many are", "Lots are"),
                new Change.ChangeMeaning("who-is-refused", 1, "Most are refused")))
        .isEqualTo(
            "The row `row.Denied > 10` → #no-right has got other words meanwhile: Lots are refused");
    assertThat(
            refused(
                ENTRY.replace("The vault's log", "Its log"),
                new Change.ReplaceProse("who-is-refused", "how often", "when")))
        .startsWith("The lines around \"how often\" were changed meanwhile");
    assertThat(refused(ENTRY, new Change.ReplaceProse("who-is-refused", "nowhere", "when")))
        .isEqualTo("#who-is-refused doesn't say \"nowhere\"");
    assertThat(refused(ENTRY, branch("a\nb", Optional.empty())))
        .startsWith("The condition has several lines");
    assertThat(refused(ENTRY, branch("row.Denied > 10", Optional.empty())))
        .startsWith("There is a row for this already");
  }

  @Test
  void putsAnAlertBehindTheOthers() {
    String alerts =
        """
        alerts:
          # of the vault
          - alert.rule == "a"
          - 'alert.x'

        parameters:
        """;
    String entry = ENTRY.replace("id: vault\n", "id: vault\n" + alerts);
    Change change = new Change.ChangeAlert(Optional.empty(), "alert.rule == \"b\"");
    assertThat(diff(entry, change))
        .isEqualTo(
            """
            @@ -4,6 +4,7 @@
               # of the vault
               - alert.rule == "a"
               - 'alert.x'
            +  - alert.rule == "b"
            \s
             parameters:
             ---
            """);
    String first = "alerts:\n  - alert.rule == \"b\"\n";
    assertThat(changed(ENTRY, change))
        .isEqualTo(ENTRY.replace("vault\n---", "vault\n" + first + "---"));
    assertThat(changed(ENTRY.replace("id: vault\n", "alerts:\nid: vault\n"), change))
        .isEqualTo(ENTRY.replace("id: vault\n", first + "id: vault\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "alert.rule == \"b\" | alert.rule == \"b\"",
        "alert.a ? b: c | 'alert.a ? b: c'",
        "alert.a == \" # b\" | 'alert.a == \" # b\"'",
        "alert.rule == 'its' | alert.rule == 'its'",
        "'a' in alert.labels | '''a'' in alert.labels'",
        "!alert.x | '!alert.x'",
        "[alert.x][0] | '[alert.x][0]'",
        "{\"a\": 1}.a == 1 | '{\"a\": 1}.a == 1'",
        "true | 'true'",
      })
  void writesAnAlertAsYamlReadsIt(String when, String written) {
    String entry = ENTRY.replace("id: vault\n", "id: vault\nalerts:\n- alert.x # why\n");
    Change change = new Change.ChangeAlert(Optional.of("alert.x"), when);
    assertThat(EntryWriter.write(file(entry), file(entry), List.of(change)))
        .isInstanceOfSatisfying(
            WriteResult.Changed.class,
            done -> assertThat(done.text()).isEqualTo(entry.replace("alert.x", written)));
    assertThat(changed(entry, change)).contains("- " + written + " # why\n");
  }

  @Test
  void refusesAnAlertThatIsNotWhatItWas() {
    Change change = new Change.ChangeAlert(Optional.of("alert.x"), "alert.y");
    assertThat(refused(ENTRY, change)).startsWith("The alert `alert.x` isn't what it was");
    for (String alerts :
        List.of("[alert.x]", "\n  - >\n    alert.x", "\n  - alert.x\n    || alert.z")) {
      String entry = ENTRY.replace("id: vault\n", "id: vault\nalerts: " + alerts + "\n");
      assertThat(refused(entry, change)).contains("isn't an alert on a line of its own");
    }
    String both = "id: vault\nalerts:\n  - alert.x\n  - alert.y\n";
    assertThat(refused(ENTRY.replace("id: vault\n", both), change)).endsWith("already");
    assertThat(refused(ENTRY, new Change.ChangeAlert(Optional.empty(), "a\nb")))
        .contains("is one line");
  }

  @Test
  void writesNoSecret() {
    assertThat(refused(ENTRY, lesson("Use client_secret=x8Q~abcdefghij")))
        .matches("The change would write a secret into line \\d+ of the entry: key");
    assertThat(refused(ENTRY, lesson("Use " + "a1B8Q~" + "abcdefghijklmnopqrstuvwxyzABCDEF12")))
        .matches(".* into line \\d+ of the entry: client secret of Entra ID");
  }

  private static Change branch(String when, Optional<Integer> before) {
    return new Change.AddBranch(
        "who-is-refused",
        new Draft.Branch(State.DEGRADED, Optional.of(when), "A few", RIGHT),
        before);
  }

  private static Change lesson(String text) {
    return new Change.AppendLesson(
        LocalDate.of(2026, 11, 20),
        text,
        new Draft.Target("Incident 142", "incidents/2026/142.md"),
        "who-is-refused");
  }

  private static SourceFile file(String text) {
    return new SourceFile("vault.md", text);
  }

  private static long lines(String text) {
    return text.lines().count();
  }

  /** The changed text, after a look that a second write changes nothing. */
  private static String changed(String text, Change... changes) {
    return change(text, changes).text();
  }

  private static WriteResult.Changed change(String text, Change... changes) {
    WriteResult written = EntryWriter.write(file(text), file(text), Arrays.asList(changes));
    assertThat(written).isInstanceOf(WriteResult.Changed.class);
    WriteResult.Changed changed = (WriteResult.Changed) written;
    assertThat(EntryWriter.write(file(text), file(changed.text()), Arrays.asList(changes)))
        .isInstanceOf(WriteResult.Unchanged.class);
    assertThat(EntryWriter.write(file(changed.text()), file(changed.text()), List.of(changes[0])))
        .isNotInstanceOf(WriteResult.Changed.class);
    return changed;
  }

  private static String diff(String text, Change... changes) {
    return UnifiedDiff.of(change(text, changes).diff());
  }

  private static String refused(String current, Change change) {
    WriteResult written = EntryWriter.write(file(ENTRY), file(current), List.of(change));
    assertThat(written).isInstanceOf(WriteResult.Refused.class);
    return ((WriteResult.Refused) written).message();
  }
}
