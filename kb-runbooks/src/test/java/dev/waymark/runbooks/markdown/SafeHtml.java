package dev.waymark.runbooks.markdown;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Reads HTML as a browser does and says what in it could do harm. Knows nothing of the renderer.
 */
final class SafeHtml {
  private static final Set<String> ELEMENTS =
      Set.of(
          "a",
          "blockquote",
          "br",
          "code",
          "del",
          "div",
          "em",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "img",
          "input",
          "li",
          "ol",
          "p",
          "pre",
          "span",
          "strong",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "tr",
          "ul");

  /** What the value of each attribute of each element must be wholly like. */
  private static final Map<String, Pattern> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("a href", Pattern.compile("(https?:|mailto:|//|[/#?]|[^:/?#]*([/?#]|$)).*")),
          Map.entry("a rel", Pattern.compile("noopener noreferrer nofollow")),
          Map.entry("img src", Pattern.compile("(/(?!/)|#|[^:/?#]*([/?#]|$)).*")),
          Map.entry("img alt", Pattern.compile(".*", Pattern.DOTALL)),
          Map.entry("div class", Pattern.compile("code|code-head")),
          Map.entry("span class", Pattern.compile("k-[a-z]+")),
          Map.entry("li class", Pattern.compile("task-list-item")),
          Map.entry("input type", Pattern.compile("checkbox")),
          Map.entry("input disabled", Pattern.compile("disabled")),
          Map.entry("input checked", Pattern.compile("checked")),
          Map.entry("input aria-label", Pattern.compile("done|to do")),
          Map.entry("ol start", Pattern.compile("[0-9]+")),
          Map.entry("td align", Pattern.compile("left|center|right")),
          Map.entry("th align", Pattern.compile("left|center|right")),
          Map.entry("h id", Pattern.compile("[a-z0-9\\p{L}\\p{M}_-]+")));

  private SafeHtml() {}

  /** Empty for harmless HTML. */
  static List<String> harm(String html) {
    return Jsoup.parseBodyFragment(html).body().children().select("*").stream()
        .flatMap(element -> harm(element).stream())
        .toList();
  }

  private static List<String> harm(Element element) {
    String name = element.tagName();
    if (!ELEMENTS.contains(name)) {
      return List.of("<" + name + ">");
    }
    if (name.equals("input") && !element.hasAttr("disabled")) {
      return List.of("a box that can be ticked");
    }
    if (name.equals("a") && leadsOutside(element.attr("href")) && element.attr("rel").isEmpty()) {
      return List.of("a link to " + element.attr("href") + " without rel");
    }
    return element.attributes().asList().stream()
        .filter(attribute -> !isAllowed(name, attribute))
        .map(attribute -> "<" + name + " " + attribute + ">")
        .toList();
  }

  private static boolean leadsOutside(String address) {
    return address.startsWith("//") || address.toLowerCase(Locale.ROOT).matches("[a-z]+:.*");
  }

  private static boolean isAllowed(String element, Attribute attribute) {
    String kind = element.matches("h[1-6]") ? "h" : element;
    Pattern allowed = ATTRIBUTES.get(kind + " " + attribute.getKey());
    return allowed != null && allowed.matcher(attribute.getValue()).matches();
  }
}
