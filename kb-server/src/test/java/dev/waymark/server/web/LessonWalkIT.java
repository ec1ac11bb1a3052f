package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.junit.jupiter.api.Test;

/** The loop: a wrong proposal, a lesson, a change of the entry, and the next time it knows. */
class LessonWalkIT {
  private static final String STEP = "Which APIs fail?";
  private static final String LESSON = "When a third of all calls fail, look how far it reaches.";
  private static final String MEANS = "A third of all calls fails, which may be more than one API";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void whatAnIncidentTaughtIsProposedTheNextTime() throws Exception {
    Path data = PackagedServer.temporaryFolder("lesson");
    try (Git remote = remote(PackagedServer.temporaryFolder("remote"));
        PackagedServer server =
            PackagedServer.startOnRepository(
                data, "file://" + remote.getRepository().getDirectory().getAbsolutePath());
        Chromium chromium = Chromium.launch();
        Visitor visitor = new Visitor(chromium.browser().newPage(), server.base())) {
      visitor.followFirstLink(server.firstLink());
      Page page = visitor.page();
      // A proposal walks all scenarios of the entry before its page comes.
      page.setDefaultTimeout(60_000);
      // The server is there while it still fetches the repository for the first time.
      awaitText(visitor, server.base() + "/entries/" + Scenarios.APIM, "Symptoms");
      resolveAgainstTheProposal(visitor);
      String incident = page.url().replaceFirst(".*(/incidents/\\d+).*", "$1");

      page.getByRole(AriaRole.LINK, named("Look back: the review")).click();
      assertThat(visitor.main().innerText()).contains("the entry proposed", "Times", "Diagnosed");
      assertThat(Accessibility.faults(visitor)).isEmpty();
      visitor.press("Close the review");
      page.getByText("has no lesson yet").waitFor();
      page.getByRole(AriaRole.LINK, named("Make it a lesson")).click();
      page.getByLabel("What the next person should know").fill(LESSON);
      visitor.press("Keep the lesson");
      page.locator("[id='at:lessons'] li a strong").first().click();

      page.getByLabel("When", exactly()).fill("rows.exists(r, r.Share > 0.3)");
      page.getByLabel("State", exactly()).selectOption(new SelectOption().setValue("failed"));
      page.getByLabel("What it means").fill(MEANS);
      visitor.press("Save, and draft the change");
      page.locator(".diff-added", containing(MEANS)).waitFor();
      assertThat(page.locator(".diff-removed").count()).isZero();
      assertThat(visitor.main().innerText()).contains("it compiles", "incidents/");
      assertThat(Accessibility.faults(visitor)).isEmpty();
      visitor.press("Propose the change");
      page.getByText("It waits for its reviewers").waitFor();

      Repository repository = remote.getRepository();
      ObjectId main = repository.resolve("refs/heads/main");
      ObjectId proposed = branch(repository);
      assertMinimal(repository, main, proposed);
      merge(repository, proposed);

      awaitText(visitor, page.url(), "The entry says it");
      visitor.open("/entries/" + Scenarios.APIM);
      assertThat(visitor.main().innerText()).contains(LESSON, "What it remembers", "merged");
      assertThat(page.locator("a[href='" + incident + "']").count()).isPositive();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      assertThat(visitor.step()).isEqualTo(STEP);
      assertThat(page.locator(".verdict").innerText()).contains(MEANS);
      assertThat(page.locator(".learned").first().innerText()).contains(LESSON);
      visitor.takeProposed();
      assertThat(visitor.step()).isEqualTo("How far does it reach?");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void resolveAgainstTheProposal(Visitor visitor) {
    Page page = visitor.page();
    visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
    assertThat(visitor.step()).isEqualTo(STEP);
    page.locator(".otherwise > summary").click();
    page.locator("input[type=radio][data-branch='4']").check();
    page.locator(".decision textarea").first().fill("Half of all calls fail");
    visitor.press("Take this branch");
    visitor.awaitStepAfter(STEP);
    Walker.untilThe("What to do", visitor);
    Walker.tickAll(visitor);
    visitor.pressProposed();
    page.getByText("Did it work?").waitFor();
    visitor.takeProposed();
    visitor.pressProposed();
    page.getByText("This run ended").waitFor();
  }

  /** A bare repository with the bundled entries, as a forge would keep it. */
  private static Git remote(Path folder) throws GitAPIException, IOException {
    Path work = folder.resolve("work");
    Folders.copy(Site.Content.ENTRIES, work.resolve("entries"));
    Folders.copy(Site.Content.ENTRIES.resolveSibling("schemas"), work.resolve("schemas"));
    try (Git git = Git.init().setDirectory(work.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("Begin")
          .setSign(false)
          .setAuthor("Dana", "dana@example.com")
          .setCommitter("Dana", "dana@example.com")
          .call();
    }
    return Git.cloneRepository()
        .setBare(true)
        .setURI(work.toUri().toString())
        .setDirectory(folder.resolve("content.git").toFile())
        .call();
  }

  private static ObjectId branch(Repository repository) throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS + "lesson/").stream()
        .findFirst()
        .orElseThrow()
        .getObjectId();
  }

  /** Two stretches of lines are added to the entry, and nothing else there differs. */
  private static void assertMinimal(Repository repository, ObjectId main, ObjectId proposed)
      throws IOException {
    try (DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      formatter.setRepository(repository);
      List<DiffEntry> files = formatter.scan(main, proposed);
      assertThat(files)
          .extracting(DiffEntry::getNewPath)
          .contains("entries/" + Scenarios.APIM + ".md")
          .allMatch(
              path ->
                  path.equals("entries/" + Scenarios.APIM + ".md")
                      || path.matches("incidents/\\d+/\\d+\\.md")
                      || path.contains(".scenarios/incident-"));
      for (DiffEntry file : files) {
        List<Edit> edits = formatter.toFileHeader(file).toEditList();
        assertThat(edits)
            .as(file.getNewPath())
            .allMatch(edit -> edit.getType() == Edit.Type.INSERT);
        if (file.getNewPath().startsWith("entries/" + Scenarios.APIM + ".md")) {
          assertThat(edits).hasSize(2);
          assertThat(edits.get(0).getLengthB()).isEqualTo(1);
        }
      }
    }
  }

  /** As a reviewer's forge does it. */
  private static void merge(Repository repository, ObjectId proposed) throws IOException {
    RefUpdate update = repository.updateRef("refs/heads/main");
    update.setNewObjectId(proposed);
    assertThat(update.update()).isEqualTo(RefUpdate.Result.FAST_FORWARD);
  }

  private static void awaitText(Visitor visitor, String url, String text) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!visitor.main().innerText().contains(text) && System.nanoTime() < until) {
      visitor.page().waitForTimeout(500);
      visitor.page().navigate(url);
    }
    assertThat(visitor.main().innerText()).contains(text);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
