package dev.waymark.model.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/** Something after which the world that a run asks about may look otherwise. */
public sealed interface WorldChange {
  /** The node where it happened. */
  String node();

  /** Which of the run's visits of this node it was, from 1. */
  int stay();

  /** An action was carried out. */
  record CarriedOut(String node, int stay, Instant at) implements WorldChange {
    public CarriedOut {
      requireNonNull(node);
      requireNonNull(at);
    }
  }

  /**
   * Somebody waited, as the entry says, and asked again.
   *
   * @param times how often at this stay, from 1
   * @param waited how long the entry says to wait
   */
  record AskedAgain(String node, int stay, int times, Duration waited) implements WorldChange {
    public AskedAgain {
      requireNonNull(node);
      requireNonNull(waited);
    }
  }
}
