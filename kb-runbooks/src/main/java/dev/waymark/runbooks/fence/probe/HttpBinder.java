package dev.waymark.runbooks.fence.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundException;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as in a {@code .http} file: values may stand in the URL, in the values of headers and
 * in a body of JSON or of a form. Elsewhere they would be syntax.
 */
final class HttpBinder {
  private HttpBinder() {}

  private static final Pattern REQUEST_LINE =
      Pattern.compile("(?<method>[A-Za-z]+ +)?(?<target>\\S+)(?<version> +HTTP/\\S+)?");
  private static final Pattern HEADER = Pattern.compile("(?<name>[^:\\s]+: *)(?<value>.*)");

  static BoundQuery bind(UnboundFence fence, RunValues values) {
    List<String> bound = new ArrayList<>();
    List<String> lines = fence.body().lines().toList();
    int line = 0;
    while (line < lines.size() && isPreamble(lines.get(line))) {
      bound.add(lines.get(line++));
    }
    if (line < lines.size()) {
      bound.add(requestLine(lines.get(line++), values));
    }
    String contentType = "";
    while (line < lines.size() && !lines.get(line).isBlank()) {
      String header = header(lines.get(line++), values);
      bound.add(header);
      if (header.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
        contentType = header.toLowerCase(Locale.ROOT);
      }
    }
    String body = String.join("\n", lines.subList(line, lines.size()));
    String head = String.join("\n", bound);
    String text = body.isEmpty() ? head : head + "\n" + HttpBody.fill(body, contentType, values);
    return fence.with(text);
  }

  private static boolean isPreamble(String line) {
    return line.isBlank() || line.startsWith("#") || line.startsWith("//");
  }

  private static String requestLine(String line, RunValues values) {
    Matcher request = REQUEST_LINE.matcher(line.strip());
    if (!request.matches()) {
      return fixed(line, "the request line");
    }
    String method = request.group("method");
    String version = request.group("version");
    return (method == null ? "" : fixed(method, "the method"))
        + HttpTarget.fill(request.group("target"), values)
        + (version == null ? "" : fixed(version, "the version"));
  }

  private static String header(String line, RunValues values) {
    Matcher header = HEADER.matcher(line);
    if (!header.matches()) {
      return fixed(line, "a header's name");
    }
    return fixed(header.group("name"), "a header's name")
        + Template.fill(header.group("value"), name -> headerValue(name, values.text(name)));
  }

  private static String headerValue(String name, String value) {
    if (value.chars().anyMatch(c -> c > '~' || (c < ' ' && c != '\t'))) {
      throw Template.refused(name, "holds characters that no header may have");
    }
    return value;
  }

  private static String fixed(String text, String place) {
    if (Template.hasNames(text)) {
      throw new UnboundException(
          "No value may stand in " + place,
          "Ask the entry's owner to mend the request; meanwhile look by hand.");
    }
    return text;
  }
}
