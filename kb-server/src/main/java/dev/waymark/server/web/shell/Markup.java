package dev.waymark.server.web.shell;

/** Authors' Markdown as sanitised HTML. */
public final class Markup {
  private Markup() {}

  /** A whole entry, without its front matter. */
  public static String entry(String text) {
    return prose(text);
  }

  /** Some blocks. */
  public static String prose(String markdown) {
    return "<p>"
        + markdown.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "</p><p>")
        + "</p>";
  }

  /** A line, such as a table cell. */
  public static String line(String markdown) {
    return markdown.replace("&", "&amp;").replace("<", "&lt;");
  }
}
