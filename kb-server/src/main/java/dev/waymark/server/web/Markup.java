package dev.waymark.server.web;

import dev.waymark.model.entry.EntryImage;
import dev.waymark.model.entry.LinkTarget;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.LinkResolver;
import dev.waymark.runbooks.markdown.MarkdownHtml;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Authors' Markdown as sanitised HTML; the texts shown last are kept. */
@ApplicationScoped
public class Markup {
  private static final int KEPT = 4096;

  private final Map<Text, String> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Text, String> eldest) {
              return size() > KEPT;
            }
          });

  /**
   * What was rendered: the entry that its links start from, the text, and whether within a line.
   */
  private record Text(String entry, String markdown, boolean line) {}

  /** A whole entry, without its front matter, to stand on the page of the entry. */
  public String entry(String entry, SourceFile file) {
    return keep(
        new Text(entry, file.text(), false),
        () -> MarkdownHtml.renderEntry(file, target -> address(entry, "", target)));
  }

  /** Some blocks of an entry, to stand on another page. */
  public String prose(String entry, String markdown) {
    return keep(
        new Text(entry, markdown, false), () -> MarkdownHtml.render(markdown, elsewhere(entry)));
  }

  /** A line of an entry, such as a table's cell, to stand on another page. */
  public String line(String entry, String markdown) {
    return keep(
        new Text(entry, markdown, true), () -> MarkdownHtml.renderLine(markdown, elsewhere(entry)));
  }

  private static LinkResolver elsewhere(String entry) {
    return target -> address(entry, page(entry), target);
  }

  private String keep(Text text, Supplier<String> render) {
    String known = kept.get(text);
    if (known != null) {
      return known;
    }
    String html = render.get();
    kept.put(text, html);
    return html;
  }

  /**
   * Where a link of an entry leads on a page.
   *
   * @param page where the entry's own headings are; empty where they are on the same page
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
