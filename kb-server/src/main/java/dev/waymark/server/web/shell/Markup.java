package dev.waymark.server.web.shell;

import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.LinkResolver;
import dev.waymark.runbooks.markdown.MarkdownHtml;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Authors' Markdown as sanitised HTML; the texts shown last are kept. */
@ApplicationScoped
public class Markup {
  private static final int KEPT = 4096;

  /** Another entry, perhaps at one of its steps. */
  private static final Pattern ENTRY = Pattern.compile("(?:\\./)?([a-z0-9-]+)\\.md(#.*)?");

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
  public String entry(SourceFile file) {
    return keep(
        new Text("", file.text(), false),
        () -> MarkdownHtml.renderEntry(file, target -> address("", target)));
  }

  /** Some blocks of an entry, to stand on another page. */
  public String prose(String entry, String markdown) {
    LinkResolver links = target -> address("/entries/" + entry, target);
    return keep(new Text(entry, markdown, false), () -> MarkdownHtml.render(markdown, links));
  }

  /** A line of an entry, such as a table's cell, to stand on another page. */
  public String line(String entry, String markdown) {
    LinkResolver links = target -> address("/entries/" + entry, target);
    return keep(new Text(entry, markdown, true), () -> MarkdownHtml.renderLine(markdown, links));
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

  private static String address(String page, String target) {
    if (target.startsWith("#")) {
      return page + target;
    }
    Matcher other = ENTRY.matcher(target);
    if (!other.matches()) {
      return target;
    }
    return "/entries/" + other.group(1) + (other.group(2) == null ? "" : other.group(2));
  }
}
