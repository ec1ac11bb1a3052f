package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An incident without touching the mouse. */
@ExtendWith(Site.Shared.class)
class KeyboardIT {
  private final Site site;

  KeyboardIT(Site site) {
    this.site = site;
  }

  @Test
  void resolvesAnIncidentByKeysAlone() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      Keyboard keys = page.keyboard();
      visitor.open("/incidents");
      keys.press("g");
      keys.press("e");
      page.waitForURL("**/entries");
      tabTo(visitor, Scenarios.APIM_TITLE);
      keys.press("Enter");
      page.waitForURL("**/entries/" + Scenarios.APIM);
      tabTo(visitor, Scenarios.BACKEND_TIMEOUT_TITLE);
      keys.press("Enter");
      page.waitForURL("**/incidents/*");

      keys.press("n");
      keys.type("seen by keys");
      tabTo(visitor, "Add note");
      keys.press("Enter");
      page.locator(".notes").getByText("seen by keys").waitFor();
      page.locator("body").evaluate("() => document.activeElement.blur()");

      for (int i = 0; i < 20 && page.locator("button.tick").count() == 0; i++) {
        String before = visitor.step();
        visitor.read();
        keys.press("Enter");
        beSure(visitor);
        visitor.awaitStepAfter(before);
      }
      for (int left = page.locator("button.tick").count(); left > 0; left--) {
        page.locator("body").evaluate("() => document.activeElement.blur()");
        tabTo(visitor, "button.tick[aria-checked=false]");
        keys.press("Space");
        page.locator("button.tick[aria-checked=false] >> nth=" + (left - 1)).waitFor(Walker.gone());
      }
      page.locator("body").evaluate("() => document.activeElement.blur()");
      keys.press("Enter");
      visitor.read();
      keys.press("Enter");
      page.locator("#at\\:verify").waitFor(Walker.attached());
      String before = visitor.step();
      visitor.read();
      keys.press("Enter");
      beSure(visitor);
      visitor.awaitStepAfter(before);
      visitor.read();
      keys.press("Enter");
      beSure(visitor);
      page.getByText("This run ended resolved.").waitFor();
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  /** A deed is an event that a person has done; a tick, the key of a focused box, isn't counted. */
  @Test
  void aPageThatIsThereForItsFormIsWrittenInAtOnceAndNotScrolled() {
    try (Visitor visitor = site.administrator();
        Visitor stranger = site.stranger()) {
      stranger.open("/login");
      assertThat(stranger.page().locator("#name:focus").count()).isEqualTo(1);
      visitor.open("/search");
      assertThat(visitor.page().locator("#q:focus").count()).isEqualTo(1);
      visitor.open("/review/sql");
      assertThat(visitor.page().locator("#sql:focus").count()).isEqualTo(1);
      visitor.open("/entries/" + Scenarios.APIM + "/start");
      assertThat(visitor.page().locator("#p-workspace:focus").count()).isEqualTo(1);
      visitor.page().setViewportSize(360, 500);
      visitor.page().reload();
      assertThat(visitor.page().evaluate("scrollY")).isEqualTo(0);
    }
  }

  @Test
  void aHeldKeyDoesOneThingAtMostAndNothingThatCantBeUndone() {
    try (Visitor visitor = site.administrator()) {
      visitor.startScenario(Scenarios.KEYVAULT, Scenarios.MOVED_TITLE);
      Set<String> kinds = new HashSet<>();
      for (int i = 0; i < 30 && !visitor.main().innerText().contains("This run ended"); i++) {
        String kind = visitor.page().locator(".step .kicker").innerText().replaceAll("[ 0-9]", "");
        kinds.add(kind + visitor.page().locator("#at\\:decision").count());
        for (String key : List.of("Enter", "1", "Space")) {
          int before = deeds(visitor).size();
          visitor.page().evaluate("() => document.activeElement.blur()");
          hold(visitor, key);
          List<String> done = deeds(visitor);
          assertThat(done.size() - before).as("%s held at %s", key, kind).isBetween(0, 1);
          assertThat(done.subList(before, done.size()))
              .as("%s held at %s", key, kind)
              .doesNotContain("cause-confirmed", "action-done", "carried-out", "verified", "ended");
        }
        goOn(visitor);
      }
      assertThat(deeds(visitor)).contains("cause-confirmed", "verified", "ended");
      assertThat(kinds).hasSizeGreaterThanOrEqualTo(5);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  /** For ten seconds, and then the same key several times quickly. */
  private static void hold(Visitor visitor, String key) {
    Keyboard keys = visitor.page().keyboard();
    visitor.read();
    for (int second = 0; second < 10; second++) {
      keys.down(key);
      keys.down(key);
      visitor.page().clock().runFor(1_000);
    }
    keys.up(key);
    keys.press("Escape");
    Walker.untilNothingIsUnderWay(visitor);
  }

  private static void goOn(Visitor visitor) {
    Page page = visitor.page();
    page.evaluate("() => document.querySelector(':popover-open')?.hidePopover()");
    Walker.tickAll(visitor);
    if (page.locator("[data-proposed]").count() > 0) {
      visitor.pressProposed();
    } else {
      visitor.read();
      page.locator("button.choice").first().click();
      visitor.beSure();
    }
    Walker.untilNothingIsUnderWay(visitor);
  }

  private static List<String> deeds(Visitor visitor) {
    Object types =
        visitor
            .page()
            .evaluate(
                """
                async () => {
                  const number = location.pathname.split('/')[2];
                  const whole = await (await fetch(`/incidents/${number}/export.json`)).json();
                  return whole.runs.flatMap(run => run.events)
                    .filter(event => event.actorKind === 'PERSON')
                    .map(event => event.type).filter(type => type !== 'action-ticked');
                }""");
    return ((List<?>) types).stream().map(String::valueOf).toList();
  }

  /** Goes past “Not yet”, which has the focus, to the button that records. */
  private static void beSure(Visitor visitor) {
    Page page = visitor.page();
    if (page.locator(":popover-open").count() > 0) {
      visitor.read();
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
    }
  }

  @Test
  void aTreeIsShownWholeAndThenAsNearAsIsWanted() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.open("/entries/" + Scenarios.APIM + "/tree");
      page.locator("[data-full]").waitFor();
      double fitted = size(page);
      assertThat(fitted).isLessThan(0.5);
      assertThat(outOfTheFrame(page, ".tree-node")).isZero();
      page.keyboard().press("+");
      page.keyboard().press("+");
      assertThat(size(page)).isGreaterThan(2 * fitted);
      page.keyboard().press("0");
      assertThat(size(page)).isEqualTo(fitted);

      page.keyboard().press("/");
      page.keyboard().type("THE BACKEND IS SLOWER");
      assertThat(page.locator(".tree-match").count()).isEqualTo(1);
      page.keyboard().press("Enter");
      assertThat(size(page)).isGreaterThan(0.8);
      assertThat(outOfTheFrame(page, ".tree-shown")).isZero();
      page.getByText("1 of 1").waitFor();

      page.keyboard().press("Escape");
      for (int i = 0; i < 5; i++) {
        page.keyboard().press("Tab");
        assertThat(outOfTheFrame(page, ".tree-node:focus")).isZero();
      }
      String step = page.locator(".tree-node:focus").getAttribute("href");
      page.keyboard().press("Enter");
      page.waitForURL("**" + step);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  /** How large the tree is drawn; 1 is its own size. */
  private static double size(Page page) {
    return ((Number) page.evaluate("() => document.querySelector('svg.tree').getScreenCTM().a"))
        .doubleValue();
  }

  /** How many of these can't be seen whole; one at least is there. */
  private static int outOfTheFrame(Page page, String selector) {
    return ((Number)
            page.evaluate(
                """
                selector => {
                  const frame = document.querySelector('.tree-wrap').getBoundingClientRect();
                  const found = [...document.querySelectorAll(selector)];
                  return found.length ? found.map(one => one.getBoundingClientRect())
                    .filter(box => box.left < frame.left || box.right > frame.right
                      || box.top < frame.top || box.bottom > frame.bottom).length : -1;
                }""",
                selector))
        .intValue();
  }

  @Test
  void keysHelpAndKeepQuietWhereTheyWouldDisturb() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      page.keyboard().press("?");
      page.locator("dialog.help[open]").waitFor();
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog.help[open]").count()).isZero();

      String proposed = page.locator("[data-proposed]").getAttribute("data-branch");
      String another = proposed.equals("1") ? "2" : "1";
      page.keyboard().press(another);
      assertThat(page.locator("[data-branch='" + another + "']").isChecked()).isTrue();
      page.keyboard().type("j? g e");
      assertThat(page.locator(".otherwise [name=reason]").inputValue()).isEqualTo("j? g e");
      page.keyboard().press("Escape");

      page.locator("footer").getByText("Off").click();
      page.locator("html[data-keys=off]").waitFor();
      page.keyboard().press("?");
      assertThat(page.locator("dialog.help[open]").count()).isZero();
      page.locator("footer")
          .getByText("On", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
          .click();
    }
  }

  /** Presses Tab until the focus is on something with this text, or that fits this selector. */
  private static void tabTo(Visitor visitor, String wanted) {
    for (int i = 0; i < 200; i++) {
      visitor.page().keyboard().press("Tab");
      Object here =
          visitor
              .page()
              .evaluate(
                  "wanted => { const e = document.activeElement;"
                      + " return wanted.includes('[') ? e.matches(wanted)"
                      + " : e.matches('a, button') && e.textContent.includes(wanted); }",
                  wanted);
      if (Boolean.TRUE.equals(here)) {
        return;
      }
    }
    throw new AssertionError("no way to " + wanted + " by Tab");
  }
}
