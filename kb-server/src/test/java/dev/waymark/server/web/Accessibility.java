package dev.waymark.server.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** What keeps people from using a page. */
final class Accessibility {
  private static final int DESK = 1280;
  private static final int PHONE = 360;
  private static final int NARROWEST = 320;
  private static final int HEIGHT = 800;

  /**
   * The page has no frames, so that one call says all: {@link AxeBuilder#analyze} would load the
   * script twice more, once into a page of its own.
   */
  private static final String RUN_AXE =
      """
      rules => axe.run(document, {resultTypes: ['violations'],
          ...(rules ? {runOnly: {type: 'rule', values: [rules]}} : {})}).then(results =>
        results.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html)))
      """;

  /** All that a theme can do wrong. */
  private static final String CONTRAST = "color-contrast";

  private Accessibility() {}

  /**
   * What axe finds on the page as it is shown, which controls can't be pressed, and whether it
   * scrolls sideways when narrower.
   */
  static List<String> faults(Visitor visitor) {
    Page page = visitor.page();
    load(page);
    int width = page.viewportSize().width;
    List<String> found = new ArrayList<>(axe(page, ""));
    found.addAll(Controls.faults(page));
    if (width < DESK) {
      page.setViewportSize(NARROWEST, HEIGHT);
    }
    int scroll = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    if (scroll > page.viewportSize().width) {
      found.add("scrolls sideways: " + scroll);
    }
    page.setViewportSize(width, HEIGHT);
    return found;
  }

  /**
   * What axe finds on the page as it is shown; what shares its template is looked at whole once.
   */
  static List<String> violations(Visitor visitor) {
    load(visitor.page());
    return axe(visitor.page(), "");
  }

  /** All faults on a phone and on a desk, and the contrast in the dark; the page is left light. */
  static List<String> faultsInAnyLight(Visitor visitor) {
    List<String> found = new ArrayList<>();
    Page page = visitor.page();
    for (int width : List.of(PHONE, DESK)) {
      page.setViewportSize(width, HEIGHT);
      faults(visitor).forEach(fault -> found.add(width + ": " + fault));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      axe(page, CONTRAST).forEach(fault -> found.add(width + ", dark: " + fault));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
    return found;
  }

  private static void load(Page page) {
    if (page.evaluate("typeof axe").equals("undefined")) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
  }

  private static List<String> axe(Page page, String rule) {
    return ((List<?>) page.evaluate(RUN_AXE, rule)).stream().map(String::valueOf).toList();
  }
}
