package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page says when something doesn't fit. */
@ExtendWith(Site.Shared.class)
class WrongInputIT {
  private final Site site;

  WrongInputIT(Site site) {
    this.site = site;
  }

  @Test
  void anOutdatedPageShowsWhereTheRunStands() {
    try (Visitor first = site.administrator();
        Visitor second =
            site.administrator(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      first.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      second.page().navigate(first.page().url());
      first.takeProposed();
      second.page().getByText("Take another branch").click();
      second.page().locator(".otherwise input[type=radio]").first().check();
      second.page().locator(".otherwise [name=reason]").fill("I saw it otherwise");
      second.press("Take this branch");
      assertThat(second.page().locator("[role=alert]").innerText())
          .contains("Somebody took another step meanwhile", "I saw it otherwise");
      assertThat(second.step()).isEqualTo(first.step());
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
              }""");
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
      visitor.open("/entries/" + Scenarios.APIM + "/start");
      visitor.page().locator("main input.form-control").first().fill("not a workspace");
      visitor.page().locator("main input[name='parameter.apim']").fill("not a resource id");
      visitor.press("Start on live data");
      assertThat(visitor.page().locator("[role=alert]").innerText()).contains("apim");
      assertThat(visitor.page().locator("main input[name='parameter.apim']").inputValue())
          .isEqualTo("not a resource id");
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

  private static void explains(Visitor visitor, String path, int status, String words) {
    assertThat(visitor.open(path).status()).isEqualTo(status);
    assertThat(visitor.main().innerText()).contains(words);
  }
}
