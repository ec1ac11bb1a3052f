package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way: from an error text on the first page to a resolved incident. */
@ExtendWith(Site.Shared.class)
class ResponderWalkIT {
  private static final String REASON = "The instance was restarted a minute ago, look again";

  private final Site site;

  ResponderWalkIT(Site site) {
    this.site = site;
  }

  @ParameterizedTest(name = "with script: {0}")
  @ValueSource(booleans = {true, false})
  void resolvesAnIncident(boolean script) {
    try (Visitor visitor =
        site.administrator(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
      Page page = visitor.page();
      visitor.open("/");
      page.getByLabel("Paste an error message")
          .fill("HTTP/1.1 502 Bad Gateway\nat forward-request");
      visitor.press("Find entries");
      assertThat(page.locator("mark").first().innerText()).isNotBlank();
      page.getByRole(AriaRole.LINK, named(Scenarios.APIM_TITLE)).first().click();
      page.getByRole(AriaRole.BUTTON, named(Scenarios.BACKEND_TIMEOUT_TITLE)).click();
      page.waitForURL("**/incidents/*");
      String incident = page.url();
      assertThat(page.locator(".verdict").innerText()).contains("One API fails", "Failing = true");
      assertThat(page.locator(".recorded-band").innerText()).contains("Scenario data, recorded");

      assertThat(page.locator(".ways").innerText())
          .contains("degraded", "What state is the instance in?", "3 ruled out");

      visitor.takeProposed();
      String second = visitor.step();
      departFromTheProposal(visitor);
      assertThat(page.locator(".trail").innerText()).contains("Decided otherwise.", REASON);

      goBackTo(visitor, second);
      Walker.untilThe("Root cause", visitor);
      String cause = visitor.step();
      visitor.takeProposed();
      assertThat(page.locator("button.tick").count()).isPositive();
      Walker.tickAll(visitor);
      visitor.pressProposed();
      page.getByRole(AriaRole.HEADING, named("Did it work?")).waitFor();
      visitor.takeProposed();
      assertThat(page.locator(".step .kicker").innerText()).isEqualToIgnoringCase("It works again");
      visitor.pressProposed();
      page.getByText("This run ended resolved.").waitFor();

      visitor.open("/incidents?show=drills");
      assertThat(page.locator("main").innerText()).contains(cause);
      page.navigate(incident + "/timeline");
      assertThat(visitor.main().innerText())
          .contains(REASON, cause, Scenarios.APIM_TITLE, "engine")
          .containsPattern("\\d\\d:\\d\\d:\\d\\d UTC")
          .containsPattern("Failed\\s+124");
      page.getByRole(AriaRole.LINK, named("People")).click();
      page.locator(".tabs [aria-current]").getByText("People").waitFor();
      assertThat(visitor.main().innerText()).contains(REASON).doesNotContain("Remembered");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void departFromTheProposal(Visitor visitor) {
    Page page = visitor.page();
    String before = visitor.step();
    page.getByText("Take another branch").click();
    page.locator(".otherwise input[type=radio]").first().check();
    page.getByLabel("What you know that the query doesn’t").fill(REASON);
    visitor.press("Take this branch");
    visitor.awaitStepAfter(before);
  }

  private static void goBackTo(Visitor visitor, String step) {
    Page page = visitor.page();
    page.locator(".trail")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(step))
        .click();
    page.getByText("This is an earlier step.").waitFor();
    visitor.press("Go on from here again");
    page.getByText("This is an earlier step.").waitFor(Walker.gone());
    assertThat(visitor.step()).isEqualTo(step);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
