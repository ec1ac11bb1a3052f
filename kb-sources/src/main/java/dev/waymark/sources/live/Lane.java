package dev.waymark.sources.live;

/**
 * Where a query waits for its turn.
 *
 * @param principal whose budget it uses, such as an identity at a service
 * @param width how many queries of that principal may run at once
 * @param target what is asked, in words for people; failures are counted by target, and one that
 *     keeps failing is left alone for a while
 */
public record Lane(String principal, int width, String target) {
  public Lane {
    if (width < 1) {
      throw new IllegalArgumentException("a lane of width " + width);
    }
  }
}
