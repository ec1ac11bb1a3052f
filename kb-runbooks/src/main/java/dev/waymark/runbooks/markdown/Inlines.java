package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.DelimitedLinkNode;
import com.vladsch.flexmark.ast.HardLineBreak;
import com.vladsch.flexmark.ast.HtmlEntity;
import com.vladsch.flexmark.ast.HtmlInlineBase;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.InlineLinkNode;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.MailLink;
import com.vladsch.flexmark.ast.RefNode;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.ast.SoftLineBreak;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.DataKey;
import dev.waymark.model.entry.Link;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the words, links and code spans of some inline nodes. */
final class Inlines {
  /** Kept once a document: many short references may share one long address. */
  private static final DataKey<Map<Reference, String>> TARGETS =
      new DataKey<>("WAYMARK_TARGETS", new HashMap<>(), options -> new HashMap<>());

  private final SourceFile file;
  private final boolean inTable;
  private final StringBuilder plain = new StringBuilder();
  private final List<Link> links = new ArrayList<>();
  private final List<Link> images = new ArrayList<>();
  private final List<CodeSpan> codeSpans = new ArrayList<>();

  Inlines(SourceFile file, boolean inTable) {
    this.file = file;
    this.inTable = inTable;
  }

  static InlineText of(SourceFile file, Node parent) {
    Inlines inlines = new Inlines(file, false);
    inlines.addChildren(parent);
    return inlines.text();
  }

  InlineText text() {
    return new InlineText(plain.toString().strip(), links, images, codeSpans);
  }

  void addChildren(Node parent) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      add(child);
    }
  }

  void add(Node node) {
    if (node instanceof Text || node instanceof HtmlEntity) {
      plain.append(node.getChars().unescape());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      plain.append(' ');
    } else if (node instanceof Code code) {
      addCode(code);
    } else if (node instanceof AutoLink || node instanceof MailLink) {
      String target = ((DelimitedLinkNode) node).getText().toString();
      plain.append(target);
      links.add(
          new Link(target, node instanceof MailLink ? "mailto:" + target : target, span(node)));
    } else if (node instanceof InlineLinkNode link && BlankInLink.isText(link)) {
      plain.append(node.getChars().unescape());
    } else if (node instanceof com.vladsch.flexmark.ast.Link link) {
      addLink(node, link.getUrl().unescape());
    } else if (node instanceof LinkRef reference) {
      addReference(reference);
    } else if (node instanceof Image image) {
      images.add(new Link("", image.getUrl().unescape(), span(node)));
    } else if (node instanceof ImageRef reference) {
      target(reference).ifPresent(target -> images.add(new Link("", target, span(node))));
    } else if (!(node instanceof HtmlInlineBase)) {
      addChildren(node);
    }
  }

  private void addCode(Code node) {
    SourceSpan inner =
        new SourceSpan(node.getText().getStartOffset(), node.getText().getEndOffset());
    Excerpt code = inTable ? TableText.unescapePipes(file, inner) : Excerpt.of(file, inner);
    CodeSpan span = new CodeSpan(code.strip(), span(node));
    plain.append(span.code().text().replace('\n', ' '));
    codeSpans.add(span);
  }

  private void addLink(Node node, String target) {
    int from = plain.length();
    addChildren(node);
    links.add(new Link(plain.substring(from).strip(), target, span(node)));
  }

  /** The address of a reference's definition; empty if nothing defines it. */
  private static Optional<String> target(RefNode node) {
    Document document = node.getDocument();
    Reference reference = node.isDefined() ? node.getReferenceNode(document) : null;
    return Optional.ofNullable(reference)
        .map(
            defined ->
                TARGETS.get(document).computeIfAbsent(defined, found -> found.getUrl().unescape()));
  }

  private void addReference(LinkRef node) {
    Optional<String> target = target(node);
    if (target.isPresent()) {
      addLink(node, target.get());
    } else if (node.hasChildren()) {
      plain.append('[');
      addChildren(node);
      plain.append(']');
    } else {
      plain.append(node.getChars().unescape());
    }
  }

  private static SourceSpan span(Node node) {
    return new SourceSpan(node.getStartOffset(), node.getEndOffset());
  }
}
