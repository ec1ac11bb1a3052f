package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code kb test} counts whatever it finds: nothing is left out in silence. */
class TestCommandTest {
  private static final String GOOD =
      """
      title: Nobody answers
      questions: {does-it-answer: "No"}
      path: [does-it-answer, escalation]
      outcome: not-covered
      """;

  private static final String ENTRY =
      """
      ---
      id: door
      title: The door
      service: Doors
      severity: sev3
      owners: [platform]
      reviewed: 2026-11-01
      review-every: 90d
      ---
      # The door

      It doesn't open.

      ## Symptoms

      - Nobody comes in

      ## Diagnostics

      ### Does it answer?

      | Answer | Means | Next |
      |---|---|---|
      | No | Nobody is there | [Escalate](#escalation) |
      | Yes | Somebody is there | [Nobody opens](#nobody-opens) |

      ## Root causes

      ### Nobody opens

      [Knock](#knock).

      ## Resolution

      ### Knock

      Risk: read

      - [ ] Knock

      ## Prevention

      - Have a bell

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev1 | always | Platform | 15m |
      | sev2 | always | Platform | 30m |
      | sev3 | always | Platform | 4h |
      | sev4 | always | Platform | 1d |
      """;

  @TempDir private Path content;

  @BeforeEach
  void writeEntry() throws IOException {
    Files.writeString(content.resolve("door.md"), ENTRY);
    scenario("nobody", GOOD);
  }

  private Path scenario(String name, String yaml) throws IOException {
    Path folder = Files.createDirectories(content.resolve("door.scenarios").resolve(name));
    Files.writeString(folder.resolve("scenario.yaml"), yaml);
    return folder;
  }

  private Kb.Result test(String... options) {
    List<String> args = new ArrayList<>(List.of("test"));
    args.addAll(List.of(options));
    args.add(content.toString());
    return new Kb().run(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          outcome: not-covered                     | outcome: not-coverd                    | it can't be read  | `not-coverd` isn't an outcome
          path: [does-it-answer, escalation]       | path: [does-it-answer                 | it can't be read  | can't be understood
          path: [does-it-answer, escalation]       | pth: [does-it-answer, escalation]     | it can't be read  | A scenario has no key `pth`
          title: Nobody answers                    | titel: Nobody answers                 | it has 2 errors   | A scenario has no key `titel`
          questions: {does-it-answer: "No"}        | questions: {does-it-anser: "No"}      | it has 1 error    | has no question
          """)
  void aScenarioThatIsWrittenWrongFailsByName(
      String good, String bad, String message, String reason) throws IOException {
    scenario("broken", GOOD.replace(good, bad));
    Kb.Result result = test();
    assertThat(result.out()).contains("  ✗ broken").contains(message).contains(reason);
    assertThat(result.out()).endsWith("2 scenarios: 1 passed, 1 failed\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void aFolderThatHoldsNoScenarioFailsByName() throws IOException {
    Files.createDirectories(content.resolve("door.scenarios/empty"));
    Files.createDirectories(content.resolve("door.scenarios/folder/scenario.yaml"));
    Files.write(
        Files.createDirectories(content.resolve("door.scenarios/bytes")).resolve("scenario.yaml"),
        new byte[] {(byte) 0xC3, 1});
    Kb.Result result = test();
    assertThat(result.out())
        .contains("  ✗ empty\n    it can't be read\n", "The scenario has no `scenario.yaml`")
        .contains("  ✗ folder\n    it can't be read\n", "it isn't a regular file")
        .contains("  ✗ bytes\n    it can't be read\n", "it isn't UTF-8")
        .endsWith("4 scenarios: 1 passed, 3 failed\n");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void anEntryWithErrorsIsNoFailedScenario() throws IOException {
    Files.writeString(content.resolve("door.md"), ENTRY.replace("(#nobody-opens)", "(#nobody)"));
    scenario("broken", "a: [");
    Kb.Result result = test();
    assertThat(result.out())
        .contains("  - nobody: Nobody answers\n")
        .contains("  ✗ broken\n    it can't be read\n")
        .endsWith("2 scenarios: 0 passed, 1 failed, 1 not run; 1 entry has errors\n");
    assertThat(result.out().split("error LK01", -1)).hasSize(2);
    assertThat(result.code()).isEqualTo(1);
    Document xml = junit();
    assertThat(attributes(xml, "testsuites", "tests", "failures", "errors", "skipped"))
        .containsExactly("3 1 1 1");
    assertThat(attributes(xml, "skipped", "message")).containsExactly("The entry has errors");
  }

  @Test
  void oneScenarioIsRunByItsName() throws IOException {
    scenario("broken", "a: [");
    Kb.Result result = test("--scenario", "nobody");
    assertThat(result.out())
        .isEqualTo("door\n  ✓ nobody: Nobody answers\n1 scenario: 1 passed, 0 failed\n");
    assertThat(result.code()).isZero();
    assertThat(test("--scenario", "broken").code()).isEqualTo(1);
    Kb.Result unknown = test("--scenario", "nobdy");
    assertThat(unknown.err()).contains("there is no scenario `nobdy`; did you mean `nobody`?");
    assertThat(unknown.code()).isEqualTo(2);
  }

  @Test
  void jsonHoldsEveryScenario() throws IOException {
    scenario("broken", "a: [");
    scenario("wrong", GOOD.replace("escalation]", "nobody-opens]"));
    Kb.Result result = test("--format", "json", "--coverage");
    JsonNode report = new ObjectMapper().readTree(result.out());
    assertThat(report.get("passed").asInt()).isEqualTo(1);
    assertThat(report.get("failed").asInt()).isEqualTo(2);
    JsonNode entry = report.get("entries").get(0);
    assertThat(entry.get("id").asText()).isEqualTo("door");
    assertThat(entry.get("scenarios").findValuesAsText("name"))
        .containsExactly("broken", "nobody", "wrong");
    assertThat(entry.get("scenarios").findValuesAsText("outcome"))
        .containsExactly("failed", "passed", "failed");
    assertThat(entry.get("scenarios").get(0).get("errors").get(0).get("code").asText())
        .isEqualTo("SC02");
    assertThat(entry.get("scenarios").get(2).get("message").asText())
        .isEqualTo("step 2: expected nobody-opens, got escalation");
    assertThat(entry.get("coverage").get("total").asInt()).isEqualTo(2);
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void junitIsReadByAnyXmlReader() throws IOException {
    scenario("broken", "a: [");
    scenario("wrong", GOOD.replace("escalation]", "\"<&]]>\\x01\\uFFFF\"]"));
    Document xml = junit();
    assertThat(attributes(xml, "testsuites", "tests", "failures", "errors", "skipped"))
        .containsExactly("3 2 0 0");
    assertThat(attributes(xml, "testsuite", "name", "tests")).containsExactly("door 3");
    assertThat(attributes(xml, "testcase", "classname", "name"))
        .containsExactly("door broken", "door nobody", "door wrong");
    assertThat(attributes(xml, "failure", "message").get(0)).isEqualTo("it can't be read");
    assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("SC02");
    assertThat(xml.getElementsByTagName("failure").item(1).getTextContent()).contains("<&]]>");
    assertThat(attributes(xml, "testcase", "time")).allMatch(time -> time.matches("\\d+\\.\\d{3}"));
  }

  private Document junit() {
    byte[] bytes = test("--format", "junit").out().getBytes(StandardCharsets.UTF_8);
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(bytes));
    } catch (Exception e) {
      throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  private static List<String> attributes(Document xml, String element, String... names) {
    NodeList found = xml.getElementsByTagName(element);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      List<String> values = new ArrayList<>();
      for (String name : names) {
        values.add(((Element) found.item(i)).getAttribute(name));
      }
      lines.add(String.join(" ", values));
    }
    return lines;
  }
}
