package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A server that dies in the middle of an incident. */
class RestartIT {

  @Test
  void goesOnWhereItWasKilled() {
    Path data = PackagedServer.temporaryFolder("restart");
    PackagedServer first = PackagedServer.start(data, Site.Content.ENTRIES, 0);
    try (Chromium chromium = Chromium.launch();
        Visitor visitor = new Visitor(chromium.browser().newPage(), first.base())) {
      visitor.followFirstLink(first.firstLink());
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      visitor.takeProposed();
      String step = visitor.step();
      String path = visitor.page().locator(".trail").innerText();

      first.kill();
      try (PackagedServer second = PackagedServer.start(data, Site.Content.ENTRIES, first.port())) {
        assertThat(second.base()).isEqualTo(first.base());
        visitor.page().reload();
        assertThat(visitor.step()).isEqualTo(step);
        assertThat(visitor.page().locator(".trail").innerText()).isEqualTo(path);
        visitor.takeProposed();
        assertThat(visitor.page().locator(".trail > li").count()).isEqualTo(3);
        assertThat(visitor.complaints()).isEmpty();
      }
    } finally {
      first.close();
    }
  }
}
