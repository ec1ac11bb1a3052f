package dev.waymark.server.web;

import dev.waymark.server.api.AzureStandIn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writes the pictures of the run's page into {@code docs/images}; only where that is asked for. */
@EnabledIfSystemProperty(named = "waymark.screenshots", matches = "true")
@ExtendWith(Site.Shared.class)
class ScreenshotsIT {
  private final Screenshots screenshots = new Screenshots(Path.of("..", "docs", "images"));
  private final Site site;

  ScreenshotsIT(Site site) {
    this.site = site;
  }

  @Test
  void takesPicturesOfRecordedRuns() {
    try (Visitor visitor = site.administrator(Screenshots.still())) {
      for (RunStop stop :
          List.of(
              RunStop.QUERY,
              RunStop.QUESTION,
              RunStop.CAUSE,
              RunStop.ACTION,
              RunStop.ESCALATION,
              RunStop.WAITING)) {
        stop.goTo(visitor);
        screenshots.take(visitor, stop.slug());
      }
    }
  }

  @Test
  void takesPicturesOfAFailure() {
    AzureStandIn azure = new AzureStandIn();
    try (PackagedServer server = LiveWalk.serverOn(azure);
        Chromium chromium = Chromium.launch();
        Visitor visitor =
            new Visitor(
                chromium.browser().newContext(Screenshots.still()).newPage(), server.base())) {
      visitor.followFirstLink(server.firstLink());
      LiveWalk.start(visitor);
      LiveWalk.goOnFromTheFirstStep(visitor);
      LiveWalk.askInVain(visitor, azure);
      screenshots.take(visitor, "failed");
    } finally {
      azure.stop();
    }
  }
}
