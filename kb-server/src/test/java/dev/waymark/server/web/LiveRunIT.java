package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.server.api.AzureStandIn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run on live data, from its opening to the failure of what it asks. */
class LiveRunIT {
  @Test
  void walksByItselfAndTakesNoBranchWithoutAnAnswer() {
    AzureStandIn azure = new AzureStandIn();
    try (PackagedServer server = LiveWalk.serverOn(azure);
        Chromium chromium = Chromium.launch();
        Visitor visitor = new Visitor(chromium.browser().newPage(), server.base())) {
      visitor.followFirstLink(server.firstLink());
      Page page = visitor.page();
      LiveWalk.start(visitor);
      String incident = page.url();

      assertThat(page.locator(".step .kicker").innerText()).isEqualToIgnoringCase("Root cause");
      assertThat(page.locator(".trail > li").count()).isEqualTo(7);
      assertThat(page.locator(".trail .mark", withText("by itself")).count()).isEqualTo(6);
      assertThat(page.locator(".query-failed").count()).isZero();
      assertThat(page.locator(".recorded-band").count()).isZero();
      assertThat(faults(visitor)).isEmpty();
      page.navigate(incident + "?step=1");
      assertThat(page.locator(".answer table.grid tbody tr").count()).isPositive();
      assertThat(page.locator(".verdict").innerText()).contains("Failing = true");

      LiveWalk.goOnFromTheFirstStep(visitor);
      String step = visitor.step();
      LiveWalk.askInVain(visitor, azure);

      assertThat(visitor.step()).isEqualTo(step);
      assertThat(page.locator("[data-proposed]").count()).isZero();
      assertThat(page.locator(".step").innerText())
          .contains("No answer", "Without an answer no branch is proposed", "Ask again");
      assertThat(page.locator(".decision").innerText())
          .contains("You decide", "Take a branch yourself");
      assertThat(page.locator(".query-failed").innerText()).contains(step, "failed");
      assertThat(page.locator(".trail > li[aria-current=step]").innerText()).contains(step);
      assertThat(faults(visitor)).isEmpty();
      assertThat(FirstScreen.faults(visitor, List.of(".step > .notice-bad", ".decision > h3")))
          .isEmpty();
      assertThat(visitor.complaints()).isEmpty();
    } finally {
      azure.stop();
    }
  }

  private static List<String> faults(Visitor visitor) {
    Page page = visitor.page();
    List<String> found = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      for (int width : new int[] {1280, 360}) {
        page.setViewportSize(width, 800);
        Accessibility.faults(visitor)
            .forEach(fault -> found.add(scheme + " at " + width + ": " + fault));
      }
    }
    page.setViewportSize(1280, 800);
    return found;
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
