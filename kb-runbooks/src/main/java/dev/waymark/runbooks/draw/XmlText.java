package dev.waymark.runbooks.draw;

import java.util.Locale;

/** XML being written: whatever comes in as a value can't become markup. */
final class XmlText {

  private final StringBuilder xml = new StringBuilder();

  /** An opening tag; names and values of its attributes take turns. */
  XmlText open(String element, String... attributes) {
    return tag(element, attributes, ">");
  }

  XmlText empty(String element, String... attributes) {
    return tag(element, attributes, "/>");
  }

  XmlText close(String element) {
    xml.append("</").append(element).append('>');
    return this;
  }

  /** An element that holds nothing but text. */
  XmlText text(String element, String text, String... attributes) {
    open(element, attributes);
    escape(text);
    return close(element);
  }

  private XmlText tag(String element, String[] attributes, String end) {
    xml.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      xml.append('"');
    }
    xml.append(end);
    return this;
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.appendCodePoint(isAllowed(c) ? c : 0xfffd);
              }
            });
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= ' ' && c <= 0xd7ff)
        || (c >= 0xe000 && c != 0xfffe && c != 0xffff);
  }

  /** A coordinate: a tenth of a pixel is as much as anybody sees. */
  static String number(double value) {
    double tenths = Math.round(value * 10) / 10.0;
    return tenths == Math.rint(tenths)
        ? Long.toString((long) tenths)
        : String.format(Locale.ROOT, "%.1f", tenths);
  }

  @Override
  public String toString() {
    return xml.toString();
  }
}
