package dev.waymark.runbooks.markdown;

/** Says where on a page a link leads that an author wrote for a Git host. */
@FunctionalInterface
public interface LinkResolver {
  /**
   * The address of a link or image within the knowledge base.
   *
   * @param target as written: {@code #step}, {@code other-entry.md}, {@code other-entry.md#step} or
   *     another path
   */
  String address(String target);

  /** Leaves every target as its author wrote it. */
  static LinkResolver asWritten() {
    return target -> target;
  }
}
