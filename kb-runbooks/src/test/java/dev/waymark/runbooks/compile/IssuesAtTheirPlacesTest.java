package dev.waymark.runbooks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.tree.Node;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in a sound entry: all that is told of each, whole and at its place. */
class IssuesAtTheirPlacesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String SOUND = EntrySamples.queueGrows("queue-grows");

  /** What stood there, what stands there now, and the one issue of it; {@code §} ends a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¶',
      textBlock =
          """
          (#escalation) ¦ (#escalatio) ¦ LK01 65:34 [Escalate](#escalatio): No step, cause or action is called `#escalatio`; Did you mean `#escalation`?
          (#escalation) ¦ (#xyzzy) ¦ LK01 65:34 [Escalate](#xyzzy): No step, cause or action is called `#xyzzy`; Add a `###` heading of that name, or link to one that is there.
          (#escalation) ¦ (#prevention) ¦ LK02 65:34 [Escalate](#prevention): This link can't lead to `#prevention`, which is the prevention section; Link to a step or a root cause or an action or the escalation section.
          (#escalation) ¦ (https://a.example/) ¦ LK02 65:34 [Escalate](https://a.example/): This link can't lead to `https://a.example/`; Link to a heading of this entry, such as `#escalation`, or to another entry's `.md` file.
          (#escalation) ¦ (other.txt) ¦ LK02 65:34 [Escalate](other.txt): This link can't lead to `other.txt`; Link to a heading of this entry, such as `#escalation`, or to another entry's `.md` file.
          [Prevention](#prevention) ¦ [x](#escalation) ¦ LK02 103:61 [x](#escalation): This link can't lead to `#escalation`, which is the escalation section; Link to the prevention section.
          [Prevention](#prevention) ¦ [x](other.md) ¦ LK02 103:61 [x](other.md): This link can't lead into another entry; Link to the prevention section of this entry.
          [Prevention](#prevention) ¦ Ask again after 1m ¦ LK02 103:61 Ask again after 1m: A healthy row can't ask again; Link to `#prevention`, or give the row another state.
          [Too many orders](#too-many-orders) ¦ [Escalate](#escalation) ¦ LK03 73:1 ### Too many orders: The run can't get from the first step to `Too many orders`; Link to `#too-many-orders` from an earlier step, or remove the root cause.
          remembered.length` ¦ remembered.lengths` ¦ CD05 103:38 lengths: No step remembers `lengths`; Did you mean length?
          rows.all(r, r.Length < params.limit) ¦ rows.all(r, r.Length < remembered.length) ¦ LK07 40:37 remembered.length: Not every path to this step remembers `length`; Remember it on every path, or link past this step on the others.
          ${length} orders ¦ ${lengths} orders ¦ CM01 113:7 ${lengths}: `lengths` is neither a parameter nor a remembered value; Did you mean `${length}`?
          --name ${consumer} ¦ --name ${xyzzy} ¦ CM01 90:26 ${xyzzy}: `xyzzy` is neither a parameter nor a remembered value; Declare it under `parameters:`, or remember it in an earlier step.
          --name ${consumer} ¦ --name ${since} ¦ CM01 90:26 ${since}: `since` exists only in `#### Verify`, where it is when the action was carried out; Ask about a time that you name, such as `ago(window)`.
          ${consumer}§```§§| State ¦ ${consumer}:${port}§```§§| State ¦ CM01 50:13 ${port}: `port` is neither a parameter nor a remembered value; Declare it under `parameters:`, or remember it in an earlier step.
          ```kql§AzureMetrics§| where TimeGenerated > ago(5m) ¦ ```kql resource=apim§AzureMetrics§| where TimeGenerated > ago(5m) ¦ CM01 95:1 ```kql resource=apim§AzureMetrics§| where TimeGenerated > ago(5m) and Resource == queue§| summarize Length = max(Maximum)§```: `resource=apim` names neither a parameter nor a remembered value; Declare `apim` under `parameters:`.
          ```kql§AzureMetrics§| where TimeGenerated > ago(5m) ¦ ```kql workspace=workspaces§AzureMetrics§| where TimeGenerated > ago(5m) ¦ CM01 95:1 ```kql workspace=workspaces§AzureMetrics§| where TimeGenerated > ago(5m) and Resource == queue§| summarize Length = max(Maximum)§```: `workspace=workspaces` names neither a parameter nor a remembered value; Did you mean `workspace=workspace`?
          queue: {type: string ¦ since: {type: string, default: x, description: x}§  queue: {type: string ¦ LK08 14:3 since: `since` is reserved for the time when an action was carried out; Choose another name, such as `start`.
          queue: {type: string ¦ spare: {type: string, default: x, description: x}§  queue: {type: string ¦ LK10 14:3 spare: Nothing uses the parameter `spare`; Remove it: the responder would be asked for it. Or name it in a fence or a condition.
          default: 1h ¦ default: soon ¦ FM08 17:37 soon: The default `soon` isn't of type timespan; Write a length of time such as 30m, 1h or 7d.
          default: 1000 ¦ default: 1.5 ¦ FM08 16:31 1.5: The default `1.5` isn't of type int; Write a whole number such as 42.
          | `length` | `row.Length` | ¦ | `length` | `row.Length` |§| `spare` | `row.Length` | ¦ LK11 46:1 | `spare` | `row.Length` |: Nothing uses the remembered value `spare`; Remove the row, or name the value in a fence or a condition.
          Restart it§ ¦ Restart it with password=hunter2hunter2§ ¦ CM04 87:32 hunter2hunter2: This looks like a secret: password; Remove it, change it where it is valid, and let people get it from a vault.
          ```tcp§${consumer} ¦ ```bash§kubectl get pods | grep ${consumer} ¦ CM03 50:18 |: A check runs one command without a shell, so `|` isn't allowed here; Write one command, and use its own options, such as `--query`, to choose from its output.
          ```tcp§${consumer} ¦ ```bash§echo "$(hostname) ${consumer}" ¦ CM03 50:7 $: A check runs one command without a shell, so `$` isn't allowed here; Write one command, and use its own options, such as `--query`, to choose from its output.
          ```tcp§${consumer} ¦ ```bash§ls§ls ${consumer} ¦ CM03 50:3 §: A check runs one command, and a second one follows this line; Write one command, and use its own options, such as `--query`, to choose from its output.
          ```tcp§${consumer} ¦ ```bash§ls 'it is ${consumer} ¦ FB02 50:1 ls 'it is ${consumer}: The command has a quote that isn't closed; Close it, or write `\\` in front of a quote that is meant as a character.
          ```tcp§${consumer} ¦ ```bash§kubectl -n ${consumer} delete pod a ¦ CM02 50:24 delete: `delete` changes something, and a check only reads; Ask with a command that shows or lists; move this one to an action under `## Resolution`.
          ```tcp§${consumer} ¦ ```bash§kubectl exec ${consumer} -- mend ¦ CM05 50:29 mend: `mend` isn't known to only read; Ask with a command that shows or lists, or move this one to an action under `## Resolution`.
          ```tcp§${consumer} ¦ ```bash§curl -so x https://${consumer}/ ¦ CM07 50:6 -so: `-so` names a file to read or to write, so the command isn't run here; Write what is in the file, or let people run the command and paste what it printed.
          Ask whoever is on call for sales. ¦ ~~~powershell§Restart-Service W3SVC§~~~ ¦ CM06 61:1 Restart-Service: `Restart-Service` changes something, but is under `## Diagnostics`; Move it to an action under `## Resolution`, where its risk is told and it's verified.
          Ask whoever is on call for sales. ¦ ```sql§select 1;§drop table x§``` ¦ CM06 61:1 select 1;§drop table x: `drop` changes something, but is under `## Diagnostics`; Move it to an action under `## Resolution`, where its risk is told and it's verified.
          reviewed: 2026-11-01 ¦ reviewed: 2026-08-22 ¦ KB02 7:1 reviewed: 2026-08-22: The entry was last reviewed on 2026-08-22, and must be reviewed every 90 days; Check it against reality, correct it, and set `reviewed: 2026-11-21`.
          review-every: 90d ¦ review-every: 1d ¦ KB02 7:1 reviewed: 2026-11-01: The entry was last reviewed on 2026-11-01, and must be reviewed every day; Check it against reality, correct it, and set `reviewed: 2026-11-21`.
          reviewed: 2026-11-01 ¦ reviewed: 2026-11-23 ¦ KB10 7:1 reviewed: 2026-11-23: `2026-11-23` is in the future, so nobody can have reviewed the entry then; Write the day when a person last checked it against reality.
          Note when it began and ended ¦ FIXME ¦ KB03 110:7 FIXME: `FIXME` was left in; Do it, or write down what is missing as a sentence.
          [Restart the consumer](#restart-the-consumer).§§### Too ¦ It is so.§§### Too ¦ KB04 69:1 ### The consumer is down: The cause `The consumer is down` has no resolution; Link to an action under `## Resolution`, such as [Restart it](#restart-it).
          Risk: read ¦ Risk: change ¦ KB05 106:1 ### Write it down: The action `Write it down` changes something and isn't verified; Add `#### Verify` with a query and a `State | When | Means | Next` table, or with a `State | Answer | Means | Next` table that asks the responder.
          | sev3 | no cause found | Orders team | 4h |§ ¦ ¶¶ ¦ KB06 120:1 ## Escalation: The escalation table has no row for sev3; Write a row for each severity into the table under `## Escalation`.
          , from: "alert.targets[0]"} ¦ } ¦ KB11 14:3 queue: No alert can open this entry: `queue` has no `from` and no `default`; Add one of them, such as `from: "alert.targets[0]"`.
          """)
  void oneMistakeIsOneIssue(String sound, String broken, String told) {
    assertThat(told(changed(sound, broken))).containsExactly(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '¶',
      textBlock =
          """
          `row.Connected` ¦ `row.Connected && remembered.length > 1 && remembered.length < 5`
          '${length} orders waited, and ${limit} are too many' ¦ '${length}, ${limit}, ${limit}'
          ```kql§AzureMetrics§| where TimeGenerated > ago(5m) ¦ ```kql resource=queue§AzureMetrics§| where TimeGenerated > ago(5m)
          reviewed: 2026-11-01 ¦ reviewed: 2026-08-23
          Note when it began and ended ¦ No TODOs, fixmes or TBDs in todo.md
          ```tcp§${consumer}§```§§| State ¦ ```tcp§# not a comment, so no host§```§§| State
          ```tcp§${consumer} ¦ ```bash§# what does it list? it's plain; really§kubectl get pods "a|b ${consumer}" \\§  -o json # and that's it
          ```tcp§${consumer} ¦ ```bash§curl -so /dev/null "https://${consumer}/?a=1&b=2"
          Ask whoever is on call for sales. ¦ ```sql§select 1§```
          Ask whoever is on call for sales. ¦ ```powershell§Get-Service W3SVC§```
          """)
  void whatIsNoMistake(String sound, String other) {
    List<String> issues = told(changed(sound, other));
    assertThat(issues.stream().filter(told -> told.matches("(?s)(?:CM|LK|KB|QL).*")).toList())
        .isEmpty();
  }

  @Test
  void aCircleIsToldOnceAtTheEdgeThatClosesIt() {
    String circle =
        SOUND.replace("[The consumer is down](#the-consumer-is-down)", "[x](#does-the-queue-grow)");
    assertThat(told(circle).get(0))
        .isEqualTo(
            "LK04 56:41 [x](#does-the-queue-grow): The steps does-the-queue-grow → is-the-consumer-up"
                + " → does-the-queue-grow form a loop that nobody can leave; Put a question or an"
                + " action into the loop, or link to something outside of it.");
    assertThat(told(circle)).filteredOn(told -> told.startsWith("LK04")).hasSize(1);
    String self =
        SOUND.replace("[Was there a campaign?](#was-there-a-campaign)", "[x](#is-the-consumer-up)");
    assertThat(told(self).get(0))
        .startsWith(
            "LK04 55:44 [x](#is-the-consumer-up): The steps is-the-consumer-up → is-the-consumer-up form");
  }

  @Test
  void whereAllRowsAskAgainNobodyLeaves() {
    String again =
        SOUND
            .replace("[Was there a campaign?](#was-there-a-campaign)", "Ask again after 1m")
            .replace("[The consumer is down](#the-consumer-is-down)", "Ask again after 5m");
    assertThat(told(again))
        .contains(
            "LK04 56:41 Ask again after 5m: Every row asks again, so the run never leaves this step;"
                + " Write a link into one row at least.");
  }

  @Test
  void aStepThatReachesNoEndIsADeadEnd() {
    String closed =
        SOUND
            .replace("[Escalate](#escalation)", "[Again](#was-there-a-campaign)")
            .replace("[Too many orders](#too-many-orders)", "[Again](#was-there-a-campaign)");
    assertThat(told(closed))
        .contains(
            "LK05 58:1 ### Was there a campaign?: The run can't get from `Was there a campaign?` to an"
                + " end; Link to an action that verifies, or to `#escalation`.");
    String leaves =
        closed.replace(
            "| Yes | More orders than usual | [Again](#was-there-a-campaign)",
            "| Yes | More | [Other](other.md)");
    assertThat(told(leaves)).noneMatch(told -> told.startsWith("LK05"));
  }

  @Test
  void aNameThatIsTakenIsNotRemembered() {
    assertThat(told(changed("`length` | `row.Length`", "`limit` | `row.Length`")))
        .containsExactly(
            "LK08 45:1 | `limit` | `row.Length` |: `limit` is a parameter, so it can't be remembered too;"
                + " Give the remembered value another name.",
            "CD05 103:38 length: No step remembers `length`; Give it a row in the `Remember | From` table"
                + " of an earlier step.",
            "CM01 113:7 ${length}: `length` is neither a parameter nor a remembered value; Declare it"
                + " under `parameters:`, or remember it in an earlier step.");
  }

  @Test
  void aValueIsRememberedFromItsStepOn() {
    String tooLate =
        SOUND
            .replace("r.Length < params.limit", "r.Length < remembered.up")
            .replace(
                "### Was there a campaign?",
                "| Remember | From |\n|---|---|\n| `up` | `row.DurationMs` |\n\n### Was there a campaign?");
    assertThat(told(tooLate))
        .contains(
            "LK07 40:37 remembered.up: Not every path to this step remembers `up`; Remember it on every"
                + " path, or link past this step on the others.");
    String never =
        tooLate.replace("[Does the queue grow?](#does-the-queue-grow)", "[Escalate](#escalation)");
    assertThat(told(never))
        .contains(
            "LK06 40:37 remembered.up: No step before this one remembers `up`; Remember it in an earlier"
                + " step.");
    String inItsOwnStep =
        SOUND
            .replace("`row.Connected`", "`row.Connected && remembered.up > 0`")
            .replace(
                "### Was there a campaign?",
                "| Remember | From |\n|---|---|\n| `up` | `row.DurationMs` |\n\n### Was there a campaign?");
    assertThat(told(inItsOwnStep))
        .contains(
            "LK07 55:31 remembered.up: Not every path to this step remembers `up`; Remember it on every"
                + " path, or link past this step on the others.");
  }

  @Test
  void aCauseNamesEachActionOnce() {
    CompiledEntry entry =
        compile(
            SOUND.replace(
                "It doesn't listen. [Restart the consumer](#restart-the-consumer).",
                "[a](#restart-the-consumer), [b](#write-it-down), [c](#restart-the-consumer)."));
    assertThat(entry.issues()).isEmpty();
    Node.CauseNode cause =
        (Node.CauseNode) entry.tree().orElseThrow().node("the-consumer-is-down").orElseThrow();
    assertThat(cause.actions()).containsExactly("restart-the-consumer", "write-it-down");
  }

  @Test
  void anErrorKeepsTheTreeBackAndAWarningDoesNot() {
    assertThat(compile(SOUND.replace("(#escalation)", "(#xyzzy)")).tree()).isEmpty();
    CompiledEntry warned = compile(SOUND.replace("reviewed: 2026-11-01", "reviewed: 2026-01-01"));
    assertThat(warned.issues()).hasSize(1);
    assertThat(warned.tree()).isPresent();
    assertThat(warned.tree().orElseThrow().root()).isEqualTo("does-the-queue-grow");
  }

  private static String changed(String sound, String broken) {
    String from = sound.replace('§', '\n');
    assertThat(SOUND).contains(from);
    String text = SOUND.replace(from, broken.replace('§', '\n'));
    return broken.startsWith("```bash") ? text.replace("row.Connected", "row.ExitCode == 0") : text;
  }

  private static List<String> told(String text) {
    return compile(text).issues().stream().map(IssuesAtTheirPlacesTest::told).toList();
  }

  private static String told(Issue issue) {
    Position at = issue.file().position(issue.span().start());
    return "%s %d:%d %s: %s; %s"
        .formatted(
            issue.code().code(),
            at.line(),
            at.column(),
            issue.file().text(issue.span()).replace('\n', '§'),
            issue.message(),
            issue.hint());
  }

  private static CompiledEntry compile(String text) {
    return Runbooks.compile(new SourceFile("queue-grows.md", text), TODAY);
  }
}
