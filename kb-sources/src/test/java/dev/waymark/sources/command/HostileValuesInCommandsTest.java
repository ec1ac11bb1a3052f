package dev.waymark.sources.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.fixtures.Rounds;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.fixtures.HostileValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a value holds, the list of arguments is the template's but for the value's own. */
class HostileValuesInCommandsTest {
  private static final int COUNT = Rounds.of(60, 100_000);

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
    int run = 0;
    for (String value : HostileValues.texts(COUNT)) {
      String meant = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      run +=
          runs(
              "az apim show --name ${value} --resource-group \"my group\" --output json",
              value,
              List.of("--name", meant, "--resource-group", "my group", "--output", "json"));
      run +=
          runs(
              "az apim show --query=name --name 'a-${value}'",
              value,
              List.of("--query=name", "--name", "a-" + meant));
    }
    assertThat(run).isGreaterThan(COUNT / 4);
  }

  private int runs(String template, String value, List<String> behindPath) {
    Optional<BoundQuery> query =
        HostileValues.remembered(AzureCliFence.KIND, template, Map.of(), value);
    if (query.isEmpty()) {
      return 0;
    }
    Answer answer = source.ask(new Request.Ask(1, "command", 1, query.get()));
    assertThat(answer).as(query.get().text()).isInstanceOf(Answer.Complete.class);
    String out = (String) ((Answer.Complete) answer).table().rows().get(0).values().get(1);
    List<String> arguments = List.of(out.split("\0", -1));
    assertThat(arguments.subList(0, arguments.size() - 1))
        .as(value)
        .startsWith("apim", "show")
        .endsWith(behindPath.toArray(String[]::new))
        .hasSize(2 + behindPath.size());
    return 1;
  }
}
