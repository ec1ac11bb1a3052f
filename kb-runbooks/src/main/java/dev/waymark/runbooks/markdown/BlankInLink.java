package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.LinkNodeBase;

/**
 * A blank stands in a link only between {@code <} and {@code >}. Flexmark knows all or nothing:
 * what isn't a link on a Git host is made text again.
 */
final class BlankInLink {
  private BlankInLink() {}

  /** Whether a Git host shows it as it is written. */
  static boolean isText(LinkNodeBase node) {
    return node.getUrlOpeningMarker().isEmpty() && node.getUrl().indexOf(" ") >= 0;
  }
}
