package dev.waymark.server.web;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run shows without scrolling, on a desk and on a phone: what was found, why, and what is to
 * be decided. The decision of a button or two stays in sight further down, and hides nothing that
 * has the focus.
 */
final class FirstScreen {
  private static final int MOST_TABS = 150;

  private static final List<Viewport> SIZES =
      List.of(new Viewport(1280, 800), new Viewport(360, 780));

  /** Parts of the page that aren't seen as a whole: off the screen, or behind the decision. */
  private static final String OUT_OF_SIGHT =
      """
      selectors => selectors.flatMap(selector => {
        const part = document.querySelector(selector);
        if (!part) return [`${selector}: none`];
        const { top, bottom } = part.getBoundingClientRect();
        const decision = document.querySelector('.decision');
        const edge = decision.getBoundingClientRect().top;
        const end = part.closest('.decision') || top > edge ? window.innerHeight
          : Math.min(edge, window.innerHeight);
        return top >= 0 && bottom <= end ? []
          : [`${selector}: from ${Math.round(top)} to ${Math.round(bottom)} of ${Math.round(end)}`];
      })
      """;

  /** What has the focus, where something that sticks or is fixed lies over all of it. */
  private static final String HIDDEN_FOCUS =
      """
      () => {
        const here = document.activeElement;
        if (here === document.body) return 'end';
        const rects = [...here.getClientRects()];
        const seen = rects.some(({ left, top, width, height }) =>
          [0.1, 0.5, 0.9].some(x => [0.1, 0.5, 0.9].some(y => {
            const found = document.elementFromPoint(left + width * x, top + height * y);
            return found && (here.contains(found) || found.contains(here)
              || here.labels?.[0]?.contains(found));
          })));
        return seen ? '' : here.outerHTML.slice(0, 120);
      }
      """;

  private record Viewport(int width, int height) {}

  private FirstScreen() {}

  /**
   * What is wrong with the page of a run.
   *
   * @param parts selectors; the first element of each must lie within the first screen as a whole
   */
  static List<String> faults(Visitor visitor, List<String> parts) {
    Page page = visitor.page();
    List<String> found = new ArrayList<>();
    for (Viewport size : SIZES) {
      page.setViewportSize(size.width, size.height);
      page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
      found.addAll(outOfSight(page, parts, size + ", first screen"));
      if (page.locator(".decision > :is(.choices, details[open])").count() == 0) {
        page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)");
        found.addAll(outOfSight(page, List.of(".decision"), size + ", scrolled down"));
      }
      page.evaluate("() => scrollTo(0, 0)");
      tabThrough(page).forEach(hidden -> found.add(size + ", focused and hidden: " + hidden));
    }
    page.setViewportSize(1280, 800);
    return found;
  }

  private static List<String> outOfSight(Page page, List<String> parts, String where) {
    return ((List<?>) page.evaluate(OUT_OF_SIGHT, parts))
        .stream().map(part -> where + ": " + part).toList();
  }

  private static List<String> tabThrough(Page page) {
    List<String> hidden = new ArrayList<>();
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      String here = String.valueOf(page.evaluate(HIDDEN_FOCUS));
      if (here.equals("end")) {
        return hidden;
      }
      if (!here.isEmpty()) {
        hidden.add(here);
      }
    }
    throw new AssertionError("no end of the page after " + MOST_TABS + " tabs");
  }
}
