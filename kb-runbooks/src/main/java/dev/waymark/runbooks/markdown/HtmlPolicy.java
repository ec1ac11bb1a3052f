package dev.waymark.runbooks.markdown;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What of HTML may reach a page. All else is left out, and its text kept. */
final class HtmlPolicy {
  private static final Pattern ID = Pattern.compile("[a-z0-9\\p{L}\\p{M}_-]{1,200}");
  private static final Pattern FENCE = Pattern.compile("code|code-head|k-[a-z]{1,20}");
  private static final String OUTSIDE = "noopener noreferrer nofollow";

  private static final String[] INLINE = {"a", "br", "code", "del", "em", "img", "strong"};

  private static final String[] BLOCKS = {
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul"
  };

  /** Everything that Markdown can say. */
  static final PolicyFactory PAGE = blocks().toFactory();

  /** The same without headings, images and boxes to tick. */
  static final PolicyFactory NOTE =
      blocks().disallowElements("h1", "h2", "h3", "h4", "h5", "h6", "img", "input").toFactory();

  /** What may stand within a line. */
  static final PolicyFactory LINE = inline().toFactory();

  private HtmlPolicy() {}

  private static HtmlPolicyBuilder blocks() {
    return inline()
        .allowElements(BLOCKS)
        .allowElements("div", "span")
        .allowAttributes("class")
        .matching(FENCE)
        .onElements("div", "span");
  }

  private static HtmlPolicyBuilder inline() {
    return new HtmlPolicyBuilder()
        .allowElements(INLINE)
        .allowElements(HtmlPolicy::link, "a")
        .allowElements(HtmlPolicy::checkbox, "input")
        .allowUrlProtocols("http", "https", "mailto")
        .allowAttributes("href")
        .matching((element, name, value) -> Addresses.isSafe(value) ? value : null)
        .onElements("a")
        .allowAttributes("src")
        .matching((element, name, value) -> isOwnImage(value) ? value : null)
        .onElements("img")
        .allowAttributes("alt")
        .onElements("img")
        .allowAttributes("id")
        .matching(ID)
        .onElements("h1", "h2", "h3", "h4", "h5", "h6")
        .allowAttributes("class")
        .matching(false, "task-list-item")
        .onElements("li")
        .allowAttributes("align")
        .matching(false, "left", "center", "right")
        .onElements("td", "th")
        .allowAttributes("start")
        .matching(Pattern.compile("[0-9]{1,9}"))
        .onElements("ol")
        .allowAttributes("type")
        .matching(false, "checkbox")
        .onElements("input")
        .allowAttributes("checked", "disabled", "aria-label")
        .onElements("input");
  }

  private static boolean isOwnImage(String address) {
    return Addresses.isSafe(address) && !Addresses.isOutside(address);
  }

  /** Another host learns nothing of the page that leads to it, and gets no hold of it. */
  private static @Nullable String link(String element, List<String> attributes) {
    Optional<String> address = value("href", attributes);
    if (address.filter(Addresses::isOutside).isPresent()) {
      attributes.add("rel");
      attributes.add(OUTSIDE);
    }
    return element;
  }

  private static @Nullable String checkbox(String element, List<String> attributes) {
    boolean inert = attributes.contains("disabled") && attributes.contains("checkbox");
    return inert ? element : null;
  }

  /** Names and values alternate. */
  private static Optional<String> value(String name, List<String> attributes) {
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      if (attributes.get(i).equals(name)) {
        return Optional.of(attributes.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
