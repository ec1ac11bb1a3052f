package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.waymark.fixtures.TestFiles;
import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.AnswerRow;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.Prose;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.MarkdownReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryParserTest {
  private static final SourceFile FILE =
      TestFiles.resource(EntryParserTest.class, "keyvault-denies-requests.md");
  private static final Entry ENTRY = parse(FILE);

  @Test
  void readsFrontMatter() {
    assertThat(ENTRY.id()).isEqualTo("keyvault-denies-requests");
    assertThat(ENTRY.frontMatter().title()).isEqualTo("Key Vault denies requests");
    assertThat(ENTRY.frontMatter().severity()).contains(IncidentSeverity.SEV3);
    assertThat(ENTRY.frontMatter().owners()).containsExactly("platform");
    assertThat(ENTRY.frontMatter().reviewed()).contains(LocalDate.of(2026, 11, 1));
    assertThat(ENTRY.frontMatter().reviewEvery()).contains(Duration.ofDays(180));
    assertThat(ENTRY.frontMatter().parameters())
        .extracting(Parameter::name, Parameter::type, Parameter::defaultValue, p -> at(p.span()))
        .containsExactly(
            tuple("workspace", ParameterType.WORKSPACE, Optional.empty(), "workspace"),
            tuple("vaultName", ParameterType.STRING, Optional.empty(), "vaultName"),
            tuple("window", ParameterType.TIMESPAN, Optional.of("1h"), "window"));
  }

  @Test
  void readsTitleIntroductionAndSymptoms() {
    assertThat(ENTRY.title().text()).isEqualTo("Key Vault denies requests");
    assertThat(at(ENTRY.title().span())).isEqualTo("# Key Vault denies requests");
    assertThat(ENTRY.introduction().markdown()).startsWith("Applications fail to read secrets.");
    assertThat(ENTRY.symptoms())
        .extracting(Prose::markdown)
        .containsExactly(
            "Applications log `Caller is not authorized to perform action on resource`",
            "Responses of the vault with status 403");
  }

  @Test
  void readsQuerySteps() {
    Step.QueryStep step = (Step.QueryStep) ENTRY.steps().get(0);

    assertThat(step.heading().slug()).isEqualTo("who-is-refused");
    assertThat(step.prose().markdown())
        .isEqualTo("403 for everybody points at the firewall, 403 for one caller at its rights.");
    assertThat(step.check().fence().kind()).isEqualTo(KqlFence.KIND);
    assertThat(step.check().fence().body().text())
        .startsWith("AzureDiagnostics\n| where")
        .endsWith("| order by Denied desc");
    assertThat(step.check().patterns())
        .extracting(StateRow::state, r -> r.when().map(Excerpt::text), r -> at(r.next().span()))
        .containsExactly(
            tuple(
                State.HEALTHY,
                Optional.of("rows.all(r, r.Denied == 0)"),
                "[Refusals have stopped](#refusals-have-stopped)"),
            tuple(
                State.FAILED,
                Optional.of("rows.all(r, r.Denied == r.Calls)"),
                "[Is the firewall new?](#is-the-firewall-new)"),
            tuple(
                State.DEGRADED,
                Optional.empty(),
                "[The caller has no right](#the-caller-has-no-right)"));
    StateRow second = step.check().patterns().get(1);
    assertThat(at(second.when().orElseThrow().span()))
        .isEqualTo("rows.all(r, r.Denied == r.Calls)");
    assertThat(at(second.next().span())).isEqualTo("[Is the firewall new?](#is-the-firewall-new)");
    assertThat(at(second.span())).startsWith("| failed |").endsWith(" |");
    assertThat(step.check().remembers())
        .extracting(r -> r.name(), r -> at(r.from().span()))
        .containsExactly(tuple("caller", "row.CallerIPAddress"));
  }

  @Test
  void readsQuestions() {
    Step.QuestionStep step = (Step.QuestionStep) ENTRY.steps().get(1);

    assertThat(step.prose().markdown()).isEqualTo("Ask whoever changed the vault's network today.");
    assertThat(step.answers())
        .extracting(AnswerRow::answer, AnswerRow::means, answer -> answer.next().target())
        .containsExactly(
            tuple("Yes", "The rule is too narrow", "#the-firewall-is-too-narrow"),
            tuple("No, or nobody knows", "This entry doesn't cover it", "#escalation"));
  }

  /** What the browser shows as boxes within boxes, a person ticks one by one. */
  @Test
  void readsTasksBelowTasks() {
    String tasks =
        """
        - [ ] Make sure that the address belongs to us
          - [ ] Ask the network team

            ```text
            who owns it?
            ```
            - [ ] Twice
          - plain
          - [ ] Look it up
        - [ ] Note it
          - plain
        """;
    Entry entry =
        parse(
            new SourceFile(
                FILE.path(),
                FILE.text().replace("- [ ] Make sure that the address belongs to us\n", tasks)));

    assertThat(entry.actions().get(0).items())
        .extracting(TaskItem::depth, TaskItem::markdown, item -> item.code().size())
        .containsExactly(
            tuple(0, "Make sure that the address belongs to us\n\n- plain", 0),
            tuple(1, "Ask the network team", 1),
            tuple(2, "Twice", 0),
            tuple(1, "Look it up", 0),
            tuple(0, "Note it\n- plain", 0),
            tuple(0, "Add it to the vault's firewall", 1));
  }

  @Test
  void readsCausesAndActions() {
    assertThat(ENTRY.causes())
        .extracting(
            c -> c.heading().slug(), c -> c.resolutions().stream().map(Link::target).toList())
        .containsExactly(
            tuple("the-caller-has-no-right", List.of("#grant-the-role")),
            tuple("the-firewall-is-too-narrow", List.of("#widen-the-rule")),
            tuple("refusals-have-stopped", List.of("#write-down-what-happened")));
    assertThat(ENTRY.causes()).extracting(Cause::evidence).containsOnly(Optional.empty());

    Action action = ENTRY.actions().get(0);
    assertThat(action.risk()).isEqualTo(Risk.CHANGE);
    assertThat(action.prose().markdown()).isEmpty();
    assertThat(action.items())
        .extracting(TaskItem::markdown, item -> item.code().size())
        .containsExactly(
            tuple("Make sure that the address belongs to us", 0),
            tuple("Add it to the vault's firewall", 1));
    assertThat(action.items().get(1).code().get(0).info()).isEqualTo("azurecli");
    assertThat(action.verification().orElseThrow().check().orElseThrow().patterns()).hasSize(2);
    assertThat(ENTRY.actions()).extracting(Action::risk).endsWith(Risk.CHANGE, Risk.READ);
    assertThat(ENTRY.actions().get(2).verification()).isEmpty();
  }

  @Test
  void readsPreventionEscalationAndLessons() {
    assertThat(ENTRY.prevention())
        .extracting(p -> p.markdown())
        .containsExactly("Alert on responses with status 403");
    assertThat(ENTRY.preventionSection().heading().slug()).isEqualTo("prevention");
    assertThat(ENTRY.escalation())
        .extracting(EscalationRule::severity, EscalationRule::who, EscalationRule::within)
        .contains(tuple(IncidentSeverity.SEV2, "Identity on-call", Duration.ofMinutes(30)));
    assertThat(ENTRY.escalationSection().prose().markdown()).isEmpty();
    assertThat(ENTRY.lessons()).hasSize(1);
    assertThat(ENTRY.lessons().get(0).date()).isEqualTo(LocalDate.of(2026, 10, 2));
    assertThat(ENTRY.lessons().get(0).links())
        .extracting(Link::target)
        .containsExactly("https://example.org/incidents/142", "#is-the-firewall-new");
  }

  @Test
  void namesTheVersionOfTheText() {
    assertThat(ENTRY.hash()).matches("[0-9a-f]{64}").isEqualTo(parse(FILE).hash());
  }

  @Test
  void readsTheSameWithWindowsLineEnds() {
    SourceFile windows = new SourceFile("windows.md", "\uFEFF" + FILE.text().replace("\n", "\r\n"));
    Entry entry = parse(windows);

    assertThat(entry.steps()).hasSize(2);
    assertThat(((Step.QueryStep) entry.steps().get(0)).check().fence().body().text())
        .isEqualTo(((Step.QueryStep) ENTRY.steps().get(0)).check().fence().body().text());
    assertThat(entry.introduction().markdown()).isEqualTo(ENTRY.introduction().markdown());
  }

  private static String at(SourceSpan span) {
    return FILE.text(span);
  }

  private static Entry parse(SourceFile file) {
    StageResult<Document> document = MarkdownReader.read(file);
    assertThat(document.issues()).isEmpty();
    StageResult<Entry> entry = EntryParser.parse(document.value().orElseThrow());
    assertThat(entry.issues()).isEmpty();
    return entry.value().orElseThrow();
  }
}
