package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.waymark.server.api.AzureStandIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run on live data, from its opening to the failure of what it asks. */
class LiveRunIT {
  private static final String APIM =
      "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/shop-rg"
          + "/providers/Microsoft.ApiManagement/service/shop-apim";
  private static final double PATIENCE_MS = 30_000;

  @Test
  void walksByItselfAndTakesNoBranchWithoutAnAnswer() {
    AzureStandIn azure = new AzureStandIn();
    try (PackagedServer server =
            PackagedServer.start(
                PackagedServer.temporaryFolder("live"),
                Site.Content.ENTRIES,
                0,
                environment(azure.start()));
        Chromium chromium = Chromium.launch();
        Visitor visitor = new Visitor(chromium.browser().newPage(), server.base())) {
      visitor.followFirstLink(server.firstLink());
      Page page = visitor.page();
      startOnLiveData(visitor);
      String incident = page.url();

      awaitAnswers(page);
      assertThat(page.locator(".step .kicker").innerText()).isEqualToIgnoringCase("Root cause");
      assertThat(page.locator(".trail > li").count()).isEqualTo(7);
      assertThat(page.locator(".trail .mark", withText("by itself")).count()).isEqualTo(6);
      assertThat(page.locator(".query-failed").count()).isZero();
      assertThat(page.locator(".recorded-band").count()).isZero();
      assertThat(faults(visitor)).isEmpty();
      page.navigate(incident + "?step=1");
      assertThat(page.locator(".answer table.grid tbody tr").count()).isPositive();
      assertThat(page.locator(".verdict").innerText()).contains("Failing = true");

      visitor.press("Go on from here again");
      page.getByText("This is an earlier step.").waitFor(Walker.gone());
      awaitAnswers(page);
      String step = visitor.step();
      azure.stop();
      visitor.press("Ask again");
      page.locator(".step > .notice-bad").waitFor(patiently());
      awaitAnswers(page);

      assertThat(visitor.step()).isEqualTo(step);
      assertThat(page.locator("[data-proposed]").count()).isZero();
      assertThat(page.locator(".step").innerText())
          .contains("No answer", "Without an answer no branch is proposed", "Ask again");
      assertThat(page.locator(".decision").innerText())
          .contains("You decide", "Take a branch yourself");
      assertThat(page.locator(".query-failed").innerText()).contains(step, "failed");
      assertThat(page.locator(".trail > li[aria-current=step]").innerText()).contains(step);
      assertThat(faults(visitor)).isEmpty();
      assertThat(visitor.complaints()).isEmpty();
    } finally {
      azure.stop();
    }
  }

  private static void startOnLiveData(Visitor visitor) {
    visitor.open("/entries/" + Scenarios.APIM + "/start");
    visitor.page().getByLabel("workspace").fill("5f3a9f0e-52a1-4c1c-9a4e-0d6f1a5c7b33");
    visitor.page().getByLabel("apim").fill(APIM);
    visitor.press("Start on live data");
    visitor.page().waitForURL("**/incidents/*");
  }

  /** Until the page says that nothing is under way any more. */
  private static void awaitAnswers(Page page) {
    page.locator("summary", withText("Live queries:")).waitFor(patiently());
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

  /** Settings as variables. */
  private static Map<String, String> environment(Map<String, String> properties) {
    Map<String, String> variables = new HashMap<>();
    properties.forEach(
        (name, value) ->
            variables.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return variables;
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static Locator.WaitForOptions patiently() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MS);
  }
}
