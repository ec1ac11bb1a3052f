package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages while the database, and nothing else, is away. */
class AwayDatabaseIT {
  private static final String FROM_MEMORY = "[data-from-memory]";

  private final Path data = PackagedServer.temporaryFolder("away-database");

  @Test
  void whatIsWrittenIsKeptAndPagesComeBackByThemselves() throws Exception {
    try (PackagedServer server = PackagedServer.start(data, Site.Content.ENTRIES, 0);
        Chromium chromium = Chromium.launch();
        Visitor visitor = new Visitor(chromium.browser().newPage(), server.base())) {
      visitor.followFirstLink(server.firstLink());
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      Page page = visitor.page();
      String run = page.url();
      Page scriptless =
          chromium
              .browser()
              .newContext(
                  new Browser.NewContextOptions()
                      .setJavaScriptEnabled(false)
                      .setStorageState(page.context().storageState()))
              .newPage();
      scriptless.navigate(run);
      freeze("STOP");
      try {
        page.locator("[data-note]").fill("while it was away");
        page.getByText("Add note").click();
        page.locator(".run-facts .away-near").waitFor(within(10_000));
        assertThat(page.url()).isEqualTo(run);

        scriptless.locator("[data-note]").fill("without scripts");
        scriptless.getByText("Add note").click();
        assertThat(scriptless.locator("label").allInnerTexts()).containsExactly("Text");
        assertThat(scriptless.locator("main").innerText())
            .contains("The database has been away since", "What you sent is kept here");
      } finally {
        freeze("CONT");
      }
      page.locator(".notes", new Page.LocatorOptions().setHasText("while it was away"))
          .waitFor(within(30_000));
      scriptless.getByText("Send it again").click();
      scriptless
          .locator(".notes", new Page.LocatorOptions().setHasText("without scripts"))
          .waitFor();
      scriptless.context().close();

      page.reload();
      assertThat(page.locator(".notes li").count()).isEqualTo(2);
      freeze("STOP");
      try {
        // The database is noticed to be away within a second or so.
        do {
          page.reload();
        } while (page.locator(FROM_MEMORY).count() == 0);
        page.clock().runFor(10_000);
        page.waitForResponse("**/q/health/ready", () -> page.clock().runFor(6_000));
        assertThat(page.locator(".away").isVisible()).as("it is said twice").isFalse();
        assertThat(page.locator(FROM_MEMORY).innerText().replaceAll("\\s+", " "))
            .containsPattern("away since \\d\\d:\\d\\d UTC [^.]+ ago\\.")
            .doesNotContain(" .", " ,");

        visitor.open("/review");
        assertThat(page.locator("main").innerText())
            .contains("The database has been away since", "looks again by itself");
        visitor.open(run.substring(server.base().length()));
        page.locator(FROM_MEMORY).waitFor();
        page.waitForResponse("**/q/health/ready", () -> page.clock().runFor(6_000));
      } finally {
        freeze("CONT");
      }
      page.locator("[data-note]").waitFor(within(30_000));
      assertThat(page.locator(FROM_MEMORY).count()).isZero();
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  /** Stops all processes of the database, or lets them go on. */
  private void freeze(String signal) throws IOException, InterruptedException {
    String first = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(0).strip();
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal, first));
    ProcessHandle.of(Long.parseLong(first))
        .orElseThrow()
        .descendants()
        .map(ProcessHandle::pid)
        .map(String::valueOf)
        .forEach(command::add);
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static Locator.WaitForOptions within(double milliseconds) {
    return new Locator.WaitForOptions().setTimeout(milliseconds);
  }
}
