package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page, light and dark, on a phone and on a desk. */
@ExtendWith(Site.Shared.class)
class AccessibilityIT {
  private final Site site;

  AccessibilityIT(Site site) {
    this.site = site;
  }

  /**
   * Each page in both themes and at both widths: colours and room have little to do with each
   * other.
   */
  @ParameterizedTest
  @CsvSource({"LIGHT,1280", "DARK,360"})
  void axeFindsNothing(ColorScheme scheme, int width) {
    Map<String, List<String>> violations = new LinkedHashMap<>();
    try (Visitor visitor = site.administrator(options(scheme, width));
        Visitor stranger = site.stranger()) {
      stranger
          .page()
          .emulateMedia(
              new com.microsoft.playwright.Page.EmulateMediaOptions().setColorScheme(scheme));
      stranger.page().setViewportSize(width, 800);
      for (String path : List.of("/login", "/welcome/no-such-link", "/help")) {
        stranger.open(path);
        check(stranger, path, violations);
      }
      for (String path :
          List.of(
              "/",
              "/?text=502+Bad+Gateway",
              "/entries",
              "/entries/" + Scenarios.APIM,
              "/entries/" + Scenarios.APIM + "/start",
              "/incidents?state=resolved",
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
    List<String> found = Accessibility.faults(visitor);
    if (!found.isEmpty()) {
      violations.put(where, found);
    }
  }

  private static Browser.NewContextOptions options(ColorScheme scheme, int width) {
    return new Browser.NewContextOptions()
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setViewportSize(width, 800);
  }
}
