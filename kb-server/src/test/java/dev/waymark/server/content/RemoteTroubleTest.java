package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.GitHttp.Mood;
import dev.waymark.server.content.Proposal.Person;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A repository over HTTP that doesn't do as it should: the content goes on, and says what to do.
 */
class RemoteTroubleTest {
  private static final String READER = "waymark:canary-reader";
  private static final String WRITER = "waymark:canary-writer";

  @TempDir Path folder;

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<ContentChange> changes = new ArrayList<>();
  private final Handler listener = new Listener();
  private Git git;
  private GitHttp forge;
  private Content content;
  private Path secret;

  /** Keeps what is logged. */
  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord record) {
      logged.add(
          record.getMessage()
              + " "
              + Arrays.toString(record.getParameters())
              + " "
              + record.getThrown());
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @BeforeEach
  void follow() throws IOException {
    Logger.getLogger("").addHandler(listener);
    git = Git.at(folder.resolve("remote.git"));
    git.commit("main", "Ann", Map.of("lamp.md", "dark\n"));
    forge = GitHttp.of(git.repository());
    forge.allows(READER, WRITER);
    secret = Files.writeString(folder.resolve("token"), "canary-writer\n");
    content =
        Content.repository(
            new GitSettings(
                folder.resolve("data"),
                Optional.of(forge.url()),
                Optional.empty(),
                Optional.of(secret)),
            Clock.systemUTC());
    content.open();
    content.follow(changes::add);
    content.sync();
    assertThat(content.state().trouble()).isEmpty();
    assertThat(content.state().branch()).contains("main");
  }

  @AfterEach
  void stop() {
    content.stop();
    forge.close();
    git.close();
    Logger.getLogger("").removeHandler(listener);
    assertThat(logged + content.state().toString()).doesNotContain("canary");
  }

  @Test
  void aTokenThatIsNotTakenIsSaidAndANewOneNeedsNoRestart() throws IOException {
    forge.allows("nobody", "waymark:canary-next");
    git.commit("main", "Bob", Map.of("door.md", "shut\n"));

    content.sync();

    ContentProblem trouble = content.state().trouble().orElseThrow();
    assertThat(trouble.message()).contains("doesn't take the credentials");
    assertThat(trouble.hint()).contains("WAYMARK_CONTENT_CREDENTIALS_FILE");
    assertThat(content.state().served()).isPresent();

    Files.writeString(secret, "canary-next");
    content.sync();

    assertThat(content.state().trouble()).isEmpty();
    assertThat(changes).hasSize(2);
  }

  @Test
  void aUserNameAndAPasswordAreTwoLines() throws IOException {
    forge.allows("nobody", "ann:canary-password");
    Files.writeString(secret, "ann\ncanary-password\n");

    assertThat(content.sync().trouble()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CUTS | can't be read | git ls-remote",
        "BROKEN | can't be read | git ls-remote",
        "NOT_FOUND | There is no repository | Check WAYMARK_CONTENT_URL"
      })
  void whateverTheForgeDoesTheContentGoesOn(Mood mood, String message, String hint) {
    forge.is(mood);
    git.commit("main", "Bob", Map.of("door.md", "shut\n"));

    content.sync();

    ContentProblem trouble = content.state().trouble().orElseThrow();
    assertThat(trouble.message()).contains(message);
    assertThat(trouble.hint()).contains(hint);
    assertThat(content.lastChange("lamp.md")).isPresent();
    assertThat(content.read("lamp.md").orElseThrow().text()).isEqualTo("dark\n");

    forge.is(Mood.GOOD);
    content.sync();
    assertThat(content.state().trouble()).isEmpty();
    assertThat(content.read("door.md").orElseThrow().text()).isEqualTo("shut\n");
  }

  @Test
  void aForgeThatIsNotThereIsSaid() {
    forge.close();

    content.sync();

    assertThat(content.state().trouble().orElseThrow().message()).contains("can't be reached");
  }

  @Test
  void aCredentialsFileThatIsGoneIsSaid() throws IOException {
    Files.delete(secret);

    content.sync();

    assertThat(content.state().trouble().orElseThrow().message())
        .isEqualTo("The credentials file of the repository can't be read.");
  }

  @Test
  void aProposalIsPushed() {
    ProposedBranch proposed = propose().orThrow();

    assertThat(git.newest("lesson/1").getName()).isEqualTo(proposed.commit());
  }

  @Test
  void aTokenThatMayNotPushIsSaidAndLeavesNothing() throws IOException {
    Files.writeString(secret, "canary-reader");

    Problem problem = ((Result.Refused<ProposedBranch>) propose()).problem();

    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    assertThat(problem.detail()).contains("doesn't take the credentials");
    assertThat(problem.hint()).contains("push branches");
    assertThat(git.branches()).containsExactly("main");

    Files.writeString(secret, "canary-writer");
    assertThat(propose().orThrow().commit()).isEqualTo(git.newest("lesson/1").getName());
  }

  @Test
  void anotherHostGetsNoCredentials() {
    try (GitHttp other = GitHttp.of(git.repository())) {
      other.allows("nobody", "nobody");
      forge.redirectsTo(other.url());

      content.sync();

      assertThat(content.state().trouble()).isPresent();
      assertThat(other.authorizations()).isEmpty();
    }
  }

  @Test
  void credentialsAreNotSentInTheClear() {
    Content clear =
        Content.repository(
            new GitSettings(
                folder.resolve("clear"),
                Optional.of("http://git.example.com/a.git"),
                Optional.empty(),
                Optional.of(secret)),
            Clock.systemUTC());
    clear.follow(changes::add);

    assertThat(clear.sync().trouble().orElseThrow().message())
        .isEqualTo("Credentials aren't sent to git.example.com over plain HTTP.");
    clear.stop();
  }

  private Result<ProposedBranch> propose() {
    return content.propose(
        new Proposal(
            "lesson/1",
            new Person("Ann", "ann@example.com"),
            "Light the lamp",
            Map.of("lamp.md", "bright\n")));
  }
}
