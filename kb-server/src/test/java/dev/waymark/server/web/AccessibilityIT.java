package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page with rows, light and dark, on a phone and on a desk: axe finds nothing, each control
 * lies on top where it stands, and no id stands twice.
 */
@ExtendWith(Site.Shared.class)
class AccessibilityIT {
  private final Site site;

  AccessibilityIT(Site site) {
    this.site = site;
  }

  @Test
  void everyPageCanBeReadAndPressed() {
    Map<String, List<String>> violations = new LinkedHashMap<>();
    try (Visitor visitor = site.administrator(still());
        Visitor stranger = site.stranger(still())) {
      for (String path : List.of("/login", "/welcome/no-such-link", "/help")) {
        stranger.open(path);
        check(stranger, path, violations);
      }
      visitor.open("/review/open-reviews?entry=none");
      check(visitor, "a question without rows", violations);
      visitor.sendAlert(
          "{\"rule\": \"keyvault-denied\", \"targets\": [\"/a/vault\"], \"labels\": {\"a\": \"b\"}}");
      visitor.sendAlert("{\"rule\": \"unknown\", \"state\": \"resolved\", \"severity\": \"sev2\"}");
      visitor.sendAlert("{\"rule\": \"unknown\", \"id\": \"2\"}");
      visitor.open("/search");
      visitor.page().locator("[data-search]").fill("502 Bad Gateway\n".repeat(1_000));
      visitor.press("Search");
      visitor.page().locator("button[formaction]").first().waitFor();
      check(visitor, "a search for a long text", violations);
      visitor.startScenario(Scenarios.KEYVAULT, Scenarios.MOVED_TITLE);
      Walker.untilThe("Question", visitor);
      check(visitor, "a question", violations);
      visitor.page().context().setOffline(true);
      visitor.read();
      visitor.page().locator("button.choice").first().click();
      visitor.page().locator(".away-near").waitFor();
      check(visitor, "a question, without a network", violations);
      visitor.page().context().setOffline(false);
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      String incident = visitor.page().url().replaceFirst(".*(/incidents/\\d+).*", "$1");
      check(visitor, "a step", violations);
      visitor
          .page()
          .locator("summary")
          .all()
          .forEach(fold -> fold.evaluate("f => f.parentElement.open = true"));
      check(visitor, "a step, unfolded", violations);
      Walker.untilThe("Root cause", visitor);
      check(visitor, "a cause", violations);
      visitor.read();
      visitor.page().locator("[data-proposed]").click();
      check(visitor, "a cause, asked about", violations);
      String cause = visitor.step();
      visitor.beSure();
      visitor.awaitStepAfter(cause);
      Walker.untilThe("What to do", visitor);
      check(visitor, "an action", violations);
      goBackToTheFirstStep(visitor, incident);
      check(visitor, "a step, gone back to", violations);
      Walker.untilThe("What to do", visitor);
      Walker.tickAll(visitor);
      visitor.pressProposed();
      visitor.page().locator("#at\\:verify").waitFor(Walker.attached());
      check(visitor, "a verification", violations);
      Walker.untilThe("It works again", visitor);
      check(visitor, "a prevention", violations);
      visitor.pressProposed();
      visitor.page().getByText("This run ended").waitFor();
      visitor.post(
          "/api/v1" + incident + "/lessons",
          "{\"visit\": 1, \"kind\": \"missing-branch\", \"text\": \"Look further\"}",
          201);
      visitor.open(incident + "/review");
      takeOnAFollowUp(visitor);
      for (String path : List.of("", "?step=1", "/tree", "/timeline", "/review")) {
        visitor.open(incident + path);
        check(visitor, incident + path, violations);
      }
      visitor.page().locator("#at\\:lessons li a strong").first().click();
      visitor.page().waitForURL("**/lessons/*");
      check(visitor, "a lesson", violations);
      takeOn(
          visitor, "/accounts", Map.of("Name to sign in with", "reader", "Full name", "R. Eader"));
      takeOn(visitor, "/account", Map.of("What it is for", "a script"));
      verifyTheRecord(visitor);
      for (String path :
          List.of(
              "/",
              "/?text=502+Bad+Gateway",
              "/entries",
              "/entries/" + Scenarios.APIM,
              "/entries/" + Scenarios.APIM + "/start",
              "/entries/" + Scenarios.APIM + "/tree",
              "/entries/" + Scenarios.APIM + "/tree?of=drills",
              "/incidents?show=all",
              incident + "/similar",
              "/alerts",
              "/alerts?entry=unstarted",
              "/content",
              "/lessons",
              "/follow-ups",
              "/review",
              "/review/paths?kind=all",
              "/review/times-trend?kind=all",
              "/review/causes/incidents?kind=all&column=incidents",
              "/review/sql",
              "/search?q=502",
              "/accounts",
              "/account",
              "/audit",
              "/record",
              "/nowhere")) {
        visitor.open(path);
        check(visitor, path, violations);
      }
      assertThat(questionsWithRows(visitor, violations)).isGreaterThan(20);
      assertThat(violations).isEmpty();
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void takeOnAFollowUp(Visitor visitor) {
    Locator form = visitor.page().locator("form[action$='/review/follow-ups']").last();
    visitor.page().getByText("Add another").click();
    form.locator("[name=title]").fill("Raise it");
    form.locator("[name=owner]").fill("ann");
    form.locator("button").click();
    visitor.page().locator("#at\\:follow-ups li").first().waitFor();
  }

  /** Fills in a form of a page and sends it. */
  private static void takeOn(Visitor visitor, String path, Map<String, String> fields) {
    visitor.open(path);
    Locator form = visitor.page().locator("form.card").last();
    fields.forEach((label, text) -> form.getByLabel(label).fill(text));
    form.locator("button").last().click();
    visitor.page().locator(".notice-good code").waitFor();
  }

  private static void verifyTheRecord(Visitor visitor) {
    visitor.open("/record");
    visitor
        .page()
        .waitForResponse(
            reply -> reply.status() == 200 && reply.url().endsWith("/record"),
            () -> visitor.press("Verify now"));
    visitor.page().getByText("Verified last").waitFor();
  }

  /** Looks at every question, drills and all; answers how many had rows. */
  private static int questionsWithRows(Visitor visitor, Map<String, List<String>> violations) {
    visitor.open("/review");
    List<String> addresses =
        visitor.page().locator("a.item-title[href^='/review/']").all().stream()
            .map(link -> link.getAttribute("href") + "?kind=all")
            .toList();
    int withRows = 0;
    for (String address : addresses) {
      visitor.open(address);
      withRows += visitor.page().locator(".question-grid").count();
      List<String> found = Accessibility.violations(visitor);
      if (!found.isEmpty()) {
        violations.put(address, found);
      }
    }
    return withRows;
  }

  private static void goBackToTheFirstStep(Visitor visitor, String incident) {
    visitor.open(incident + "?step=1");
    visitor.press("Go on from here again");
    visitor.page().getByText("This is an earlier step.").waitFor(Walker.gone());
  }

  private static void check(Visitor visitor, String where, Map<String, List<String>> violations) {
    List<String> found = Accessibility.faultsInAnyLight(visitor);
    if (!found.isEmpty()) {
      violations.put(where, found);
    }
  }

  /** Without movement, since axe would see colours on their way. */
  private static Browser.NewContextOptions still() {
    return new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
  }
}
