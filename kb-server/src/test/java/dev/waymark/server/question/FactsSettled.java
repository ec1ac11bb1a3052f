package dev.waymark.server.question;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Has a test go on when the facts hold all that was done so far. */
@ApplicationScoped
public class FactsSettled {
  private final FactKeeper keeper;
  private final FactStore facts;

  FactsSettled(FactKeeper keeper, FactStore facts) {
    this.keeper = keeper;
    this.facts = facts;
  }

  public void settle() {
    keeper.catchUp();
    keeper.await(Duration.ofSeconds(30));
    assertThat(facts.stale(10)).isEmpty();
  }
}
