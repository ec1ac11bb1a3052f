package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages say on paper, and in which zone. */
@ExtendWith(Site.Shared.class)
class PrintIT {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final Site site;

  PrintIT(Site site) {
    this.site = site;
  }

  @Test
  void aRunOnPaperHasItsPathFactsAndDaysAndNothingToPress() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      visitor.takeProposed();
      page.locator("[data-note]").fill("Told the *shop*");
      visitor.press("Add note");
      page.locator(".notes li").waitFor();
      // As wide as paper, where panels are folded on a screen.
      page.setViewportSize(700, 1000);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      String paper = visitor.main().innerText();
      assertThat(paper)
          .contains("Which APIs fail?", "124 of 306", "Told the shop", "tolerated")
          .contains(LocalDate.now(ZoneOffset.UTC).format(DAY))
          .doesNotContain(" ago");
      assertThat(page.locator(".answer").isVisible()).isTrue();
      assertThat(page.locator("pre code").first().isVisible()).as("the query").isTrue();
      assertThat(visible(page.locator("button, nav, form, input, textarea"))).isZero();
    }
  }

  @Test
  void timesStandInTheReadersZoneBesideUtcIfTheyWish() {
    Browser.NewContextOptions calcutta =
        new Browser.NewContextOptions().setTimezoneId("Asia/Kolkata");
    try (Visitor visitor = site.administrator(calcutta)) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      page.navigate(page.url().replaceFirst("(/incidents/\\d+).*", "$1/timeline"));
      assertThat(page.locator(".timeline time").first().innerText()).endsWith(" UTC");
      visitor.press("UTC and yours");
      page.locator(".timeline time[data-beside]").first().waitFor();
      assertThat(page.locator(".timeline time").first().innerText())
          .matches("\\d\\d:\\d\\d:\\d\\d UTC · (\\d+ \\w+, )?\\d\\d:\\d\\d:\\d\\d GMT\\+5:30");
    }
  }

  private static long visible(Locator locator) {
    return locator.all().stream().filter(Locator::isVisible).count();
  }
}
