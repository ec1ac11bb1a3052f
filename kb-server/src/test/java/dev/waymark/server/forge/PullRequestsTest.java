package dev.waymark.server.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.PullRequestState;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PullRequestsTest {
  @TempDir static Path folder;
  private static Path token = Path.of("");
  private final ForgeStub stub;

  /** Settings as a configuration would give them. */
  private record Settings(
      Optional<Kind> kind,
      Optional<URI> url,
      Optional<String> repository,
      Optional<Path> tokenFile,
      Optional<Path> caFile,
      Duration timeout)
      implements ForgeConfig {
    @Override
    public String targetBranch() {
      return "main";
    }
  }

  @BeforeAll
  static void token() throws IOException {
    token = Files.writeString(folder.resolve("token"), ForgeStub.TOKEN + "\n");
  }

  PullRequestsTest(@TempDir Path own) throws Exception {
    stub = new ForgeStub(own);
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  private Settings settings(ForgeConfig.Kind kind) {
    String repository =
        switch (kind) {
          case GITHUB -> "content/kb";
          case GITLAB -> "group/content/kb";
          case AZURE_DEVOPS -> "org/my project/kb";
        };
    return new Settings(
        Optional.of(kind),
        Optional.of(stub.address()),
        Optional.of(repository),
        Optional.of(token),
        Optional.of(stub.authority()),
        Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, , content/kb, https://github.com/content/kb/edit/main/entries/a%20b.md",
    "GITHUB, https://git.example/api/v3, content/kb,"
        + " https://git.example/content/kb/edit/main/entries/a%20b.md",
    "GITLAB, , group/content/kb, https://gitlab.com/group/content/kb/-/edit/main/entries/a%20b.md",
    "AZURE_DEVOPS, https://tfs.example/, org/my project/kb,"
        + " https://tfs.example/org/my%20project/_git/kb?path=%2Fentries%2Fa%20b.md&version=GBmain",
    "GITHUB, , kb, "
  })
  void knowsWhereAFileIsChanged(
      ForgeConfig.Kind kind, @Nullable URI host, String repository, @Nullable URI page) {
    ForgeConfig config =
        new Settings(
            Optional.of(kind),
            Optional.ofNullable(host),
            Optional.of(repository),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1));
    assertThat(new PullRequests(config).editPage("entries/a b.md"))
        .isEqualTo(Optional.ofNullable(page));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, https://github.example/content/kb/pull/1, merged, closed",
    "GITLAB, https://gitlab.example/group/content/kb/-/merge_requests/1, merged, closed",
    "AZURE_DEVOPS, https://dev.azure.example/org/my%20project/_git/kb/pullrequest/1, completed,"
        + " abandoned"
  })
  void opensOneAndFollowsIt(ForgeConfig.Kind kind, URI page, String merged, String closed) {
    PullRequests pulls = new PullRequests(settings(kind));
    PullRequest opened = open(pulls);
    assertThat(opened).isEqualTo(new PullRequest(page, "1"));
    assertThat(stub.first().get("from")).endsWith("lesson/142+1");
    assertThat(stub.first().get("to")).endsWith("main");
    assertThat(stub.first()).containsEntry("title", "Look first").containsEntry("body", "*Why*");
    assertThat(pulls.state(opened).orThrow()).isEqualTo(PullRequestState.OPEN);

    assertThat(open(pulls)).isEqualTo(opened);

    stub.become(1, merged);
    assertThat(pulls.state(opened).orThrow()).isEqualTo(PullRequestState.MERGED);
    stub.become(1, closed);
    assertThat(pulls.state(opened).orThrow()).isEqualTo(PullRequestState.CLOSED);

    assertThat(open(pulls).number()).isEqualTo("2");
  }

  private static PullRequest open(PullRequests pulls) {
    return pulls.open("lesson/142+1", "Look first", "*Why*").orThrow().orElseThrow();
  }

  @Test
  void opensNothingWhereNoForgeIsConfigured() {
    PullRequests none =
        new PullRequests(
            new Settings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1)));
    assertThat(none.isConfigured()).isFalse();
    assertThat(none.open("x", "x", "x").orThrow()).isEmpty();
    assertThat(problem(none.state(new PullRequest(URI.create("https://a.b/1"), "1"))).kind())
        .isEqualTo(Problem.Kind.CONFLICT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {} | UNAVAILABLE | localhost:PORT doesn't take the token",
        "302 | | UNAVAILABLE | localhost:PORT doesn't take the token",
        "403 | {\"message\": \"Needs canary-3f1e7a\\n more\"} | UNAVAILABLE | localhost:PORT takes"
            + " the token but doesn't allow this: Needs … more",
        "404 | {} | UNAVAILABLE | localhost:PORT knows no repository content/kb, or doesn't show it"
            + " to this token",
        "429 | {} | UNAVAILABLE | localhost:PORT was asked too often",
        "500 | <html> | UNAVAILABLE | localhost:PORT answered with status 500",
        "301 | {} | UNAVAILABLE | localhost:PORT answered with status 301",
        "422 | {\"message\": \"Validation Failed\", \"errors\": [{\"message\": \"No commits between"
            + " main and lesson\"}]} | INVALID | The forge opens no pull request of lesson/142+1"
            + " into main: Validation Failed No commits between main and lesson",
        "200 | <html>Hello</html> | UNAVAILABLE | The forge gave an answer that isn't what its API"
            + " promises",
        "200 | {\"number\": 1, \"html_url\": \"javascript:alert(1)\"} | UNAVAILABLE | The forge gave"
            + " an answer that isn't what its API promises"
      })
  void saysWhatIsWrong(int status, String body, Problem.Kind kind, String detail) {
    stub.answer(status, body == null ? "" : body);
    Problem problem = refusal(settings(ForgeConfig.Kind.GITHUB));
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.detail().replaceAll(":\\d{3,5}", ":PORT")).isEqualTo(detail);
    assertThat(problem.toString()).doesNotContain(ForgeStub.TOKEN);
  }

  @ParameterizedTest
  @EnumSource(ForgeConfig.Kind.class)
  void saysThatTheTokenIsWrong(ForgeConfig.Kind kind) throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong" + kind), "other");
    Settings good = settings(kind);
    Settings bad = with(good, good.url(), good.repository(), Optional.of(wrong), good.caFile());
    assertThat(refusal(bad).detail()).endsWith("doesn't take the token");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Settings good = settings(ForgeConfig.Kind.GITHUB);
    assertThat(
            refusal(with(good, good.url(), good.repository(), Optional.empty(), good.caFile()))
                .detail())
        .startsWith("waymark.forge.token-file isn't set");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThat(
            refusal(with(good, good.url(), good.repository(), Optional.of(empty), good.caFile()))
                .detail())
        .startsWith("The file of waymark.forge.token-file holds no token");
    assertThat(
            refusal(with(good, good.url(), Optional.of("kb"), good.tokenFile(), good.caFile()))
                .detail())
        .isEqualTo("waymark.forge.repository isn't of the form owner/name");
    Optional<URI> plain = Optional.of(URI.create("http://localhost:1"));
    assertThat(
            refusal(with(good, plain, good.repository(), good.tokenFile(), good.caFile())).detail())
        .startsWith("waymark.forge.url doesn't begin with https");
    assertThat(
            refusal(with(good, good.url(), good.repository(), good.tokenFile(), Optional.empty()))
                .detail())
        .endsWith("showed a certificate that isn't trusted");
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void readsNoMoreThanItMay() {
    String title = "a".repeat(5_000_000);
    stub.answer(
        200,
        "{\"number\":1,\"html_url\":\"https://github.example/1\",\"title\":\"%s\"}"
            .formatted(title));
    assertThat(refusal(settings(ForgeConfig.Kind.GITHUB)).detail())
        .endsWith("broke its answer off, or gave one of more than 4 MB");
  }

  @Test
  void waitsNoLongerThanItMay() {
    stub.keepSilent();
    Settings good = settings(ForgeConfig.Kind.GITLAB);
    Settings hasty =
        new Settings(
            good.kind(),
            good.url(),
            good.repository(),
            good.tokenFile(),
            good.caFile(),
            Duration.ofMillis(500));
    assertThat(refusal(hasty).detail()).contains("gave no answer within");
    stub.close();
    assertThat(refusal(good).detail()).endsWith("can't be reached");
  }

  private static Settings with(
      Settings settings,
      Optional<URI> url,
      Optional<String> repository,
      Optional<Path> tokenFile,
      Optional<Path> caFile) {
    return new Settings(settings.kind(), url, repository, tokenFile, caFile, settings.timeout());
  }

  private static Problem refusal(ForgeConfig config) {
    return problem(new PullRequests(config).open("lesson/142+1", "Look first", "*Why*"));
  }

  private static Problem problem(Result<?> result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused<?>) result).problem();
  }
}
