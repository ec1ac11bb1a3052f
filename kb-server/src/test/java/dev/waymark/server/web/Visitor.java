package dev.waymark.server.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** Somebody who looks at pages and uses what they find there, as people do: by its name. */
final class Visitor implements AutoCloseable {
  static final String PASSWORD = "three words and a door";

  private final Page page;
  private final String base;
  private final List<String> complaints = new ArrayList<>();

  Visitor(Page page, String base) {
    this.page = page;
    this.base = base;
    page.clock().install();
    page.setDefaultTimeout(60_000);
    page.onPageError(error -> complaints.add("error: " + error));
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")
              || message.text().contains("Content-Security-Policy")) {
            complaints.add("console: " + message.text() + " at " + page.url());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(base)) {
            complaints.add("request to another host: " + request.url());
          }
        });
  }

  Page page() {
    return page;
  }

  /** Errors, dialogs, breaches of the content policy and requests to other hosts so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Response open(String path) {
    return page.navigate(base + path);
  }

  void followFirstLink(String link) {
    page.navigate(link);
    page.getByLabel("New password").fill(PASSWORD);
    press("Set password and sign in");
    page.waitForURL(base + "/");
  }

  void signIn(String name) {
    open("/login");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(PASSWORD);
    press("Sign in");
    page.waitForURL(base + "/");
  }

  /** Walks the recorded scenario of an entry. */
  void startScenario(String entry, String title) {
    open("/entries/" + entry);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(title)).click();
    page.waitForURL("**/incidents/*");
  }

  void press(String name) {
    read();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(false))
        .first()
        .click();
  }

  /** The title of the step in the middle. */
  String step() {
    return page.locator("h2.step-title").innerText();
  }

  /** Waits until the run is at another step than this one. */
  void awaitStepAfter(String title) {
    page.locator("h2.step-title")
        .filter(new Locator.FilterOptions().setHasNotText(title))
        .waitFor();
  }

  /** Takes what is proposed, sure of it if the page asks, and waits for the next step. */
  void takeProposed() {
    String before = step();
    pressProposed();
    awaitStepAfter(before);
  }

  /** Presses what is proposed, once it has been read, and is sure of it if the page asks. */
  void pressProposed() {
    Locator proposed = page.locator("[data-proposed]");
    proposed.waitFor();
    read();
    proposed.click();
    beSure();
  }

  /** Says yes if the page asks whether what was pressed is to be recorded. */
  void beSure() {
    Locator sure = page.locator(":popover-open [data-sure]");
    if (sure.count() > 0) {
      read();
      sure.click();
    }
  }

  /** Lets the time go by in which somebody reads what a press would act on, once it has come. */
  void read() {
    if (page.locator("html.scripted").count() > 0) {
      Walker.untilNothingIsUnderWay(this);
      page.clock().runFor(1_000);
    }
  }

  /** Sends an alert as a monitoring system would, with what signs the visitor in. */
  void sendAlert(String json) {
    post("/api/v1/alerts", json, 202);
  }

  /** Sends JSON as a program would, with what signs the visitor in. */
  void post(String path, String json, int expectedStatus) {
    Object reply =
        page.evaluate(
            """
            ([path, body]) => fetch(path, {method: 'POST', body,
              headers: {'Content-Type': 'application/json',
                'X-CSRF-Token': document.querySelector('[name=csrf]').value}})
              .then(async reply => reply.status + ' ' + await reply.text())
            """,
            List.of(path, json));
    if (!String.valueOf(reply).startsWith(expectedStatus + " ")) {
      throw new AssertionError(path + " was answered with " + reply);
    }
  }

  Locator main() {
    return page.locator("main");
  }

  @Override
  public void close() {
    page.context().close();
  }
}
