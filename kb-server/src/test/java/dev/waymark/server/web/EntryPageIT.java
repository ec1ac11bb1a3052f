package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the longest entry that comes with Waymark: short, and nothing of it out of reach. */
@ExtendWith(Site.Shared.class)
class EntryPageIT {
  private static final int MOST_PIXELS = 8_000;
  private static final String ENTRY = "/entries/" + Scenarios.APIM;
  private static final String NEAR_THE_TOP =
      "e => { const { top } = e.getBoundingClientRect(); return top >= 0 && top < 200; }";

  private final Site site;

  EntryPageIT(Site site) {
    this.site = site;
  }

  @ParameterizedTest
  @CsvSource({"1280, 800", "360, 780"})
  void isShort(int width, int height) {
    try (Visitor visitor =
        site.administrator(new Browser.NewContextOptions().setViewportSize(width, height))) {
      Page page = visitor.page();
      visitor.open(ENTRY);
      assertThat((int) page.evaluate("() => document.documentElement.scrollHeight"))
          .isLessThan(MOST_PIXELS);
      assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      assertThat(page.locator("h1").count()).isEqualTo(1);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLinkOpensTheFoldedPartThatItLeadsTo(boolean script) {
    try (Visitor visitor =
        site.administrator(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
      Page page = visitor.page();
      visitor.open(ENTRY + "#raise-the-timeout");
      Locator part = page.locator("#raise-the-timeout");
      part.waitFor();
      page.waitForCondition(() -> Boolean.TRUE.equals(part.evaluate(NEAR_THE_TOP)));
      assertThat(page.locator("#undo-the-change").isVisible()).isFalse();
      page.getByLabel("Contents")
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Undo the change"))
          .click();
      page.locator("#undo-the-change").waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allOfItUnfoldsAndFolds(boolean script) {
    try (Visitor visitor =
        site.administrator(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
      Page page = visitor.page();
      visitor.open(ENTRY);
      Locator folded = page.locator(".entry-text details:not([open])");
      int before = folded.count();
      assertThat(before).isGreaterThan(90);
      page.getByText("Unfold all").click();
      page.waitForCondition(() -> folded.count() == 0);
      page.getByText("Fold all", new Page.GetByTextOptions().setExact(true)).click();
      page.waitForCondition(() -> folded.count() >= before);
    }
  }

  @Test
  void saysWhatIsReadAndCopiesEachFence() {
    try (Visitor visitor =
        site.administrator(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
      Page page = visitor.page();
      visitor.open(ENTRY + "#what-changed");
      Locator read = page.locator("#at\\:contents [aria-current]");
      page.waitForCondition(() -> read.allInnerTexts().contains("What changed?"));
      int fences = page.locator(".entry-text .code").count();
      assertThat(fences).isGreaterThan(60);
      assertThat(page.locator(".entry-text .code button.copy").count()).isEqualTo(fences);
      assertThat(page.locator(".entry-text .code:has(.k-keyword, .k-function)").count())
          .isGreaterThan(fences * 9 / 10);
      Locator fence = page.locator("#what-changed .code").first();
      fence.getByRole(AriaRole.BUTTON).click();
      fence.getByText("Copied").waitFor();
      assertThat(visitor.complaints()).isEmpty();
    }
  }
}
