package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.Code;
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
import java.util.Set;

/** What is shown otherwise than flexmark would. */
final class CustomNodeRenderer implements NodeRenderer {
  @Override
  public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
    return Set.of(
        new NodeRenderingHandler<>(Code.class, CustomNodeRenderer::code),
        new NodeRenderingHandler<>(Link.class, CustomNodeRenderer::link),
        new NodeRenderingHandler<>(Image.class, CustomNodeRenderer::image),
        new NodeRenderingHandler<>(ImageRef.class, CustomNodeRenderer::referredImage));
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
