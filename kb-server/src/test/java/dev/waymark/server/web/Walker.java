package dev.waymark.server.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;

/** Goes several steps at once. */
final class Walker {
  private static final int LONGEST_WALK = 20;

  private Walker() {}

  /** Takes what is proposed until the step in the middle is of a kind, as its kicker says. */
  static void untilThe(String kind, Visitor visitor) {
    for (int i = 0; i < LONGEST_WALK; i++) {
      if (visitor.page().locator(".step .kicker").innerText().equalsIgnoreCase(kind)) {
        return;
      }
      visitor.takeProposed();
    }
    throw new AssertionError("no " + kind + " after " + LONGEST_WALK + " steps");
  }

  static void tickAll(Visitor visitor) {
    Page page = visitor.page();
    Locator open = page.locator("button.tick[aria-checked=false]");
    for (int left = open.count(); left > 0; left--) {
      open.first().click();
      page.locator("button.tick[aria-checked=false] >> nth=" + (left - 1)).waitFor(gone());
    }
  }

  /** Waits until each request of the page's script has its reply. */
  static void untilNothingIsUnderWay(Visitor visitor) {
    PlaywrightAssertions.assertThat(visitor.page().locator(".htmx-request"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
  }

  /** There, if perhaps hidden. */
  static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }
}
