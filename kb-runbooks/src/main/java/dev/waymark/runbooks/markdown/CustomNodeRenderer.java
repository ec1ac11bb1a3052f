package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.ast.Reference;
import com.vladsch.flexmark.ext.tables.TableCell;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.Colouring;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import java.util.Optional;
import java.util.Set;

/** What is shown otherwise than flexmark would. */
final class CustomNodeRenderer implements NodeRenderer {
  @Override
  public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
    return Set.of(
        new NodeRenderingHandler<>(Heading.class, CustomNodeRenderer::heading),
        new NodeRenderingHandler<>(FencedCodeBlock.class, CustomNodeRenderer::fence),
        new NodeRenderingHandler<>(Code.class, CustomNodeRenderer::code),
        new NodeRenderingHandler<>(Link.class, CustomNodeRenderer::link),
        new NodeRenderingHandler<>(Image.class, CustomNodeRenderer::image),
        new NodeRenderingHandler<>(ImageRef.class, CustomNodeRenderer::referredImage));
  }

  private static void heading(Heading node, NodeRendererContext context, HtmlWriter html) {
    Optional<SectionSplit> split = Rendering.of(context.getDocument()).sections();
    if (split.isEmpty() || !SectionSplit.opensSection(node)) {
      context.delegateRender();
      return;
    }
    SourceFile file = Rendering.of(context.getDocument()).file();
    html.raw(split.get().open(file, node, String.valueOf(context.getNodeId(node))));
  }

  /** As the pages' own code, with the colours that its kind of fence has. */
  private static void fence(FencedCodeBlock node, NodeRendererContext context, HtmlWriter html) {
    SourceFile file = Rendering.of(context.getDocument()).file();
    String info = node.getInfo().unescape();
    String label =
        FenceTypes.behind(info).map(FenceType::title).orElseGet(() -> FenceTypes.label(info));
    SourceSpan after = new SourceSpan(node.getEndOffset(), node.getEndOffset());
    String body = FenceText.body(file, node.getContentLines(), after).text();
    html.line();
    html.attr("class", "code").withAttr().tag("div");
    html.attr("class", "code-head").withAttr().tag("div");
    html.text(label);
    html.tag("/div");
    html.tag("pre").openPre();
    html.tag("code");
    for (Highlight part : Colouring.ofFence(info, body)) {
      stretch(part, html);
    }
    html.tag("/code");
    html.tag("/pre").closePre();
    html.tag("/div");
    html.line();
  }

  private static void stretch(Highlight part, HtmlWriter html) {
    boolean coloured = part.kind().isColoured();
    if (coloured) {
      html.attr("class", "k-" + part.kind().label()).withAttr().tag("span");
    }
    html.text(part.text());
    if (coloured) {
      html.tag("/span");
    }
  }

  /** A table's cell can hold a pipe only behind a backslash, which isn't part of the code. */
  private static void code(Code node, NodeRendererContext context, HtmlWriter html) {
    if (node.getAncestorOfType(TableCell.class) == null || node.getText().indexOf("\\|") < 0) {
      context.delegateRender();
      return;
    }
    html.withAttr().tag("code");
    html.text(node.getText().toString().replace("\\|", "|"));
    html.tag("/code");
  }

  private static void link(Link node, NodeRendererContext context, HtmlWriter html) {
    if (BlankInLink.isText(node)) {
      html.text(node.getChars());
    } else {
      context.delegateRender();
    }
  }

  private static void image(Image node, NodeRendererContext context, HtmlWriter html) {
    image(node, node.getUrl().unescape(), context, html);
  }

  private static void referredImage(ImageRef node, NodeRendererContext context, HtmlWriter html) {
    Reference reference = node.isDefined() ? node.getReferenceNode(context.getDocument()) : null;
    image(node, reference == null ? "" : reference.getUrl().unescape(), context, html);
  }

  /**
   * Another host's image would tell that host who reads this: a link to it stands there instead.
   */
  private static void image(
      Node node, String address, NodeRendererContext context, HtmlWriter html) {
    if (node instanceof Image image && BlankInLink.isText(image)) {
      html.text(node.getChars());
      return;
    }
    if (!Addresses.isOutside(address)) {
      context.delegateRender();
      return;
    }
    String words = new TextCollectingVisitor().collectAndGetText(node);
    html.attr("href", address).withAttr().tag("a");
    html.text(words.isEmpty() ? address : words);
    html.tag("/a");
  }
}
