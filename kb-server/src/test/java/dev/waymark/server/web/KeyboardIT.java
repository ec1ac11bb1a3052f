package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An incident without touching the mouse. */
@ExtendWith(Site.Shared.class)
class KeyboardIT {
  private final Site site;

  KeyboardIT(Site site) {
    this.site = site;
  }

  @Test
  void resolvesAnIncidentByKeysAlone() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      Keyboard keys = page.keyboard();
      visitor.open("/incidents");
      keys.press("g");
      keys.press("e");
      page.waitForURL("**/entries");
      tabTo(visitor, Scenarios.APIM_TITLE);
      keys.press("Enter");
      page.waitForURL("**/entries/" + Scenarios.APIM);
      tabTo(visitor, Scenarios.BACKEND_TIMEOUT_TITLE);
      keys.press("Enter");
      page.waitForURL("**/incidents/*");

      keys.press("n");
      keys.type("seen by keys");
      tabTo(visitor, "Add note");
      keys.press("Enter");
      page.locator(".notes").getByText("seen by keys").waitFor();
      page.locator("body").evaluate("() => document.activeElement.blur()");

      for (int i = 0; i < 20 && page.locator("button.tick").count() == 0; i++) {
        String before = visitor.step();
        keys.press("Enter");
        visitor.awaitStepAfter(before);
      }
      for (int left = page.locator("button.tick").count(); left > 0; left--) {
        page.locator("body").evaluate("() => document.activeElement.blur()");
        tabTo(visitor, "button.tick[aria-checked=false]");
        keys.press("Space");
        page.locator("button.tick[aria-checked=false] >> nth=" + (left - 1)).waitFor(Walker.gone());
      }
      page.locator("body").evaluate("() => document.activeElement.blur()");
      keys.press("Enter");
      page.locator("#at\\:decision").waitFor();
      String before = visitor.step();
      keys.press("Enter");
      visitor.awaitStepAfter(before);
      keys.press("Enter");
      page.getByText("This run ended resolved.").waitFor();
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void keysHelpAndKeepQuietWhereTheyWouldDisturb() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      page.keyboard().press("?");
      page.locator("dialog.help[open]").waitFor();
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog.help[open]").count()).isZero();

      String proposed = page.locator("[data-proposed]").getAttribute("data-branch");
      String another = proposed.equals("1") ? "2" : "1";
      page.keyboard().press(another);
      assertThat(page.locator("[data-branch='" + another + "']").isChecked()).isTrue();
      page.keyboard().type("j? g e");
      assertThat(page.locator(".otherwise [name=reason]").inputValue()).isEqualTo("j? g e");
      page.keyboard().press("Escape");

      page.locator("footer").getByText("Off").click();
      page.waitForLoadState();
      page.keyboard().press("?");
      assertThat(page.locator("dialog.help[open]").count()).isZero();
      page.locator("footer")
          .getByText("On", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
          .click();
    }
  }

  /** Presses Tab until the focus is on something with this text, or that fits this selector. */
  private static void tabTo(Visitor visitor, String wanted) {
    for (int i = 0; i < 200; i++) {
      visitor.page().keyboard().press("Tab");
      Object here =
          visitor
              .page()
              .evaluate(
                  "wanted => { const e = document.activeElement;"
                      + " return wanted.includes('[') ? e.matches(wanted)"
                      + " : e.matches('a, button') && e.textContent.includes(wanted); }",
                  wanted);
      if (Boolean.TRUE.equals(here)) {
        return;
      }
    }
    throw new AssertionError("no way to " + wanted + " by Tab");
  }
}
