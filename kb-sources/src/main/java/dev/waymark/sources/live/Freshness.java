package dev.waymark.sources.live;

/** Which answers will do. */
public enum Freshness {
  /** What this visit of the step was already answered, or what others just got. */
  REMEMBERED,
  /** Only a new one: somebody asked again. */
  NEW
}
