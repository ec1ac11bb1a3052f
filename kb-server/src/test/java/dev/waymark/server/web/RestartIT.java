package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A server that dies in the middle of an incident. */
class RestartIT {

  /**
   * What is pressed while the server is dead is said at once, kept, and done once it lives again.
   */
  @Test
  void goesOnWhereItWasKilled() {
    Path data = PackagedServer.temporaryFolder("restart");
    PackagedServer first = PackagedServer.start(data, Site.Content.ENTRIES, 0);
    try (Chromium chromium = Chromium.launch();
        Visitor visitor = new Visitor(chromium.browser().newPage(), first.base())) {
      visitor.followFirstLink(first.firstLink());
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      visitor.takeProposed();
      String step = visitor.step();
      Page page = visitor.page();
      first.kill();
      visitor.read();
      page.locator("[data-note]").fill("written while it was dead");
      page.locator("[data-proposed]").click();
      page.locator(".away-near").waitFor(within(3_000));
      page.getByText("Add note").click();
      page.locator(".run-facts .away-near").waitFor(within(3_000));
      assertThat(page.locator(".away").innerText())
          .contains("The server can’t be reached since", "sent again by itself", "“Add note”");
      assertThat(visitor.step()).isEqualTo(step);
      try (PackagedServer second = PackagedServer.start(data, Site.Content.ENTRIES, first.port())) {
        assertThat(second.base()).isEqualTo(first.base());
        page.locator("h2.step-title")
            .filter(new Locator.FilterOptions().setHasNotText(step))
            .waitFor(within(30_000));
        page.locator(".notes", new Page.LocatorOptions().setHasText("while it was dead")).waitFor();
        page.locator(".away").waitFor(hidden());
        page.reload();
        assertThat(page.locator(".trail > li").count()).isEqualTo(3);
        assertThat(page.locator(".notes li").count()).isEqualTo(1);
        assertThat(page.locator("[data-note]").inputValue()).isEmpty();
        assertThat(visitor.complaints()).isEmpty();
      }
    } finally {
      first.close();
    }
  }

  private static Locator.WaitForOptions within(double milliseconds) {
    return new Locator.WaitForOptions().setTimeout(milliseconds);
  }

  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }
}
