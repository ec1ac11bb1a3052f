package dev.waymark.model.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an answer came from.
 *
 * @param source in words for people, such as {@code scenario backend-timeout}, {@code Log
 *     Analytics} or {@code pasted by Ann}
 * @param recorded whether the answer is recorded data and says nothing about the present
 * @param live what was asked of whom, if a live source was
 */
public record Provenance(
    String source, boolean recorded, Instant at, Duration took, Optional<LiveCall> live) {
  private static final String PASTED = "pasted by ";

  /** Of what a person pasted who had asked elsewhere. */
  public static Provenance pasted(String by, Instant at) {
    return offline(PASTED + by, false, at);
  }

  /** Whether a person pasted it; the source then says who. */
  public boolean isPasted() {
    return !recorded && live.isEmpty() && source.startsWith(PASTED);
  }

  /** Of something that no live source was asked for. */
  public static Provenance offline(String source, boolean recorded, Instant at) {
    return new Provenance(source, recorded, at, Duration.ZERO, Optional.empty());
  }
}
