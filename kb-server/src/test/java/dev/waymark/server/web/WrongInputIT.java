package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says when something doesn't fit. */
@ExtendWith(Site.Shared.class)
class WrongInputIT {
  private final Site site;

  WrongInputIT(Site site) {
    this.site = site;
  }

  @ParameterizedTest(name = "with script: {0}")
  @ValueSource(booleans = {true, false})
  void anOutdatedPageShowsWhoDidWhatAndWhatWasWritten(boolean script) {
    try (Visitor first = site.administrator();
        Visitor second =
            site.administrator(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
      first.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      second.page().navigate(first.page().url());
      first.takeProposed();
      second.page().getByText("Take another branch").click();
      second.page().locator(".otherwise input[type=radio]").first().check();
      second.page().locator(".otherwise [name=reason]").fill("I saw it otherwise");
      second.press("Take this branch");
      Locator alert = second.page().locator("[role=alert]");
      assertThat(alert.innerText())
          .contains("You went on in another window. What you pressed is not recorded.")
          .contains("Took “", "just now", "admin", "I saw it otherwise");
      assertThat(second.step()).isEqualTo(first.step());
      if (script) {
        assertThat(alert.evaluate("e => e === document.activeElement")).isEqualTo(true);
        BoundingBox box = alert.boundingBox();
        assertThat(box.y).isBetween(0.0, 400.0);
        second.page().reload();
        assertThat(second.page().locator(".draft").innerText()).contains("I saw it otherwise");
      }
    }
  }

  @Test
  void aStackTraceIsFoundAndStaysInItsField() {
    String trace =
        "HTTP/1.1 502 Bad Gateway\n"
            + "  at com.example.Shop.order(Shop.java:17)\n".repeat(64 * 1024 / 42);
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      for (String path : List.of("/", "/search")) {
        visitor.open(path);
        paste(page.locator("[data-search]"), trace);
        page.keyboard().press("Control+Enter");
        page.locator(".items mark").first().waitFor();
        assertThat(page.locator("[data-search]").inputValue().strip()).isEqualTo(trace.strip());
      }
      visitor.open("/");
      page.locator("[data-search]").fill("502 Bad Gateway");
      page.keyboard().press("Control+Enter");
      page.waitForURL("**/?text=502+Bad+Gateway");

      paste(page.locator("[data-search]"), "x".repeat(100_002));
      assertThat(page.locator(".limit").innerText())
          .isEqualTo("100,002 characters; at most 100,000 can be sent. Shorten it by 2.");
      visitor.press("Find entries");
      assertThat(page.url()).endsWith("/?text=502+Bad+Gateway");
    }
  }

  @Test
  void sendingAFormTwiceDoesItOnce() {
    try (Visitor visitor = site.administrator()) {
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      Page page = visitor.page();
      page.getByLabel("Note", new Page.GetByLabelOptions().setExact(true)).fill("once");
      Object statuses =
          page.evaluate(
              """
              async () => {
                const form = document.querySelector('[data-note]').form;
                const body = new URLSearchParams(new FormData(form));
                const replies = await Promise.all(
                  [1, 2, 3].map(() => fetch(form.action, { method: 'POST', body })));
                return replies.map(reply => reply.status);
              }\
              """);
      assertThat((List<?>) statuses).allMatch(status -> status.equals(200));
      page.reload();
      assertThat(page.locator(".notes li").count()).isEqualTo(1);
    }
  }

  @Test
  void mistakesAreExplained() {
    try (Visitor visitor = site.administrator()) {
      explains(visitor, "/entries/no-such-entry", 404, "There is no entry");
      explains(visitor, "/incidents/4711", 404, "There is no incident 4711");
      explains(visitor, "/incidents/x", 404, "There is nothing at");
      explains(visitor, "/incidents?severity=sev9", 422, "sev1, sev2, sev3, sev4");
      visitor.open("/entries/" + Scenarios.APIM + "/start");
      visitor.page().locator("main input.form-control").first().fill("not a workspace");
      visitor.page().locator("main input[name='parameter.apim']").fill("not a resource id");
      visitor.press("Start on live data");
      assertThat(visitor.page().locator("[role=alert]").innerText()).contains("apim");
      assertThat(visitor.page().locator("main input[name='parameter.apim']").inputValue())
          .isEqualTo("not a resource id");
      for (String name : List.of("workspace", "apim")) {
        Locator field = visitor.page().locator("[name='parameter." + name + "']");
        assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(field.getAttribute("aria-describedby")).isEqualTo("h-" + name + " e-" + name);
        assertThat(visitor.page().locator("#e-" + name).innerText())
            .startsWith("Expected ")
            .contains(field.inputValue());
      }
      assertThat(visitor.page().locator("[aria-invalid]").count()).isEqualTo(2);
      assertThat(Accessibility.faults(visitor)).isEmpty();
    }
  }

  @Test
  void strangersAreLedToTheSignInAndBack() {
    try (Visitor visitor = site.stranger()) {
      visitor.open("/entries");
      assertThat(visitor.page().url()).endsWith("/login?to=%2Fentries");
      visitor.page().getByLabel("Name").fill("admin");
      visitor.page().getByLabel("Password").fill("wrong");
      visitor.press("Sign in");
      assertThat(visitor.page().locator("[role=alert]").innerText()).isNotBlank();
      visitor.page().getByLabel("Password").fill(Visitor.PASSWORD);
      visitor.press("Sign in");
      visitor.page().waitForURL("**/entries");
    }
  }

  /** At once, since typing it would take seconds. */
  private static void paste(Locator field, String text) {
    field.focus();
    field.evaluate(
        "(field, text) => { field.value = text;"
            + " field.dispatchEvent(new Event('input', {bubbles: true})); }",
        text);
  }

  private static void explains(Visitor visitor, String path, int status, String words) {
    assertThat(visitor.open(path).status()).isEqualTo(status);
    assertThat(visitor.main().innerText()).contains(words);
  }
}
