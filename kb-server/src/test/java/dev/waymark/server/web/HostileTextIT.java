package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Other people's text stays text. */
@ExtendWith(Site.Shared.class)
class HostileTextIT {
  private static final String MARKER = "<i class=\"planted\" onclick=alert(1)>planted</i>{1+1}";

  private static final String FOUND_ELEMENTS =
      """
      () => [...document.querySelectorAll('main *')].flatMap(element =>
        [...element.attributes]
          .filter(a => a.name.startsWith('on')
            || (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(a.name)
                && /^\\s*(javascript|data|vbscript):/i.test(a.value))
            || a.name === 'style')
          .map(a => element.outerHTML.slice(0, 200)))
        .concat([...document.querySelectorAll('main script, main iframe, main object, main embed,'
          + ' main style, main link, main base, main meta')].map(e => e.outerHTML.slice(0, 200)))
      """;

  private final Site site;

  HostileTextIT(Site site) {
    this.site = site;
  }

  @Test
  void entriesRunNoScript() {
    assumeTrue(HostileEntries.count() > 0, "corpora/xss is not beside the repository");
    try (Visitor visitor = site.administrator()) {
      for (int i = 0; i < HostileEntries.count(); i++) {
        assertThat(visitor.open("/entries/" + HostileEntries.ID + i + "?unfold=all").status())
            .isEqualTo(200);
        assertThat(visitor.page().locator(".entry-text").innerText()).isNotBlank();
        assertThat((List<?>) visitor.page().evaluate(FOUND_ELEMENTS)).isEmpty();
      }
      theyDoNotRunAndSayWhere(visitor);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void theyDoNotRunAndSayWhere(Visitor visitor) {
    String entry = "/entries/" + HostileEntries.ID + 0;
    visitor.open(entry);
    assertThat(visitor.page().locator(".page-head").innerText())
        .contains("Severity not said", "Review not said", HostileEntries.ID + "0.md:")
        .doesNotContain("9999", "sev4");
    assertThat(visitor.page().locator("a[href$='/start']").count()).isZero();
    visitor.open(entry + "/start");
    assertThat(visitor.main().innerText())
        .contains("This entry doesn’t run", HostileEntries.ID + "0.md:");
    assertThat(visitor.main().locator("form").count()).isZero();
  }

  @Test
  void whatPeopleWriteIsShownAsTheyWroteIt() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.open("/entries/" + Scenarios.APIM + "/start?scenario=backend-timeout");
      page.getByText("Title and severity of the incident").click();
      page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true)).fill(MARKER);
      visitor.press("Walk the scenario");
      page.waitForURL("**/incidents/*");
      String incident = page.url().replaceFirst(".*(/incidents/\\d+).*", "$1");

      Locator notes = page.locator(".notes li");
      write(visitor, "Hand over", "Hand over", "To whom", "What they need to know");
      notes.nth(0).waitFor();
      write(visitor, "Say how this step did", "Send", "In a sentence");
      notes.nth(1).waitFor();
      page.getByLabel("Note", new Page.GetByLabelOptions().setExact(true)).fill(MARKER);
      visitor.press("Add note");
      notes.nth(2).waitFor();
      String before = visitor.step();
      page.getByText("Take another branch").click();
      page.locator(".otherwise input[type=radio]").first().check();
      page.locator(".otherwise [name=reason]").fill(MARKER);
      visitor.press("Take this branch");
      visitor.awaitStepAfter(before);

      visitor.open("/accounts");
      page.getByLabel("Name to sign in with").fill("marked");
      page.getByLabel("Full name").fill(MARKER);
      visitor.press("Add and make a link");
      page.getByText("A link for marked").waitFor();

      String marked = MARKER.replace("\"", "\\\"");
      visitor.sendAlert(
          """
          {"rule": "%s", "description": "%s", "targets": ["/%s"], "labels": {"%s": "%s"}, "link": "https://shop.example/planted"}
          """
              .formatted(marked, marked, marked, marked, marked));

      for (String path :
          List.of(
              "/alerts",
              "/review/alerts-without-entry",
              "/",
              "/?text=" + "%3Ci%20class%3D%22planted%22%3E502",
              "/accounts",
              "/incidents",
              "/incidents?cause=%22%3E%3Ci%20class%3Dplanted%3E",
              incident,
              incident + "?step=1",
              incident + "/timeline",
              "/nowhere/%3Ci%20class=planted%3E")) {
        visitor.open(path);
        assertThat(page.locator(".planted").count()).as(path).isZero();
      }
      visitor.open(incident);
      assertThat(page.locator("main").innerText()).contains(MARKER);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private static void write(Visitor visitor, String fold, String button, String... fields) {
    Page page = visitor.page();
    Locator details =
        page.locator("details.fold")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.locator("summary", new Page.LocatorOptions().setHasText(fold))))
            .last();
    details.locator("summary").first().click();
    Locator radio = details.locator("input[type=radio]");
    if (radio.count() > 0) {
      radio.first().check();
    }
    for (String field : fields) {
      details.getByLabel(field, new Locator.GetByLabelOptions().setExact(true)).fill(MARKER);
    }
    visitor.read();
    details.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button)).click();
  }
}
