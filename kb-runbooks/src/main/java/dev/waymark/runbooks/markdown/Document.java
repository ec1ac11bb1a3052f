package dev.waymark.runbooks.markdown;

import dev.waymark.model.entry.Link;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A Markdown file, read. What later stages may assume: spans lie within the file, slugs are unique,
 * and everything is as GitHub would show it.
 *
 * @param frontMatter between the {@code ---} lines
 * @param preamble before the first heading
 * @param links every link and image of the file in its order, those in quotes and lists included
 * @param slugs of every heading, those in quotes and lists included
 */
public record Document(
    SourceFile source,
    Optional<Excerpt> frontMatter,
    List<Block> preamble,
    List<DocumentSection> sections,
    List<Link> links,
    List<String> slugs) {
  public Document {
    preamble = List.copyOf(preamble);
    sections = List.copyOf(sections);
    links = List.copyOf(links);
    slugs = List.copyOf(slugs);
  }

  /** The author's own text of a span, moved to the left as far as its first line is indented. */
  public String markdown(SourceSpan span) {
    return Outdent.text(source, span, source.position(span.start()).column() - 1);
  }
}
