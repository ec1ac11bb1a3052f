package dev.waymark.sources.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.fixtures.Rounds;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.fixtures.HostileValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a value holds, the list of arguments is the template's but for the value's own. */
class HostileValuesInCommandsTest {
  private static final int COUNT = Rounds.of(1_000, 100_000);

  @TempDir private Path folder;
  private CommandSource source;

  @BeforeEach
  void install() throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("az");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\0' \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    source =
        new CommandSource(
            new CommandPolicy(
                AllowList.shipped(), List.of(folder.resolve("bin")), folder.resolve("azure")),
            Clock.systemUTC());
  }

  @Test
  void aValueIsOneArgument() {
    everyOneOf(HostileValues.texts(COUNT), "--name ${value}", "--name", "");
  }

  @Test
  void aValueIsPartOfOneArgument() {
    everyOneOf(HostileValues.texts(COUNT), "--name 'a-${value}'", "--name", "a-");
  }

  private void everyOneOf(List<String> values, String part, String flag, String before) {
    List<String> bound =
        values.stream()
            .filter(
                value ->
                    HostileValues.remembered(
                            AzureCliFence.KIND, "az apim show " + part, Map.of(), value)
                        .isPresent())
            .toList();
    // In the middle of a word most are refused.
    assertThat(bound).hasSizeGreaterThan(COUNT / 25);
    for (List<String> group : HostileValues.groups(bound)) {
      BoundQuery query =
          HostileValues.allRemembered(
              AzureCliFence.KIND,
              "az apim show --query=name %s --resource-group \"my group\" --output json",
              part,
              group);
      List<String> expected = new ArrayList<>(List.of("apim", "show", "--query=name"));
      for (String value : group) {
        expected.add(flag);
        // As UTF-8 can write it.
        expected.add(before + new String(value.getBytes(UTF_8), UTF_8));
      }
      expected.addAll(List.of("--resource-group", "my group", "--output", "json"));
      assertThat(arguments(query)).containsExactlyElementsOf(expected);
    }
  }

  /** What the program is given. */
  private List<String> arguments(BoundQuery query) {
    Answer answer = source.ask(new Request.Ask(1, "command", 1, query));
    assertThat(answer).as(query.text()).isInstanceOf(Answer.Complete.class);
    String out = (String) ((Answer.Complete) answer).table().rows().get(0).values().get(1);
    List<String> arguments = List.of(out.split("\0", -1));
    return arguments.subList(0, arguments.size() - 1);
  }
}
