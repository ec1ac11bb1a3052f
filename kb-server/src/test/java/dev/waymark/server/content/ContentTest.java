package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Proposal.Person;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following a repository and proposing changes to it, on real repositories. */
class ContentTest {
  private static final Person ANN = new Person("Ann Example", "ann@example.com");

  @TempDir Path folder;

  private Git remote;
  private final List<ContentChange> changes = new ArrayList<>();
  private final List<Content> opened = new ArrayList<>();

  @BeforeEach
  void makeRepository() {
    remote = Git.at(folder.resolve("remote.git"));
    remote.commit("main", "Ann", Map.of("lamp.md", "dark\n", "notes.txt", "not content\n"));
  }

  @AfterEach
  void stop() {
    opened.forEach(Content::stop);
    remote.close();
  }

  @Test
  void theFilesOfTheNewestCommitAreLaidOut() {
    Content content = follow(remote.url());

    assertThat(files(content)).containsOnly(Map.entry("lamp.md", "dark\n"));
    assertThat(content.state().branch()).contains("main");
    assertThat(content.state().served())
        .hasValueSatisfying(commit -> assertThat(commit.author()).isEqualTo("Ann"));
    assertThat(content.state().newest()).isEqualTo(content.state().served());
    assertThat(content.state().trouble()).isEmpty();
    assertThat(content.state().synced()).isPresent();
  }

  @Test
  void onlyWhatACommitChangesIsTold() {
    Content content = follow(remote.url());
    changes.clear();
    remote.commit("main", "Bob", Map.of("door.md", "shut\n", "notes.txt", "still not content\n"));

    content.sync();
    content.sync();

    assertThat(changes).extracting(ContentChange::paths).containsExactly(Set.of("door.md"));
    assertThat(content.lastChange("door.md"))
        .hasValueSatisfying(c -> assertThat(c.author()).isEqualTo("Bob"));
    assertThat(content.lastChange("lamp.md"))
        .hasValueSatisfying(c -> assertThat(c.author()).isEqualTo("Ann"));
    assertThat(content.lastChange("none.md")).isEmpty();
  }

  @Test
  void whatIsDeletedGoes() {
    Content content = follow(remote.url());
    remote.commit("main", "Bob", Map.of("a/b/c.md", "deep\n"));
    content.sync();
    remote.commit("main", "Bob", Map.of("a/b/c.md", "", "a.md", "flat\n"));

    content.sync();

    assertThat(files(content)).containsOnlyKeys("lamp.md", "a.md");
    assertThat(content.open().resolve("a")).doesNotExist();
  }

  @Test
  void aRewrittenBranchIsFollowedAndTheOldHeadIsNamed() throws IOException {
    Content content = follow(remote.url());
    String before = content.state().served().orElseThrow().id();
    String now = remote.rewrite("main", "Bob", Map.of("door.md", "shut\n"));

    content.sync();

    assertThat(content.state().served().orElseThrow().id()).isEqualTo(now);
    assertThat(files(content)).containsOnlyKeys("door.md");
    assertThat(content.state().trouble()).isEmpty();
    assertThat(content.state().warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.message())
                    .contains("rewritten")
                    .contains(before.substring(0, 8)));
  }

  @Test
  void aRepositoryThatIsGoneLeavesWhatWasServed() throws IOException {
    Content content = follow(remote.url());
    Files.move(folder.resolve("remote.git"), folder.resolve("away.git"));

    content.sync();

    assertThat(content.state().trouble())
        .hasValueSatisfying(
            trouble -> {
              assertThat(trouble.message()).contains("no repository at");
              assertThat(trouble.hint()).contains("WAYMARK_CONTENT_URL");
            });
    assertThat(content.state().served()).isPresent();
    assertThat(files(content)).containsOnlyKeys("lamp.md");

    Files.move(folder.resolve("away.git"), folder.resolve("remote.git"));
    remote.commit("main", "Bob", Map.of("door.md", "shut\n"));
    content.sync();

    assertThat(content.state().trouble()).isEmpty();
    assertThat(files(content)).containsOnlyKeys("lamp.md", "door.md");
  }

  @Test
  void aNewServerWithoutNetworkServesWhatWasFetched() throws IOException {
    follow(remote.url()).stop();
    Files.move(folder.resolve("remote.git"), folder.resolve("away.git"));

    Content content = follow(remote.url());

    assertThat(files(content)).containsOnlyKeys("lamp.md");
    assertThat(content.state().served()).isPresent();
    assertThat(content.state().trouble()).isPresent();
  }

  @Test
  void aLayoutThatWasCutShortIsMadeAnew() throws IOException {
    Content first = follow(remote.url());
    Path root = first.open();
    first.stop();
    Files.delete(root.resolveSibling("served.commit"));
    Files.writeString(root.resolve("half.md"), "left over");

    assertThat(files(follow(remote.url()))).containsOnlyKeys("lamp.md");
  }

  @Test
  void linksOutOfTheRepositoryAreNotFollowed() throws IOException {
    Files.writeString(folder.resolve("secret.md"), "secret");
    remote.link("main", "leak.md", folder.resolve("secret.md").toString());
    remote.link("main", "x.scenarios", folder.toString());

    Content content = follow(remote.url());

    assertThat(files(content)).containsOnlyKeys("lamp.md");
    assertThat(content.state().warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.message()).isEqualTo("`leak.md`, `x.scenarios` aren't served."));
  }

  @Test
  void whatIsLeftOutIsNamedForAsLongAsItIsThere() {
    remote.submodule("main", "team");
    remote.link("main", "shared", "../elsewhere");
    Content content = follow(remote.url());
    remote.commit("main", "Ann", Map.of("door.md", "shut\n"));
    content.sync();
    assertThat(files(content)).containsOnlyKeys("door.md", "lamp.md");
    assertThat(content.state().warnings())
        .extracting(ContentProblem::message)
        .containsExactly("`shared`, `team` aren't served.");
    content.stop();

    Content again = follow(remote.url());
    assertThat(again.state().warnings())
        .extracting(ContentProblem::message)
        .containsExactly("`shared`, `team` aren't served.");

    remote.commit("main", "Ann", Map.of("shared", "", "team", ""));
    again.sync();
    assertThat(again.state().warnings()).isEmpty();
  }

  @Test
  void markdownOfEveryEndingAndImagesAreLaidOut() {
    remote.commit(
        "main",
        "Ann",
        Map.of("A.MD", "a", "b.markdown", "b", "img/c.PNG", "c", "d.pdf", "d", "README", "e"));

    assertThat(files(follow(remote.url())))
        .containsOnlyKeys("A.MD", "b.markdown", "img/c.PNG", "lamp.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"detached", "missing", "empty"})
  void aHeadThatNamesNoBranchLeavesWhatWasServedAndSaysWhatToSet(String head) {
    Content content = follow(remote.url());
    Map<String, String> before = files(content);
    String commit = remote.commit("main", "Ann", Map.of("door.md", "shut\n"));
    switch (head) {
      case "detached" -> remote.detachHead(commit);
      case "missing" -> remote.headNames("gone");
      default -> remote.deleteBranch("main");
    }

    content.sync();

    assertThat(files(content)).isEqualTo(before);
    assertThat(content.state().served()).isPresent();
    ContentProblem trouble = content.state().trouble().orElseThrow();
    assertThat(trouble.message()).contains(head.equals("empty") ? "is empty" : "HEAD names none");
    assertThat(trouble.hint()).contains("WAYMARK_CONTENT_BRANCH");
    content.stop();
    Content again = follow(remote.url());
    assertThat(files(again)).isEqualTo(before);
    assertThat(again.state().trouble()).contains(trouble);
    if (!head.equals("empty")) {
      assertThat(files(follow(settings(remote.url(), Optional.of("main"))))).containsKey("door.md");
    }
  }

  @Test
  void aBranchThatIsMissingIsSaid() {
    Content content = follow(settings(remote.url(), Optional.of("release")));

    assertThat(content.state().trouble().orElseThrow().message())
        .isEqualTo("The repository has no branch release.");
    assertThat(files(content)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ann:canary-secret@git.example.com/a.git",
        "ext::sh -c canary-secret",
        "git://git.example.com/canary-secret",
        "git@git.example.com:team/runbooks.git",
        "::canary-secret::"
      })
  void anAddressThatIsNotTakenIsNeverShownWithItsSecret(String url) {
    Content content = follow(url);

    ContentProblem trouble = content.state().trouble().orElseThrow();
    if (url.contains(":canary-secret@")) {
      assertThat(content.state() + trouble.toString()).doesNotContain("canary-secret");
    }
    assertThat(trouble.hint()).isNotBlank();
    assertThat(content.state().served()).isEmpty();
  }

  @Test
  void aProposalIsACommitOnABranchOfItsOwn() {
    Content content = follow(remote.url());

    ProposedBranch proposed = content.propose(lesson("lamp.md", "bright\n")).orThrow();

    assertThat(remote.branches()).containsExactly("lesson/1", "main");
    assertThat(remote.files("lesson/1"))
        .containsOnly(Map.entry("lamp.md", "bright\n"), Map.entry("notes.txt", "not content\n"));
    assertThat(remote.files("main")).containsEntry("lamp.md", "dark\n");
    var commit = remote.newest("lesson/1");
    assertThat(commit.getAuthorIdent().getName()).isEqualTo("Ann Example");
    assertThat(commit.getAuthorIdent().getEmailAddress()).isEqualTo("ann@example.com");
    assertThat(commit.getCommitterIdent().getName()).isEqualTo("Waymark");
    assertThat(commit.getFullMessage()).isEqualTo("Light the lamp\n\nLearned in incident 1.\n");
    assertThat(commit.getParents()).containsExactly(remote.newest("main"));
    assertThat(proposed).isEqualTo(new ProposedBranch("lesson/1", commit.getName()));
    assertThat(files(content)).containsOnly(Map.entry("lamp.md", "dark\n"));
  }

  @Test
  void theSameProposalAgainChangesNothingAndAnotherOneGoesOnTop() {
    Content content = follow(remote.url());
    ProposedBranch first = content.propose(lesson("lamp.md", "bright\n")).orThrow();

    assertThat(content.propose(lesson("lamp.md", "bright\n")).orThrow()).isEqualTo(first);

    ProposedBranch second = content.propose(lesson("new.md", "more\n")).orThrow();
    assertThat(remote.newest("lesson/1").getParent(0).getName()).isEqualTo(first.commit());
    assertThat(second.commit()).isEqualTo(remote.newest("lesson/1").getName());
    assertThat(content.patch("lesson/1").orThrow()).contains("+bright").contains("+more");
  }

  @Test
  void aProposalGoesOnTopOfWhatWasPushedMeanwhile() {
    Content content = follow(remote.url());
    String newest = remote.commit("main", "Bob", Map.of("door.md", "shut\n"));

    content.propose(lesson("lamp.md", "bright\n")).orThrow();

    assertThat(remote.newest("lesson/1").getParent(0).getName()).isEqualTo(newest);
    assertThat(remote.files("lesson/1")).containsKeys("door.md", "lamp.md");
  }

  @Test
  void aFileThatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    Content content = follow(remote.url());
    remote.commit("main", "Bob", Map.of("lamp.md", "flickers\n"));

    Problem problem = refused(content.propose(lesson("lamp.md", "bright\n")));

    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem.detail()).isEqualTo("Somebody has changed lamp.md meanwhile.");
    assertThat(remote.branches()).containsExactly("main");
  }

  @Test
  void theCommitThatATextWasMadeFromTellsOlderChangesToo() {
    Content content = follow(remote.url());
    String read = content.state().newest().orElseThrow().id();
    remote.commit("main", "Bob", Map.of("lamp.md", "flickers\n"));
    content.sync();
    Proposal proposal =
        new Proposal(
            "lesson/1", ANN, "Light the lamp", Map.of("lamp.md", "bright\n"), Optional.of(read));

    assertThat(refused(content.propose(proposal)).kind()).isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void aBranchThatIsBehindIsBroughtUpToWhatIsServed() {
    Content content = follow(remote.url());
    content.propose(lesson("lamp.md", "bright\n")).orThrow();
    String reviewed = remote.commit("lesson/1", "Ray", Map.of("picture.md", "of a lamp\n"));
    String newest = remote.commit("main", "Bob", Map.of("lamp.md", "flickers\n"));
    content.sync();

    content.propose(lesson("lamp.md", "flickers, bright\n")).orThrow();

    assertThat(List.of(remote.newest("lesson/1").getParents()))
        .extracting(parent -> parent.getName())
        .containsExactly(reviewed, newest);
    assertThat(remote.files("lesson/1")).containsEntry("lamp.md", "flickers, bright\n");
    assertThat(content.patch("lesson/1").orThrow()).contains("-flickers\n+flickers, bright\n");
    assertThat(content.propose(lesson("lamp.md", "flickers, bright\n")).orThrow().commit())
        .isEqualTo(remote.newest("lesson/1").getName());
  }

  @Test
  void whatReviewersAddedToABranchStaysWhereNothingConflicts() {
    Content content = follow(remote.url());
    content.propose(lesson("lamp.md", "bright\n")).orThrow();
    remote.commit("lesson/1", "Ray", Map.of("picture.md", "of a lamp\n"));
    remote.commit("main", "Bob", Map.of("door.md", "shut\n"));
    content.sync();

    content.propose(lesson("lamp.md", "brighter\n")).orThrow();

    assertThat(remote.files("lesson/1"))
        .containsEntry("lamp.md", "brighter\n")
        .containsKeys("picture.md", "door.md");
  }

  @Test
  void aBranchThatConflictedCanBeAcceptedOnceItIsProposedAgain() {
    Content content = follow(own());
    content.propose(new Proposal("one", ANN, "One", Map.of("same.md", "1\n"))).orThrow();
    content.propose(new Proposal("two", ANN, "Two", Map.of("same.md", "2\n"))).orThrow();
    content.merge("one").orThrow();
    assertThat(refused(content.merge("two")).kind()).isEqualTo(Problem.Kind.CONFLICT);

    content.propose(new Proposal("two", ANN, "Two", Map.of("same.md", "1, 2\n"))).orThrow();
    content.merge("two").orThrow();

    assertThat(files(content)).containsEntry("same.md", "1, 2\n");
  }

  @Test
  void aMergedBranchBeginsAnewAtWhatIsServed() {
    Content content = follow(own());
    String first =
        content
            .propose(new Proposal("one", ANN, "One", Map.of("same.md", "1\n")))
            .orThrow()
            .commit();
    assertThat(content.isServed(first)).isFalse();
    content.merge("one").orThrow();
    assertThat(content.isServed(first)).isTrue();
    assertThat(content.isServed("nonsense")).isFalse();
    assertThat(refused(content.patch("one")).kind()).isEqualTo(Problem.Kind.CONFLICT);
    content.propose(new Proposal("two", ANN, "Two", Map.of("two.md", "2\n"))).orThrow();
    content.merge("two").orThrow();

    content.propose(new Proposal("one", ANN, "More", Map.of("same.md", "1, 3\n"))).orThrow();

    try (Git repository = ownRepository()) {
      assertThat(repository.newest("one").getParents()).containsExactly(repository.newest("main"));
    }
    assertThat(content.patch("one").orThrow()).contains("+1, 3").doesNotContain("two.md");
  }

  @Test
  void whatHoldsAlreadyIsNotProposed() {
    Content content = follow(remote.url());

    assertThat(refused(content.propose(lesson("lamp.md", "dark\n"))).detail())
        .startsWith("There is nothing to propose");
    assertThat(remote.branches()).containsExactly("main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out.md", "/etc/passwd", "a/../../b.md", ".git/config", "a//b.md", ""})
  void aPathThatLeadsElsewhereIsRefused(String path) {
    Content content = follow(remote.url());

    assertThat(refused(content.propose(lesson(path, "x"))).kind()).isEqualTo(Problem.Kind.INVALID);
    assertThat(content.read(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "", "a b", "../x", "x.lock", "a..b", "bundled"})
  void aBranchThatIsTakenOrCannotBeIsRefused(String branch) {
    Content content = follow(remote.url());
    Proposal proposal = new Proposal(branch, ANN, "x", Map.of("lamp.md", "bright\n"));

    assertThat(refused(content.propose(proposal)).kind()).isEqualTo(Problem.Kind.INVALID);
  }

  @Test
  void aProposalWithoutNetworkSaysWhatToDo() throws IOException {
    Content content = follow(remote.url());
    Files.move(folder.resolve("remote.git"), folder.resolve("away.git"));

    Problem problem = refused(content.propose(lesson("lamp.md", "bright\n")));

    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
    assertThat(problem.hint()).isNotBlank();
  }

  @Test
  void textIsReadAtTheNewestCommitThatIsKnown() {
    Content content = follow(remote.url());

    assertThat(content.read("lamp.md"))
        .contains(new ContentText(content.state().newest().orElseThrow().id(), "dark\n"));
    assertThat(content.read("none.md")).isEmpty();
    assertThat(content.writable()).isTrue();
  }

  @Test
  void earlierTextsAreRememberedNewestFirst() {
    remote.commit("main", "Bob", Map.of("lamp.md", "flickers\n"));
    remote.commit("main", "Bob", Map.of("door.md", "shut\n"));
    remote.commit("main", "Eve", Map.of("lamp.md", "broken\n"));
    Content content = follow(remote.url());

    assertThat(content.earlier("lamp.md"))
        .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .containsExactly("broken\n", "flickers\n", "dark\n");
    assertThat(content.changeTo("lamp.md", "flickers\n").orElseThrow().author()).isEqualTo("Bob");
    assertThat(content.changeTo("lamp.md", "never\n")).isEmpty();
  }

  @Test
  void theOwnRepositoryBeginsWithWhatIsBundled() {
    Content content = follow(own());

    assertThat(content.state().kind()).isEqualTo(ContentState.Kind.OWN_REPOSITORY);
    assertThat(files(content)).containsKey("entries/apim-502-bad-gateway.md");
    assertThat(content.state().served().orElseThrow().author()).isEqualTo("Waymark");
    try (Git repository = ownRepository()) {
      assertThat(repository.branches()).containsExactly("bundled", "main");
    }
    changes.clear();
    content.stop();
    follow(own());
    assertThat(changes).isEmpty();
  }

  @Test
  void aNewerWaymarkDoesNotOverwriteWhatPeopleChanged() throws IOException {
    follow(own()).stop();
    String path = "entries/apim-502-bad-gateway.md";
    try (Git repository = ownRepository()) {
      beginWithAnOlderWaymark(repository, Map.of(path, "older\n"));
      repository.commit("main", "Ann", Map.of(path, "mine\n"));
    }

    Content content = follow(own());

    assertThat(content.state().warnings()).hasSize(1);
    assertThat(content.state().warnings().get(0).message())
        .contains("newer entries")
        .contains(path);
    assertThat(content.state().warnings().get(0).hint()).contains("git merge origin/bundled");
    assertThat(files(content)).containsOnly(Map.entry(path, "mine\n"));
  }

  @Test
  void aNewerWaymarkBringsUpToDateWhatPeopleLeftAlone() throws IOException {
    follow(own()).stop();
    String path = "entries/apim-502-bad-gateway.md";
    String text;
    try (Git repository = ownRepository()) {
      text = repository.files("main").get(path);
      beginWithAnOlderWaymark(repository, Map.of(path, "older\n"));
      repository.commit("main", "Ann", Map.of("entries/own.md", "mine\n"));
    }

    Content content = follow(own());

    assertThat(content.state().warnings()).isEmpty();
    assertThat(files(content)).containsEntry("entries/own.md", "mine\n").containsEntry(path, text);
  }

  @Test
  void aProposalIsAcceptedOnTheSpotInTheOwnRepository() {
    Content content = follow(own());
    Proposal proposal =
        new Proposal("lesson/1", ANN, "Note", Map.of("incidents/2026/1.md", "# 1\n"));
    ProposedBranch proposed = content.propose(proposal).orThrow();
    assertThat(content.mergeable()).isTrue();

    ContentCommit commit = content.merge("lesson/1").orThrow();

    assertThat(commit.id()).isEqualTo(proposed.commit());
    assertThat(content.state().served()).contains(commit);
    assertThat(files(content)).containsEntry("incidents/2026/1.md", "# 1\n");
    assertThat(content.merge("lesson/1").orThrow()).isEqualTo(commit);
  }

  @Test
  void branchesThatDoNotTouchEachOtherAreBothAccepted() {
    Content content = follow(own());
    content.propose(new Proposal("one", ANN, "One", Map.of("one.md", "1\n"))).orThrow();
    content.propose(new Proposal("two", ANN, "Two", Map.of("two.md", "2\n"))).orThrow();

    content.merge("one").orThrow();
    content.merge("two").orThrow();

    assertThat(files(content)).containsKeys("one.md", "two.md");
  }

  @Test
  void aConflictIsRefusedWithItsFile() {
    Content content = follow(own());
    content.propose(new Proposal("one", ANN, "One", Map.of("same.md", "1\n"))).orThrow();
    content.propose(new Proposal("two", ANN, "Two", Map.of("same.md", "2\n"))).orThrow();
    content.merge("one").orThrow();

    Problem problem = refused(content.merge("two"));

    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(problem.detail()).contains("same.md");
    assertThat(files(content)).containsEntry("same.md", "1\n");
    assertThat(refused(content.merge("three")).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  @Test
  void whatIsPushedIntoTheOwnRepositoryIsServed() {
    Content content = follow(own());
    try (Git repository = ownRepository()) {
      repository.commit("main", "Ann", Map.of("pushed.md", "new\n"));
    }

    content.sync();

    assertThat(files(content)).containsKey("pushed.md");
  }

  @Test
  void whatAFolderLeavesOutIsNamed() throws IOException {
    Path entries =
        Files.createDirectories(folder.resolve("entries/team/sub")).getParent().getParent();
    Files.writeString(entries.resolve("team/sub/.git"), "gitdir: ../../.git/modules/sub\n");
    Files.writeString(entries.resolve("lamp.Markdown"), "dark\n");
    Files.createSymbolicLink(entries.resolve("team/door.md"), entries.resolve("lamp.Markdown"));
    Content content = Content.folder(entries, Clock.systemUTC());
    opened.add(content);
    content.open();
    content.follow(changes::add);

    content.sync();

    assertThat(content.state().warnings())
        .extracting(ContentProblem::message)
        .containsExactlyInAnyOrder(
            "In `team`: `door.md` is a symbolic link, which isn't followed.",
            "In `team`: `sub` is a submodule, which isn't read.");
  }

  @Test
  void aFolderIsFollowedAndTakesNoProposals() throws IOException {
    Path entries = Files.createDirectory(folder.resolve("entries"));
    Files.writeString(entries.resolve("lamp.md"), "dark\n");
    Content content = Content.folder(entries, Clock.systemUTC());
    opened.add(content);
    content.open();
    content.follow(changes::add);
    Files.writeString(entries.resolve("door.md"), "shut\n");
    Files.delete(entries.resolve("lamp.md"));

    content.sync();

    assertThat(changes)
        .extracting(ContentChange::paths)
        .containsExactly(Set.of("door.md", "lamp.md"));
    assertThat(content.writable()).isFalse();
    assertThat(refused(content.propose(lesson("lamp.md", "x"))).hint())
        .contains("WAYMARK_CONTENT_URL");
    Files.delete(entries.resolve("door.md"));
    Files.delete(entries);
    assertThat(content.sync().trouble().orElseThrow().message()).contains("can't be read");
  }

  /** Has both branches begin with other files, as if an older Waymark had made them. */
  private void beginWithAnOlderWaymark(Git repository, Map<String, String> files)
      throws IOException {
    repository.reset("main", repository.rewrite("bundled", "Waymark", files));
    Files.delete(folder.resolve("data/own/served.commit"));
  }

  private static Proposal lesson(String path, String text) {
    return new Proposal(
        "lesson/1", ANN, "Light the lamp\n\nLearned in incident 1.", Map.of(path, text));
  }

  private static Problem refused(Result<?> result) {
    assertThat(result).isInstanceOf(Result.Refused.class);
    return ((Result.Refused<?>) result).problem();
  }

  private GitSettings own() {
    return new GitSettings(
        folder.resolve("data"), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Git ownRepository() {
    return Git.at(folder.resolve("data/own/repository.git"));
  }

  private GitSettings settings(String url, Optional<String> branch) {
    return new GitSettings(folder.resolve("data"), Optional.of(url), branch, Optional.empty());
  }

  private Content follow(String url) {
    return follow(settings(url, Optional.empty()));
  }

  private Content follow(GitSettings settings) {
    Content content = Content.repository(settings, Clock.systemUTC());
    opened.add(content);
    content.open();
    content.follow(changes::add);
    content.sync();
    return content;
  }

  private static Map<String, String> files(Content content) {
    Path root = content.open();
    Map<String, String> files = new TreeMap<>();
    try (var paths = Files.walk(root)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
