package dev.waymark.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each way in which text was lost once. A server that is away is in {@link RestartIT}, a step that
 * somebody else has left in {@link WrongInputIT}.
 */
@ExtendWith(Site.Shared.class)
class NothingTypedIsLostIT {
  private static final String TEXT = "Half of the orders fail, “since” 02:14 <&>\nsecond line";

  private final Site site;

  NothingTypedIsLostIT(Site site) {
    this.site = site;
  }

  /** The page of a lesson tries all scenarios out before it comes. */
  @BeforeAll
  static void haveThePatienceOfPages() {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  @Test
  void aNoteOutlivesReloadsAndOtherPresses() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      Locator note = page.locator("[data-note]");
      note.fill(TEXT);
      String first = visitor.step();
      visitor.takeProposed();
      assertThat(note).hasValue(TEXT);
      page.goBack();
      assertThat(page.locator("h2.step-title")).hasText(first);
      assertThat(page.getByText("This is an earlier step")).isVisible();
      page.goForward();
      assertThat(page.locator("h2.step-title")).not().hasText(first);
      assertThat(note).hasValue(TEXT);
      page.getByText("Say how this step did").click();
      page.getByLabel("helped").check();
      visitor.press("Send");
      assertThat(page.locator(".notes")).containsText("helped");
      page.reload();
      assertThat(note).hasValue(TEXT);
      assertThat(page.locator(".kept")).containsText("Kept from ");

      visitor.press("Discard");
      assertThat(note).isEmpty();
      page.reload();
      assertThat(note).isEmpty();

      note.fill(TEXT);
      visitor.press("Add note");
      assertThat(page.locator(".notes")).containsText("second line");
      assertThat(note).isEmpty();
      page.reload();
      assertThat(note).isEmpty();
    }
  }

  @Test
  void aNoteOutlivesItsSession() {
    try (Visitor visitor = site.stranger()) {
      visitor.signIn("admin");
      Page page = visitor.page();
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      String run = page.url();
      Locator note = page.locator("[data-note]");
      note.fill(TEXT);
      signOutElsewhere(page);
      visitor.press("Add note");
      signInAgain(visitor, run);
      assertThat(note).hasValue(TEXT);
      assertThat(page.locator(".kept")).containsText("Kept from ");

      // Who signs out takes it along.
      page.locator(".top-end").getByText("Sign out").click();
      page.waitForURL("**/login");
      signInAgain(visitor, run.replaceFirst("/incidents/.*", "/"));
      page.navigate(run);
      assertThat(note).isEmpty();
    }
  }

  @Test
  void startParametersOutliveReloadsAndTheirSession() {
    try (Visitor visitor = site.stranger()) {
      visitor.signIn("admin");
      Page page = visitor.page();
      visitor.open("/entries/" + Scenarios.KEYVAULT + "/start");
      String form = page.url();
      Locator workspace = page.locator("[name='parameter.workspace']");
      Locator severity = page.locator("[name=severity]");
      workspace.fill("00000000-0000-0000-0000-000000000001");
      page.getByText("Title and severity of the incident").click();
      severity.selectOption("sev1");
      page.reload();
      assertThat(workspace).hasValue("00000000-0000-0000-0000-000000000001");
      assertThat(severity).hasValue("sev1");

      page.locator("[name='parameter.vault']").fill("no vault");
      page.locator("[name='parameter.vaultName']").fill("v");
      signOutElsewhere(page);
      visitor.press("Start on live data");
      signInAgain(visitor, form);
      assertThat(page.locator("[name='parameter.vault']")).hasValue("no vault");
      assertThat(severity).hasValue("sev1");
      assertThat(page.locator(".kept")).hasCount(1);
    }
  }

  @Test
  void anAnswerOutlivesAReload() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      visitor.open("/entries/" + Scenarios.KEYVAULT + "/start");
      page.locator("[name='parameter.workspace']").fill("00000000-0000-0000-0000-000000000000");
      page.locator("[name='parameter.vault']")
          .fill(
              "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v");
      page.locator("[name='parameter.vaultName']").fill("v");
      visitor.press("Start on live data");
      page.waitForURL("**/incidents/*");
      Locator answer = page.locator("textarea[name=answer]");
      answer.fill(TEXT);
      page.reload();
      assertThat(answer).hasValue(TEXT);
      assertThat(answer).isVisible();
    }
  }

  @Test
  void aReviewOutlivesItsOtherButtons() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      review(visitor);
      Locator impact = page.getByLabel("Impact");
      Locator lesson = page.getByLabel("What the next person should know");
      impact.fill(TEXT);
      lesson.fill("Look at the firewall first");
      page.getByText("Proposed by the entry").click();
      visitor.press("Take it on");
      assertThat(page.locator("[id='at:follow-ups']")).containsText("admin");
      assertThat(impact).hasValue(TEXT);
      assertThat(lesson).hasValue("Look at the firewall first");
      impact.fill(TEXT + "!");
      visitor.press("Keep the lesson");
      assertThat(page.locator("[id='at:lessons'] li").first()).containsText("firewall first");
      assertThat(impact).hasValue(TEXT + "!");
      impact.fill(TEXT + "?");
      visitor.press("Close the review");
      assertThat(page.getByText("review closed")).isVisible();
      assertThat(page.locator(".review-text")).containsText("second line?");
    }
  }

  @Test
  void aLessonOutlivesItsOtherButtons() {
    try (Visitor visitor = site.administrator()) {
      Page page = visitor.page();
      review(visitor);
      page.getByLabel("What the next person should know").fill("Look at the firewall first");
      visitor.press("Keep the lesson");
      page.locator("[id='at:lessons'] li a strong").first().click();
      Locator text = page.getByLabel("The lesson", new Page.GetByLabelOptions().setExact(true));
      text.fill(TEXT);
      page.getByText("Edit the entry’s text yourself").click();
      visitor.press("Use this text");
      Locator back =
          page.locator("button", new Page.LocatorOptions().setHasText("Back to the draft"));
      assertThat(back).isVisible();
      assertThat(text).hasValue(TEXT);
      back.click();
      assertThat(back).isHidden();
      assertThat(text).hasValue(TEXT);
      page.reload();
      assertThat(text).hasValue(TEXT);
      assertThat(page.locator(".lead")).containsText("second line");
    }
  }

  @Test
  void aReviewSavesItselfAndTwoWritersCompareTheirTexts() {
    try (Visitor first = site.administrator();
        Visitor second = site.administrator()) {
      review(first);
      second.page().navigate(first.page().url());
      first.page().getByLabel("Impact").fill("Orders failed");
      Locator saved = first.page().locator("[data-saved]");
      assertThat(saved).containsText("Saved ");
      first.page().getByLabel("What went well").fill("The alert came at once");
      assertThat(first.page().locator("[name=revision][value='3']")).hasCount(1);
      first.page().reload();
      assertThat(first.page().getByLabel("Impact")).hasValue("Orders failed");
      assertThat(first.page().locator(".kept")).hasCount(0);

      Page page = second.page();
      Locator impact = page.getByLabel("Impact");
      impact.fill(TEXT);
      assertThat(page.locator("[data-saved]")).containsText("admin has changed the review");
      second.press("Compare");
      Locator theirs = page.locator(".theirs");
      assertThat(theirs).hasCount(2);
      assertThat(theirs.first()).containsText("Orders failed");
      assertThat(impact).hasValue(TEXT);
      theirs.nth(1).getByText("Take this text").click();
      assertThat(page.getByLabel("What went well")).hasValue("The alert came at once");
      assertThat(theirs).hasCount(1);
      assertThat(impact).hasValue(TEXT);
      impact.fill(TEXT + " and more");
      page.reload();
      assertThat(page.locator(".draft")).containsText("second line and more");
      second.press("Put it in");
      assertThat(page.locator("[data-saved]")).containsText("Saved ");
      page.reload();
      assertThat(impact).hasValue(TEXT + " and more");
      assertThat(page.getByLabel("What went well")).hasValue("The alert came at once");
    }
  }

  /** Ends an incident early, and opens its review. */
  private static void review(Visitor visitor) {
    Page page = visitor.page();
    visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
    page.getByText("End without an answer").click();
    page.getByLabel("It works again").check();
    page.getByLabel("Why here").fill("It stopped by itself");
    visitor.press("End incident");
    page.getByText("This run ended").waitFor();
    page.navigate(page.url().replaceAll("[?#].*", "") + "/review");
  }

  private static void signOutElsewhere(Page page) {
    Page other = page.context().newPage();
    other.navigate(page.url());
    other.locator(".top-end").getByText("Sign out").click();
    other.waitForURL("**/login");
    other.close();
  }

  private static void signInAgain(Visitor visitor, String then) {
    Page page = visitor.page();
    page.locator("form[action='/login'] [name=name]").fill("admin");
    page.getByLabel("Password").fill(Visitor.PASSWORD);
    visitor.press("Sign in");
    page.waitForURL(then);
  }
}
