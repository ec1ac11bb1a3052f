package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run whose queries nobody answers: people ask them elsewhere, and bring what they found. */
@ExtendWith(Site.Shared.class)
class WithoutSourcesIT {
  private static final String VAULT =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers"
          + "/Microsoft.KeyVault/vaults/v";
  private static final String HEADER =
      "Kind,Denied,TimeGenerated [UTC],Message,ObjectId,AppId,Operation,Item\n";

  private final Site site;

  WithoutSourcesIT(Site site) {
    this.site = site;
  }

  @ParameterizedTest(name = "with script: {0}")
  @ValueSource(booleans = {true, false})
  void isWalkedByPastingAnswersAndGivingAValue(boolean script) {
    try (Visitor visitor =
        site.administrator(
            new Browser.NewContextOptions()
                .setJavaScriptEnabled(script)
                .setPermissions(List.of("clipboard-read", "clipboard-write")))) {
      Page page = visitor.page();
      start(visitor);
      String first = visitor.step();
      decideByHand(visitor);
      visitor.awaitStepAfter(first);

      assertThat(page.locator(".trail").innerText())
          .contains("decided by hand")
          .doesNotContain("Decided otherwise");
      assertThat(visitor.main().innerText())
          .contains("A value is missing: caller")
          .doesNotContain("under way");
      assertThat(page.locator(".step button.copy").count()).isZero();
      page.getByLabel("caller", exactly()).fill("10.0.0.7");
      visitor.press("Give this value");
      page.getByText("No live source for").first().waitFor();
      assertThat(page.locator(".run-facts").innerText()).contains("caller", "given by admin");
      assertThat(page.locator("#at\\:sent").textContent()).contains("let caller = \"10.0.0.7\";");
      if (script) {
        page.keyboard().press("c");
        page.getByText("Copied", new Page.GetByTextOptions().setExact(true)).waitFor();
        assertThat(page.evaluate("navigator.clipboard.readText()"))
            .isEqualTo(page.locator("#at\\:sent").textContent());
        isToldBeforeItIsSent(visitor);
      }

      paste(visitor, HEADER + "firewall,many,\"11/30/2026, 5:21:52.123 PM\",Client,,,SecretGet,\n");
      assertThat(page.locator("[role=alert]").innerText())
          .contains("Line 2, column 10: “many” isn't a value of Denied, which is long.");
      assertThat(page.locator("textarea[name=answer]").inputValue()).startsWith(HEADER);

      paste(
          visitor,
          HEADER + "firewall,\"1,204\",\"11/30/2026, 5:21:52.123 PM\",Client,,,SecretGet,\n");
      page.getByText("pasted by admin").first().waitFor();
      String second = visitor.step();
      assertThat(page.locator(".answer").innerText()).contains("firewall", "SecretGet");
      visitor.takeProposed();
      assertThat(visitor.step()).isNotEqualTo(second);
      page.navigate(page.url().replaceAll("[?#].*", "") + "/timeline");
      assertThat(visitor.main().innerText())
          .contains("Gave caller = 10.0.0.7 by hand.", "1 row, pasted by admin.");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void whatNoEntryCoversEndsSoOnlyIfSomebodySaysSoAndTeaches() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      start(visitor);
      page.locator("summary", new Page.LocatorOptions().setHasText("Escalate")).click();
      page.getByLabel("Why now").fill("Nobody can sign in");
      visitor.press("Go to escalation");
      visitor.press("Hand it over");
      page.getByLabel("To whom").fill("bob");
      page.getByLabel("What they need to know").fill("Only the portal is affected");
      visitor.press("Hand over");
      page.locator(".notes", new Page.LocatorOptions().setHasText("portal")).waitFor();
      assertThat(page.getByText("This run ended").count()).isZero();
      visitor.press("The entry doesn’t cover it");
      page.getByLabel("What it is, as far as you know").fill("It is a WAF rule");
      visitor.beSure();
      page.getByText("This run ended not covered.").waitFor();
      assertThat(visitor.main().innerText()).contains("It is a WAF rule");
      assertThat(Accessibility.faults(visitor)).isEmpty();

      page.getByText("Look back: the review").click();
      assertThat(visitor.main().innerText())
          .contains(
              "not covered", "No entry covered it beyond", "It is a WAF rule", "missing cause");
      page.locator("[id='at:lessons'] li a strong").first().click();
      page.getByText("What was found on the way").waitFor();
      visitor.open("/entries/" + Scenarios.KEYVAULT);
      assertThat(visitor.main().innerText())
          .contains("Not covered by this entry: 1 incident", "It is a WAF rule");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  private void start(Visitor visitor) {
    Page page = visitor.page();
    visitor.open("/entries/" + Scenarios.KEYVAULT + "/start");
    page.locator("main input[name='parameter.workspace']")
        .fill("00000000-0000-0000-0000-000000000000");
    page.locator("main input[name='parameter.vault']").fill(VAULT);
    page.locator("main input[name='parameter.vaultName']").fill("v");
    visitor.press("Start on live data");
    page.waitForURL("**/incidents/*");
  }

  /** Without a reason: there is no answer that says otherwise. */
  private static void decideByHand(Visitor visitor) {
    Page page = visitor.page();
    page.locator(".otherwise input[type=radio]").last().check();
    visitor.press("Take this branch");
  }

  private static void isToldBeforeItIsSent(Visitor visitor) {
    Page page = visitor.page();
    Locator field = page.locator("textarea[name=answer]");
    field.evaluate(
        """
        field => {
          field.value = 'é'.repeat(600_000);
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }""");
    assertThat(page.locator(".limit").innerText())
        .isEqualTo(
            "1,172 KiB; at most 1,024 KiB can be pasted. Let the query return fewer rows or"
                + " columns.");
    visitor.press("Use this answer");
    assertThat(field.inputValue()).hasSize(600_000);
  }

  private static void paste(Visitor visitor, String text) {
    visitor.page().locator("textarea[name=answer]").fill(text);
    visitor.press("Use this answer");
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
