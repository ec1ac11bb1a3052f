package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ext.autolink.AutolinkExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.misc.Extension;
import com.vladsch.flexmark.util.sequence.Escaping;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Anybody's Markdown as HTML that may stand in a page: no script, no style, no raw HTML, no image
 * of another host. What is too large or too nested to be read is shown as it was written.
 */
public final class MarkdownHtml {
  private static final Pattern INVISIBLE = Pattern.compile("[\\x00\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  private static final BoundedParser PARSER = new BoundedParser(options());

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder(options())
          .nodeRendererFactory(options -> new CustomNodeRenderer())
          .htmlIdGeneratorFactory(new HeadingIds.Factory())
          .linkResolverFactory(new PageLinks.Factory())
          .build();

  private MarkdownHtml() {}

  private static DataHolder options() {
    List<Extension> extensions = new ArrayList<>(Parser.EXTENSIONS.get(MarkdownReader.options()));
    extensions.add(AutolinkExtension.create());
    return new MutableDataSet(MarkdownReader.options())
        .set(Parser.EXTENSIONS, extensions)
        .set(HtmlRenderer.RENDER_HEADER_ID, true)
        .set(HtmlRenderer.ESCAPE_HTML, true)
        .set(HtmlRenderer.SUPPRESS_HTML_COMMENT_BLOCKS, true)
        .set(HtmlRenderer.SUPPRESS_INLINE_HTML_COMMENTS, true)
        .set(HtmlRenderer.EMBEDDED_ATTRIBUTE_PROVIDER, false)
        .set(
            TaskListExtension.ITEM_DONE_MARKER, checkbox("checked=\"checked\" aria-label=\"done\""))
        .set(TaskListExtension.ITEM_NOT_DONE_MARKER, checkbox("aria-label=\"to do\""))
        .toImmutable();
  }

  private static String checkbox(String attributes) {
    return "<input type=\"checkbox\" disabled=\"disabled\" " + attributes + " /> ";
  }

  /** A text of any blocks, such as a step's prose. */
  public static String render(String markdown, LinkResolver links) {
    return render(
        new SourceFile("", markdown), 0, links, Optional.empty(), HtmlPolicy.PAGE::sanitize);
  }

  /** A whole file without its front matter, in the order of its text. */
  public static List<HtmlSection> renderEntry(SourceFile file, LinkResolver links) {
    SectionSplit split = new SectionSplit();
    String html =
        render(
            file,
            FrontMatterText.of(file).bodyStart(),
            links,
            Optional.of(split),
            split::sanitized);
    return split.sections(html);
  }

  /** A text that stands within a line, such as a table's cell: without a paragraph around it. */
  public static String renderLine(String markdown, LinkResolver links) {
    return render(
            new SourceFile("", markdown), 0, links, Optional.empty(), HtmlPolicy.LINE::sanitize)
        .strip();
  }

  /**
   * What people write in a run: any blocks but headings, which would stand among the page's own.
   */
  public static String renderNote(String markdown) {
    return render(
        new SourceFile("", markdown),
        0,
        target -> target,
        Optional.empty(),
        HtmlPolicy.NOTE::sanitize);
  }

  /**
   * A message of ours, in which only code is marked: it may hold values, whose stars and brackets
   * mean nothing.
   */
  public static String renderMessage(String text) {
    return CODE.matcher(Escaping.escapeHtml(text, false)).replaceAll("<code>$1</code>");
  }

  private static String render(
      SourceFile file,
      int from,
      LinkResolver links,
      Optional<SectionSplit> split,
      UnaryOperator<String> sanitized) {
    StageResult<String> html =
        PARSER.parse(
            file,
            from,
            document -> {
              new Rendering(file, links, split).bindTo(document);
              return sanitized.apply(RENDERER.render(document));
            });
    return html.value()
        .orElseGet(() -> sanitized.apply(asWritten(file, from, html.issues().get(0))));
  }

  private static String asWritten(SourceFile file, int from, Issue issue) {
    String text = file.text().substring(Math.min(from, file.text().length()));
    return "<p><strong>%s</strong>, on line %d: so it stands here as it was written.</p><pre>%s</pre>"
        .formatted(
            Escaping.escapeHtml(issue.message(), false),
            file.position(issue.span().start()).line(),
            Escaping.escapeHtml(INVISIBLE.matcher(text).replaceAll("\uFFFD"), false));
  }
}
