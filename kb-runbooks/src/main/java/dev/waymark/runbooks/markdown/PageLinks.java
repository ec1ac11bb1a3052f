package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.MailLink;
import com.vladsch.flexmark.html.IndependentLinkResolverFactory;
import com.vladsch.flexmark.html.LinkResolver;
import com.vladsch.flexmark.html.renderer.LinkResolverBasicContext;
import com.vladsch.flexmark.html.renderer.LinkStatus;
import com.vladsch.flexmark.html.renderer.LinkType;
import com.vladsch.flexmark.html.renderer.ResolvedLink;
import com.vladsch.flexmark.util.ast.Node;

/** Tells flexmark the addresses that the {@link Rendering} knows. */
final class PageLinks implements LinkResolver {
  /** Flexmark makes one for each text. */
  static final class Factory extends IndependentLinkResolverFactory {
    @Override
    public LinkResolver apply(LinkResolverBasicContext context) {
      return new PageLinks(Rendering.of(context.getDocument()));
    }
  }

  private final Rendering rendering;

  private PageLinks(Rendering rendering) {
    this.rendering = rendering;
  }

  /** References that nothing defines arrive too, and stay words between brackets. */
  @Override
  public ResolvedLink resolveLink(Node node, LinkResolverBasicContext context, ResolvedLink link) {
    boolean target =
        link.getLinkType().equals(LinkType.LINK) || link.getLinkType().equals(LinkType.IMAGE);
    if (!target || node instanceof MailLink || node instanceof AutoLink) {
      return link;
    }
    return link.withUrl(rendering.address(node, link.getUrl())).withStatus(LinkStatus.VALID);
  }
}
