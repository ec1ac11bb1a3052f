package dev.waymark.server.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.model.entry.EntryImage;
import dev.waymark.model.entry.LinkTarget;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.HtmlSection;
import dev.waymark.runbooks.markdown.LinkResolver;
import dev.waymark.runbooks.markdown.MarkdownHtml;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Authors' Markdown as sanitised HTML; the texts shown last are kept. */
@ApplicationScoped
public class Markup {
  private static final int KEPT = 4096;

  private static final int ENTRIES_KEPT = 64;

  private final Cache<Text, String> kept = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<Text, List<HtmlSection>> entries =
      Caffeine.newBuilder().maximumSize(ENTRIES_KEPT).build();

  /**
   * What was rendered: the entry that its links start from, the text, and whether within a line.
   */
  private record Text(String entry, String markdown, boolean line) {}

  /** A whole entry, without its front matter, to stand on the page of the entry. */
  public List<HtmlSection> entry(String entry, SourceFile file) {
    return entries.get(
        new Text(entry, file.text(), false),
        text -> MarkdownHtml.renderEntry(file, target -> address(entry, "", target)));
  }

  /** Some blocks of an entry, to stand on another page. */
  public String prose(String entry, String markdown) {
    return kept.get(
        new Text(entry, markdown, false), text -> MarkdownHtml.render(markdown, elsewhere(entry)));
  }

  /** A line of an entry, such as a table's cell, to stand on another page. */
  public String line(String entry, String markdown) {
    return kept.get(
        new Text(entry, markdown, true),
        text -> MarkdownHtml.renderLine(markdown, elsewhere(entry)));
  }

  /** What somebody wrote in a run. */
  public String note(String markdown) {
    return kept.get(
        new Text("", markdown, false), text -> MarkdownHtml.renderNote(text.markdown()));
  }

  private static LinkResolver elsewhere(String entry) {
    return target -> address(entry, page(entry), target);
  }

  /**
   * Where a link of an entry leads on a page.
   *
   * @param page where the entry's own headings are; empty if they are on the same page
   */
  private static String address(String entry, String page, String target) {
    LinkTarget to = LinkTarget.of(target);
    String place = to.fragment().map(name -> "#" + encoded(name)).orElse("");
    if (to.isHere()) {
      return page + place;
    }
    if (to.entryId().isPresent()) {
      return page(to.entryId().orElseThrow()) + place;
    }
    return EntryImage.isNamedAsOne(to.path()) && !to.outside()
        ? page(entry) + "/image?path=" + encoded(to.path())
        : target;
  }

  private static String page(String entry) {
    return "/entries/" + encoded(entry);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
