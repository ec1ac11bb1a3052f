package dev.waymark.server.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.ArrayList;
import java.util.List;

/** What keeps people from using a page. */
final class Accessibility {
  private static final int NARROWEST = 320;

  private Accessibility() {}

  /** What axe finds on the page as it is shown, and whether it scrolls sideways when narrower. */
  static List<String> faults(Visitor visitor) {
    List<String> found = new ArrayList<>();
    for (Rule rule : new AxeBuilder(visitor.page()).analyze().getViolations()) {
      rule.getNodes().forEach(node -> found.add(rule.getId() + ": " + node.getHtml()));
    }
    int width = visitor.page().viewportSize().width;
    visitor.page().setViewportSize(Math.min(width, NARROWEST + (width > 400 ? 960 : 0)), 800);
    int scroll =
        ((Number) visitor.page().evaluate("document.documentElement.scrollWidth")).intValue();
    if (scroll > visitor.page().viewportSize().width) {
      found.add("scrolls sideways: " + scroll);
    }
    visitor.page().setViewportSize(width, 800);
    return found;
  }
}
