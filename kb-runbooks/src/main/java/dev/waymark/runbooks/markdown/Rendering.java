package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.RefNode;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.NullableDataKey;
import dev.waymark.model.source.SourceFile;
import java.util.Objects;
import java.util.Optional;

/** One text on its way to HTML: flexmark's renderers, of which there is one for all, ask it. */
final class Rendering {
  private static final NullableDataKey<Rendering> KEY = new NullableDataKey<>("WAYMARK_RENDERING");

  /** Many short references to one long address could otherwise fill the memory. */
  private static final int MAX_REFERRED = 1 << 20;

  private final SourceFile file;
  private final LinkResolver links;
  private final Optional<SectionSplit> sections;
  private int referred;

  Rendering(SourceFile file, LinkResolver links, Optional<SectionSplit> sections) {
    this.file = file;
    this.links = links;
    this.sections = sections;
  }

  static Rendering of(Document document) {
    return Objects.requireNonNull(KEY.get(document), "the document isn't being rendered");
  }

  void bindTo(Document document) {
    document.set(KEY, this);
  }

  SourceFile file() {
    return file;
  }

  /** Where the text is to be cut, if it is to be. */
  Optional<SectionSplit> sections() {
    return sections;
  }

  String address(Node node, String target) {
    if (node instanceof LinkRef || node instanceof ImageRef) {
      Reference reference = ((RefNode) node).getReferenceNode(node.getDocument());
      referred += reference == null ? 0 : reference.getTextLength();
    }
    if (referred > MAX_REFERRED) {
      throw new MeteredText.Exhausted();
    }
    // A blank that <a b.md> has brought along.
    return target.isEmpty() || Addresses.isOutside(target)
        ? target
        : links.address(target).replace(" ", "%20");
  }
}
