package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads GitHub-flavoured Markdown. Whatever the text is, an answer comes within two seconds: a
 * document, or an issue that says where and why not.
 */
public final class MarkdownReader {
  private static final BoundedParser PARSER = new BoundedParser(options());

  private MarkdownReader() {}

  static DataHolder options() {
    return new MutableDataSet()
        .set(
            Parser.EXTENSIONS,
            List.of(
                TablesExtension.create(),
                TaskListExtension.create(),
                StrikethroughExtension.create()))
        // Else not even <a b.md> is a link; see BlankInLink.
        .set(Parser.SPACE_IN_LINK_URLS, true)
        .set(TablesExtension.COLUMN_SPANS, false)
        .set(TablesExtension.WITH_CAPTION, false)
        .set(TablesExtension.MIN_SEPARATOR_DASHES, 1)
        .set(TablesExtension.MIN_HEADER_ROWS, 1)
        .set(TablesExtension.MAX_HEADER_ROWS, 1)
        .toImmutable();
  }

  public static StageResult<Document> read(SourceFile file) {
    FrontMatterText frontMatter = FrontMatterText.of(file);
    List<Issue> issues = new ArrayList<>(frontMatter.issues());
    StageResult<StageResult<Document>> read =
        PARSER.parse(
            file,
            frontMatter.bodyStart(),
            tree -> new DocumentBuilder(file).build(tree, frontMatter.yaml()));
    issues.addAll(read.issues());
    read.value().ifPresent(document -> issues.addAll(document.issues()));
    return new StageResult<>(read.value().flatMap(StageResult::value), issues);
  }

  /** The words of a short text without markup, on one line; as it was written if it is too much. */
  public static String words(String markdown) {
    SourceFile file = new SourceFile("", markdown);
    return PARSER.parse(file, 0, tree -> Inlines.of(file, tree).plain()).value().orElse(markdown);
  }
}
