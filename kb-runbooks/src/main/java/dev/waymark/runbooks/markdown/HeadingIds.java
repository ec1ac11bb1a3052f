package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.html.renderer.HeaderIdGeneratorFactory;
import com.vladsch.flexmark.html.renderer.HtmlIdGenerator;
import com.vladsch.flexmark.html.renderer.LinkResolverContext;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import dev.waymark.model.source.SourceFile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every heading the same name as the {@link MarkdownReader} does. */
final class HeadingIds implements HtmlIdGenerator {
  /** Flexmark makes one for each text. */
  static final class Factory implements HeaderIdGeneratorFactory {
    @Override
    public HtmlIdGenerator create() {
      return new HeadingIds();
    }

    @Override
    public HtmlIdGenerator create(LinkResolverContext context) {
      return new HeadingIds();
    }
  }

  private final Map<Node, String> ids = new HashMap<>();

  @Override
  public void generateIds(Document document) {
    name(Rendering.of(document).file(), document, new Slugs());
  }

  private void name(SourceFile file, Node parent, Slugs slugs) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading) {
        ids.put(node, slugs.next(Inlines.of(file, node).plain()));
      } else {
        name(file, node, slugs);
      }
    }
  }

  @Override
  public @Nullable String getId(Node node) {
    return ids.get(node);
  }

  @Override
  public @Nullable String getId(CharSequence text) {
    return null;
  }
}
