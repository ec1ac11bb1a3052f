package dev.waymark.sources.live;

/**
 * The queue that a query waits in: those of a principal share one.
 *
 * @param principal whose budget it uses, such as an identity at a service
 * @param width how many queries of that principal may run at once
 * @param target what is asked, in words for people; failures are counted by target, and one that
 *     keeps failing is left alone for a while
 */
public record QueryQueue(String principal, int width, String target) {
  public QueryQueue {
    if (width < 1) {
      throw new IllegalArgumentException("a queue of width " + width);
    }
  }
}
