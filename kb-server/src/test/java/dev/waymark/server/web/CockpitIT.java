package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a run in a bad night: few actions, all on one screen, and quickly there. */
@ExtendWith(Site.Shared.class)
class CockpitIT {
  private static final int MOST_ACTIONS = 12;
  private static final int MOST_BYTES = 60 * 1024;

  private final Site site;

  CockpitIT(Site site) {
    this.site = site;
  }

  /** How somebody acts on a page. */
  enum Equipment {
    /** Tab moves the focus and does nothing else: it isn't counted. */
    KEYBOARD,
    WITHOUT_SCRIPT,
    /** A control that has to be scrolled to counts twice. */
    PHONE;

    Browser.NewContextOptions options() {
      Browser.NewContextOptions options = new Browser.NewContextOptions();
      return switch (this) {
        case KEYBOARD -> options;
        case WITHOUT_SCRIPT -> options.setJavaScriptEnabled(false);
        case PHONE -> options.setViewportSize(360, 780).setHasTouch(true).setIsMobile(true);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Equipment.class)
  void anIncidentIsResolvedInAFewActions(Equipment equipment) {
    try (Visitor visitor = site.administrator(equipment.options())) {
      Page page = visitor.page();
      visitor.open("/entries/" + Scenarios.APIM);
      Hands hands = new Hands(visitor, equipment);
      hands.act(
          page.getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(Scenarios.BACKEND_TIMEOUT_TITLE)));
      page.waitForURL("**/incidents/*");
      hands.act(page.locator("[data-walk]"));
      awaitThe(page, "Root cause");
      Locator byItself =
          page.locator(".trail .mark", new Page.LocatorOptions().setHasText("by itself"));
      assertThat(byItself.count()).isEqualTo(5);
      hands.actAndBeSure();
      awaitThe(page, "What to do");
      hands.actAndBeSure();
      page.locator("#at\\:verify").waitFor(Walker.attached());
      hands.actAndBeSure();
      awaitThe(page, "It works again");
      hands.actAndBeSure();
      page.getByText("This run ended resolved.").waitFor();
      assertThat(hands.actions).isLessThanOrEqualTo(MOST_ACTIONS);
      page.navigate(page.url().replaceFirst("[?#].*", "") + "?step=8");
      assertThat(page.locator(".checklist li").count()).isEqualTo(4);
      assertThat(page.locator(".checklist li.done").count()).isEqualTo(4);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void awaitThe(Page page, String kind) {
    page.locator(".step .kicker").filter(new Locator.FilterOptions().setHasText(kind)).waitFor();
  }

  /** Acts on the page, and counts. */
  private static final class Hands {
    private final Visitor visitor;
    private final Equipment equipment;
    private int actions;

    Hands(Visitor visitor, Equipment equipment) {
      this.visitor = visitor;
      this.equipment = equipment;
    }

    /** Presses what is proposed, and then what its dialog asks. */
    void actAndBeSure() {
      act(visitor.page().locator("[data-proposed]"));
      act(visitor.page().locator(":popover-open [data-sure]"));
    }

    void act(Locator control) {
      control.waitFor();
      visitor.read();
      actions++;
      switch (equipment) {
        case KEYBOARD -> pressByKey(control);
        case WITHOUT_SCRIPT -> control.click();
        case PHONE -> tap(control);
      }
    }

    private void pressByKey(Locator control) {
      String key =
          control.getAttribute("data-walk") != null
              ? "w"
              : control.getAttribute("data-proposed") != null ? "Enter" : "Tab";
      if (key.equals("Tab")) {
        for (int i = 0; i < 200 && !hasFocus(control); i++) {
          visitor.page().keyboard().press("Tab");
        }
        assertThat(hasFocus(control)).isTrue();
        key = "Enter";
      }
      visitor.page().keyboard().press(key);
    }

    private static boolean hasFocus(Locator control) {
      return Boolean.TRUE.equals(control.evaluate("e => e === document.activeElement"));
    }

    private void tap(Locator control) {
      BoundingBox box = control.boundingBox();
      if (box.y < 0 || box.y + box.height > 780) {
        actions++;
      }
      control.tap();
    }
  }

  /** Beside the library that draws charts, which comes later and stays in the browser's cache. */
  @Test
  void theFirstViewOfARunIsLight() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      String run = page.url();
      try (Visitor newcomer = site.administrator()) {
        List<Response> responses = new ArrayList<>();
        newcomer.page().onResponse(responses::add);
        newcomer.page().navigate(run);
        newcomer.page().waitForLoadState();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Response response : List.copyOf(responses)) {
          if (!response.url().matches(".*/chart-[^/]*\\.js")) {
            sizes.put(response.url(), compressed(response.body()));
          }
          if (response.url().contains("/static/")) {
            assertThat(response.headerValue("content-encoding"))
                .as(response.url())
                .isEqualTo("gzip");
          }
        }
        assertThat(sizes.keySet()).anyMatch(url -> url.endsWith(".js"));
        assertThat(sizes.keySet()).anyMatch(url -> url.endsWith(".css"));
        assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum())
            .as("%s", sizes)
            .isLessThanOrEqualTo(MOST_BYTES);
        assertThat(newcomer.complaints()).isEmpty();
      }
    }
  }

  @Test
  void aChartHasTheColoursOfTheThemeAndOfPaper() {
    try (Visitor visitor =
        site.administrator(
            new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(ColorScheme.LIGHT))) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      visitor.read();
      page.keyboard().press("w");
      awaitThe(page, "Root cause");
      page.locator(".trail a").getByText("How slow is the backend?").click();
      page.locator("[data-chart] canvas").waitFor();
      page.waitForFunction(
          "() => { const now = document.querySelector('[data-chart] canvas').toDataURL();"
              + " return now === window.light || (window.light = now, false); }");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      page.waitForFunction(picture("!== window.light"));
      page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))");
      assertThat(page.evaluate(picture("=== window.light"))).isEqualTo(true);
      page.evaluate("() => window.dispatchEvent(new Event('afterprint'))");
      assertThat(page.evaluate(picture("!== window.light"))).isEqualTo(true);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      page.waitForFunction(picture("=== window.light"));
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static String picture(String compared) {
    return "() => document.querySelector('[data-chart] canvas').toDataURL() " + compared;
  }

  private static int compressed(byte[] body) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(body);
      }
      return bytes.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatMattersLiesOnTheFirstScreen() {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    try (Visitor visitor =
        site.administrator(
            new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))) {
      for (RunStop stop : RunStop.values()) {
        stop.goTo(visitor);
        List<String> found = FirstScreen.faults(visitor, stop.parts());
        if (!found.isEmpty()) {
          faults.put(stop.name(), found);
        }
      }
    }
    assertThat(faults).isEmpty();
  }
}
