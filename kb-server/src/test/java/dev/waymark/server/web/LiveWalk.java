package dev.waymark.server.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.waymark.server.api.AzureStandIn;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Goes through a run on live data, which a stand-in of Azure gives. */
final class LiveWalk {
  private static final String APIM =
      "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/shop-rg"
          + "/providers/Microsoft.ApiManagement/service/shop-apim";
  private static final double PATIENCE_MS = 30_000;

  private LiveWalk() {}

  /** A server that asks the stand-in, which this starts. */
  static PackagedServer serverOn(AzureStandIn azure) {
    return PackagedServer.start(
        PackagedServer.temporaryFolder("live"),
        Site.Content.ENTRIES,
        0,
        environment(azure.start()));
  }

  static void start(Visitor visitor) {
    visitor.open("/entries/" + Scenarios.APIM + "/start");
    visitor.page().getByLabel("workspace").fill("5f3a9f0e-52a1-4c1c-9a4e-0d6f1a5c7b33");
    visitor.page().getByLabel("apim").fill(APIM);
    visitor.page().locator("#l-apim option[value='" + APIM + "']").waitFor(Walker.attached());
    visitor.press("Start on live data");
    visitor.page().waitForURL("**/incidents/*");
    awaitAnswers(visitor.page());
  }

  /** Until the page says that nothing is under way any more. */
  static void awaitAnswers(Page page) {
    page.locator("summary", new Page.LocatorOptions().setHasText("Live queries:"))
        .waitFor(patiently());
  }

  static void goOnFromTheFirstStep(Visitor visitor) {
    Page page = visitor.page();
    page.navigate(page.url().replaceFirst("[?#].*", "") + "?step=1");
    visitor.press("Go on from here again");
    page.getByText("This is an earlier step.").waitFor(Walker.gone());
    awaitAnswers(page);
  }

  /** Asks for what nobody answers any more. */
  static void askInVain(Visitor visitor, AzureStandIn azure) {
    azure.stop();
    visitor.press("Ask again");
    visitor.page().locator(".step > .notice-bad").waitFor(patiently());
    awaitAnswers(visitor.page());
  }

  /** Settings as variables. */
  private static Map<String, String> environment(Map<String, String> properties) {
    Map<String, String> variables = new HashMap<>();
    properties.forEach(
        (name, value) ->
            variables.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return variables;
  }

  private static Locator.WaitForOptions patiently() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MS);
  }
}
