package dev.waymark.runbooks.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text is in a common sans-serif font, and where to break it. From a table, since a server
 * may have no fonts, and the reader's font isn't known anyway.
 */
final class Wrapping {

  private static final char ELLIPSIS = '…';

  /** Thousandths of the font size for the characters from space to tilde. */
  private static final int[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  /** System fonts run wider than the one that the table was made from. */
  private static final double ALLOWANCE = 1.1;

  private Wrapping() {}

  /** The width of a text in a font of the given size. */
  static double width(String text, double size) {
    return text.codePoints().map(Wrapping::width).sum() * ALLOWANCE * size / 1000;
  }

  private static int width(int c) {
    if (c >= ' ' && c <= '~') {
      return WIDTHS[c - ' '];
    }
    return Character.isIdeographic(c) || c > 0xffff ? 1000 : 600;
  }

  /** Lines no wider than {@code width}, at most {@code lines} of them, the last one cut if need. */
  static List<String> wrap(String text, double size, double width, int lines) {
    List<String> wrapped = new ArrayList<>();
    String rest = text.strip();
    while (wrapped.size() < lines - 1 && width(rest, size) > width) {
      int end = breakAt(rest, size, width);
      wrapped.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    if (!rest.isEmpty() || wrapped.isEmpty()) {
      wrapped.add(fit(rest, size, width));
    }
    return wrapped;
  }

  /** Behind the last word that fits; within a word that doesn't fit by itself. */
  private static int breakAt(String text, double size, double width) {
    int longest = longestFit(text, size, width);
    int space = text.lastIndexOf(' ', longest);
    return space > 0 ? space : longest;
  }

  private static int longestFit(String text, double size, double width) {
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      if (width(text.substring(0, next), size) > width) {
        return end;
      }
      end = next;
    }
    return end;
  }

  /** The text, its end cut if it is wider than {@code width}. */
  static String fit(String text, double size, double width) {
    if (width(text, size) <= width) {
      return text;
    }
    return text.substring(0, longestFit(text, size, width - width("…", size))).stripTrailing()
        + ELLIPSIS;
  }

  /** The text, its end cut if it has more than {@code length} characters. */
  static String shorten(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)).stripTrailing() + ELLIPSIS;
  }
}
