package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page, light and dark, on a phone and on a desk. */
@ExtendWith(Site.Shared.class)
class AccessibilityIT {
  private final Site site;

  AccessibilityIT(Site site) {
    this.site = site;
  }

  @Test
  void axeFindsNothing() {
    Map<String, List<String>> violations = new LinkedHashMap<>();
    try (Visitor visitor = site.administrator(still());
        Visitor stranger = site.stranger(still())) {
      for (String path : List.of("/login", "/welcome/no-such-link", "/help")) {
        stranger.open(path);
        check(stranger, path, violations);
      }
      visitor.open("/");
      visitor.sendAlert(
          "{\"rule\": \"keyvault-denied\", \"targets\": [\"/a/vault\"], \"labels\": {\"a\": \"b\"}}");
      visitor.sendAlert("{\"rule\": \"unknown\", \"state\": \"resolved\", \"severity\": \"sev2\"}");
      for (String path :
          List.of(
              "/",
              "/?text=502+Bad+Gateway",
              "/entries",
              "/entries/" + Scenarios.APIM,
              "/entries/" + Scenarios.APIM + "/start",
              "/incidents?state=resolved",
              "/alerts",
              "/content",
              "/lessons",
              "/follow-ups",
              "/review",
              "/review/causes",
              "/search?q=502",
              "/accounts",
              "/nowhere")) {
        visitor.open(path);
        check(visitor, path, violations);
      }
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      String incident = visitor.page().url().replaceFirst(".*(/incidents/\\d+).*", "$1");
      check(visitor, "a step", violations);
      visitor
          .page()
          .locator("summary")
          .all()
          .forEach(fold -> fold.evaluate("f => f.parentElement.open = true"));
      visitor.page().locator(".run-path .tree").waitFor();
      check(visitor, "a step, unfolded", violations);
      Walker.untilThe("Root cause", visitor);
      check(visitor, "a cause", violations);
      visitor.takeProposed();
      check(visitor, "an action", violations);
      for (String path : List.of("?step=1", "/tree", "/timeline")) {
        visitor.open(incident + path);
        check(visitor, incident + path, violations);
      }
      assertThat(violations).isEmpty();
      assertThat(visitor.complaints()).isEmpty();
    }
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
