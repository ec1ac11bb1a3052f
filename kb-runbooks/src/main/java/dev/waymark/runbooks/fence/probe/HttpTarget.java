package dev.waymark.runbooks.fence.probe;

import dev.waymark.model.value.PercentEncoding;
import dev.waymark.model.value.ValueReading;
import dev.waymark.model.value.WebUrl;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundException;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The URL of a request. A value is a whole URL at its start, a host in the authority, and one
 * component in the path and the query.
 */
final class HttpTarget {
  private static final Pattern STARTS_WITH_NAME = Pattern.compile("\\$\\{(\\w+)}(?<rest>.*)");

  private HttpTarget() {}

  static String fill(String template, RunValues values) {
    if (!Template.hasNames(template)) {
      return template;
    }
    String target = startsWithName(template, values);
    if (WebUrl.read(target) instanceof ValueReading.Invalid<WebUrl> invalid) {
      throw noUrl(target, invalid.problemWithPlace());
    }
    return target;
  }

  private static String startsWithName(String template, RunValues values) {
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

  private static String afterScheme(String template, RunValues values) {
    int authority = template.indexOf("://");
    String scheme = authority < 0 ? template : template.substring(0, authority);
    if (authority < 0 || Template.hasNames(scheme)) {
      throw noUrl(template, "a value can't stand in front of its host");
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

  private static String components(String text, RunValues values) {
    int end = 0;
    while (end < text.length() && "?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return Template.fill(text.substring(0, end), name -> segment(name, values.text(name)))
        + Template.fill(text.substring(end), name -> PercentEncoding.component(values.text(name)));
  }

  /** Without it the path would be another one. */
  private static String segment(String name, String value) {
    if (value.isEmpty()) {
      throw Template.refused(name, "is empty, and a part of the URL's path");
    }
    return PercentEncoding.component(value);
  }

  private static String base(String name, String value, boolean more) {
    ValueReading<WebUrl> read = WebUrl.read(value.strip());
    if (read instanceof ValueReading.Invalid<WebUrl> invalid) {
      throw Template.refused(name, "isn't a URL: " + invalid.problemWithPlace());
    }
    URI uri = read.value().orElseThrow().uri();
    if (more && (uri.getRawQuery() != null || uri.getRawFragment() != null)) {
      throw Template.refused(name, "has a query or a fragment, behind which nothing can follow");
    }
    return uri.toASCIIString();
  }

  private static UnboundException noUrl(String target, String why) {
    return new UnboundException(
        "“" + target + "” isn't a URL that can be asked: " + why,
        "Look by hand what this step asks, then take a branch and say why.");
  }
}
