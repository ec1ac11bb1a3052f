package dev.waymark.runbooks.markdown;

import dev.waymark.model.entry.Link;
import java.util.List;

/**
 * What stands in a paragraph, heading or table cell.
 *
 * @param plain the words without markup, line breaks as spaces
 * @param links in the order of the text, images left out
 */
public record InlineText(String plain, List<Link> links, List<CodeSpan> codeSpans) {
  public InlineText {
    links = List.copyOf(links);
    codeSpans = List.copyOf(codeSpans);
  }
}
