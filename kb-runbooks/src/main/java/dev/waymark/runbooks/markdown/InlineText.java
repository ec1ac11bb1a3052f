package dev.waymark.runbooks.markdown;

import dev.waymark.model.entry.Link;
import java.util.List;

/**
 * What stands in a paragraph, heading or table cell.
 *
 * @param plain the words without markup, line breaks as spaces
 * @param links in the order of the text
 * @param images in the order of the text
 */
public record InlineText(
    String plain, List<Link> links, List<Link> images, List<CodeSpan> codeSpans) {
  public InlineText {
    links = List.copyOf(links);
    images = List.copyOf(images);
    codeSpans = List.copyOf(codeSpans);
  }
}
