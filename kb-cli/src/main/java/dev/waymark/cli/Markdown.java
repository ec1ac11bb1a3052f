package dev.waymark.cli;

import java.util.regex.Pattern;

/** An author's Markdown in a terminal, where it reads well as it is but for its links. */
final class Markdown {

  private static final Pattern LINK =
      Pattern.compile("\\[([^\\[\\]]{1,200})]\\([^()\\s]{1,400}\\)");

  private Markdown() {}

  static String plain(String markdown) {
    return LINK.matcher(markdown).replaceAll("$1");
  }
}
