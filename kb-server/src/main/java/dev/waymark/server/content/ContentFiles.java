package dev.waymark.server.content;

/** Which files of a repository are content. */
final class ContentFiles {
  private ContentFiles() {}

  /**
   * Whether anything of the knowledge base is read from a file: entries and what they link to,
   * their scenarios, table schemas.
   *
   * @param path relative to the root, with slashes
   */
  static boolean areRead(String path) {
    boolean isHidden = path.startsWith(".") || path.contains("/.");
    return !isHidden
        && (path.endsWith(".md")
            || path.contains(".scenarios/")
            || path.startsWith("schemas/")
            || path.contains("/schemas/"));
  }
}
