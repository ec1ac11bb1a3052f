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
    page.setDefaultTimeout(15_000);
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

  /** Takes what is proposed, and waits for the next step. */
  void takeProposed() {
    String before = step();
    page.locator("[data-proposed]").click();
    awaitStepAfter(before);
  }

  /** Sends an alert as a monitoring system would, with what signs the visitor in. */
  void sendAlert(String json) {
    Object status =
        page.evaluate(
            """
            body => fetch('/api/v1/alerts', {method: 'POST', body,
              headers: {'X-CSRF-Token': document.querySelector('[name=csrf]').value}}).then(reply => reply.status)
            """,
            json);
    if (!status.equals(202)) {
      throw new AssertionError("the alert was answered with " + status);
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
