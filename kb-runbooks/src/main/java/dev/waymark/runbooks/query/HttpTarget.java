package dev.waymark.runbooks.query;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The URL of a request. A value is a whole URL at its start, a host in the authority, and one
 * component in the path and the query.
 */
final class HttpTarget {
  private static final Pattern STARTS_WITH_NAME = Pattern.compile("\\$\\{(\\w+)}(?<rest>.*)");
  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private HttpTarget() {}

  static String fill(String template, Values values) {
    if (!Template.hasNames(template)) {
      return template;
    }
    String target = startsWithName(template, values);
    checkPath(target);
    try {
      if (new URI(target).getHost() == null) {
        throw noUrl(target);
      }
    } catch (URISyntaxException e) {
      throw noUrl(target);
    }
    return target;
  }

  private static String startsWithName(String template, Values values) {
    var start = STARTS_WITH_NAME.matcher(template);
    if (!start.matches()) {
      return afterScheme(template, values);
    }
    String name = start.group(1);
    String rest = start.group("rest");
    String base = base(name, values.text(name), !rest.isEmpty());
    if (rest.isEmpty()) {
      return base;
    }
    if (!rest.startsWith("/") && !rest.startsWith("?")) {
      throw Template.refused(name, "is a URL, and only a / or a ? may follow it");
    }
    String joined = rest.startsWith("/") && base.endsWith("/") ? rest.substring(1) : rest;
    return base + components(joined, values);
  }

  private static String afterScheme(String template, Values values) {
    int authority = template.indexOf("://");
    String scheme = authority < 0 ? template : template.substring(0, authority);
    if (authority < 0 || Template.hasNames(scheme)) {
      throw noUrl(template);
    }
    int from = authority + 3;
    int end = from;
    while (end < template.length() && "/?#".indexOf(template.charAt(end)) < 0) {
      end++;
    }
    String host =
        Template.fill(
            template.substring(from, end), name -> HostBinder.host(name, values.text(name)));
    return template.substring(0, from) + host + components(template.substring(end), values);
  }

  private static String components(String text, Values values) {
    return Template.fill(text, name -> component(values.text(name)));
  }

  private static String base(String name, String value, boolean more) {
    try {
      URI uri = new URI(value.strip());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean extendable = uri.getRawQuery() == null && uri.getRawFragment() == null;
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null && (extendable || !more)) {
        return uri.toASCIIString();
      }
    } catch (URISyntaxException e) {
      throw Template.refused(name, "is no URL: " + e.getReason());
    }
    throw Template.refused(name, "is no http or https URL that can stand here: “" + value + "”");
  }

  private static void checkPath(String target) {
    String path = target.substring(target.indexOf("://") + 3).split("[?#]", 2)[0];
    if (Arrays.stream(path.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."))) {
      throw noUrl(target);
    }
  }

  private static UnboundException noUrl(String target) {
    return new UnboundException(
        "“" + target + "” is no URL that can be asked",
        "Look by hand what this step asks, then take a branch and say why.");
  }

  /** Everything but unreserved characters as {@code %XX} of its UTF-8 bytes. */
  static String component(String value) {
    var encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      boolean letterOrDigit =
          (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (letterOrDigit || UNRESERVED.indexOf((char) b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return encoded.toString();
  }
}
