package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of fence needs its type and a line that registers it, and nothing else. */
class FenceKindTest {
  private static final String ENTRY =
      """
      ---
      id: clock
      title: The clock is wrong
      service: Clocks
      severity: sev3
      owners: [platform]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        server: {type: string, description: The time server, default: time.example.com}
      ---
      # The clock is wrong

      Tokens expire before they begin.

      ## Symptoms

      - Nobody can sign in

      ## Diagnostics

      ### How far is it off?

      Tokens bear a second or two.

      ```ntp timeout=5s
      ${server}
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `rows.exists(r, r.OffsetMs > 1500.0)` | It is off | [Nobody sets it](#nobody-sets-it) |
      | healthy | otherwise | It is right | [Escalate](#escalation) |

      ## Root causes

      ### Nobody sets it

      Its service stopped. [Start it](#start-it).

      ## Resolution

      ### Start it

      Risk: read

      - [ ] Start it

      ## Prevention

      - Watch the clock

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | always | platform | 15m |
      | sev2 | always | platform | 30m |
      | sev3 | always | platform | 1h |
      | sev4 | always | platform | 1d |
      """;

  @TempDir private Path content;

  @BeforeEach
  void writeEntry() throws IOException {
    write(ENTRY);
  }

  private void write(String entry) throws IOException {
    Files.writeString(content.resolve("clock.md"), entry);
  }

  private Kb.Result lint(String from, String to) throws IOException {
    assertThat(ENTRY).contains(from);
    write(ENTRY.replace(from, to));
    return new Kb().run("lint", content.toString());
  }

  @Test
  void aMistakeInItsBodyIsFoundAtItsPlace() throws IOException {
    Kb.Result result = lint("${server}\n", "${server} and another\n");
    assertThat(result.out())
        .contains("clock.md:27:1", "FB05", "isn't the name of a host", "`time.example.com`");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void conditionsKnowItsColumns() throws IOException {
    Kb.Result result = lint("r.OffsetMs", "r.OfsetMs");
    assertThat(result.out()).contains("clock.md:32:30", "`OfsetMs`", "Did you mean OffsetMs?");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void anAuthorWhoUsesAnotherToolsLabelIsToldIts() throws IOException {
    assertThat(lint("```ntp timeout=5s", "```sntp").out())
        .contains("ST25", "Write `ntp` if it should run");
  }

  @Test
  void itTakesAnOptionOfItsOwn() throws IOException {
    assertThat(lint("timeout=5s", "timeout=5s samples=3").code()).isZero();
    assertThat(lint("timeout=5s", "samples=9").out())
        .contains(
            "clock.md:26:16",
            "The option `samples` can't be `9`",
            "Write a number from 1 to 8, such as samples=4.");
  }

  @Test
  void anOptionOfAnotherKindIsRefusedWithItsOwn() throws IOException {
    Kb.Result result = lint("timeout=5s", "chart=time");
    assertThat(result.out())
        .contains(
            "clock.md:26:8",
            "The `ntp` fence has no option `chart=time`",
            "Use one of timeout=, samples=.");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aScenarioWalksIt() throws IOException {
    Path folder = content.resolve("clock.scenarios/late");
    Files.createDirectories(folder.resolve("answers"));
    Files.writeString(
        folder.resolve("scenario.yaml"),
        """
        title: Two seconds late
        path: [how-far-is-it-off, nobody-sets-it, start-it, prevention]
        outcome: resolved
        """);
    Files.writeString(
        folder.resolve("answers/how-far-is-it-off.csv"), "Stratum:long,OffsetMs:real\n2,2000\n");
    Kb.Result result = new Kb().run("test", content.toString());
    assertThat(result.out()).contains("  ✓ late").endsWith("1 scenario: 1 passed, 0 failed\n");
  }

  @Test
  void itsSourceAnswersItLiveWhereTheSettingsAskForIt() {
    Kb.Result result = run(new Kb().with("WAYMARK_NTP_OFFSET", "1700"));
    assertThat(result.out())
        .contains("1 row from the clock of time.example.com")
        .contains("✓ failed")
        .contains("cause: Nobody sets it");
  }

  @Test
  void withoutASourceTheRunSaysSo() {
    assertThat(run(new Kb()).out()).contains("no answer from");
  }

  @Test
  void aTerminalShowsItInItsColours() {
    assertThat(run(new Kb().with("WAYMARK_NTP_OFFSET", "3").coloured()).out())
        .contains("\u001b[32mtime.example.com\u001b[0m");
  }

  private Kb.Result run(Kb kb) {
    return kb.run("run", content.resolve("clock.md").toString(), "--live", "--yes");
  }
}
