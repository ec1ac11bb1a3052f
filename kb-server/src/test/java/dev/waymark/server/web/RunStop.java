package dev.waymark.server.web;

import java.util.List;
import java.util.Locale;

/** The kinds of page that a run shows, and where recorded scenarios have one of each. */
enum RunStop {
  QUERY(".verdict-finding", ".verdict-why", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
    }
  },
  QUESTION(".step-title", ".decision > h3", ".choices") {
    @Override
    void goTo(Visitor visitor) {
      visitor.startScenario(Scenarios.KEYVAULT, Scenarios.MOVED_TITLE);
      Walker.untilThe("Question", visitor);
    }
  },
  CAUSE(".evidence-lines > li", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      visitor.startScenario(Scenarios.APIM, Scenarios.BACKEND_TIMEOUT_TITLE);
      Walker.untilThe("Root cause", visitor);
    }
  },
  ACTION(".step-title", ".checklist > li", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      CAUSE.goTo(visitor);
      visitor.takeProposed();
    }
  },
  VERIFICATION(".verdict-finding", ".verdict-why", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      ACTION.goTo(visitor);
      visitor.pressProposed();
      visitor.page().locator("#at\\:verify").waitFor(Walker.attached());
    }
  },
  /** An action whose consequences nobody has recorded: there isn't a call since. */
  WAITING(".verdict-finding", ".verdict-why", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      CAUSE.goTo(visitor);
      visitor.read();
      visitor.page().locator(".resolution button").nth(1).click();
      visitor.beSure();
      Walker.untilThe("What to do", visitor);
      visitor.pressProposed();
      visitor.page().locator(".waiting").waitFor();
    }
  },
  ESCALATION(".step-title", ".verdict-finding", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      visitor.startScenario(Scenarios.APIM, Scenarios.NOT_VISIBLE_TITLE);
      Walker.untilThe("Escalation", visitor);
    }
  },
  END(".step-title", "[data-proposed]") {
    @Override
    void goTo(Visitor visitor) {
      VERIFICATION.goTo(visitor);
      visitor.takeProposed();
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // List.of, which never changes
  private final List<String> parts;

  RunStop(String... parts) {
    this.parts = List.of(parts);
  }

  /** What has to be seen without scrolling, as selectors. */
  List<String> parts() {
    return parts;
  }

  /** Leads a visitor there, in a run of its own. */
  abstract void goTo(Visitor visitor);

  /** As part of a file's name. */
  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
