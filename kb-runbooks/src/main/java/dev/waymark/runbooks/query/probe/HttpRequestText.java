package dev.waymark.runbooks.query.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as in a {@code .http} file: a request line, then headers. */
record HttpRequestText(String method, URI uri, List<Map.Entry<String, String>> headers) {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(?:(?<method>[A-Za-z]+)\\s+)?(?<target>\\S+)(?:\\s+HTTP/\\S+)?");
  private static final Pattern HEADER = Pattern.compile("(?<name>[!-9;-~]+):\\s*(?<value>.*)");

  /** Requests that change nothing: RFC 9110, 9.2.1. */
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** What decides who is asked, and how the message is framed, is not the author's. */
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static HttpRequestText read(String text) throws Unanswered {
    List<String> lines = text.lines().dropWhile(line -> line.isBlank() || isComment(line)).toList();
    Matcher request = REQUEST_LINE.matcher(lines.isEmpty() ? "" : lines.get(0).strip());
    if (!request.matches()) {
      throw Unanswered.invalid(
          "There is no request line",
          "Begin with one such as `GET https://api.example.com/health`.");
    }
    String method =
        request.group("method") == null ? "GET" : request.group("method").toUpperCase(Locale.ROOT);
    if (!READING.contains(method)) {
      throw Unanswered.invalid(
          "`" + method + "` may change something, and a probe only reads",
          "Run it by hand, paste what came back, and take a branch.");
    }
    return new HttpRequestText(method, uri(request.group("target")), headers(lines));
  }

  /** As the URL says, or its scheme's. */
  int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static URI uri(String target) throws Unanswered {
    try {
      URI uri = new URI(target);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw notAsked(target);
    }
    throw notAsked(target);
  }

  private static Unanswered notAsked(String target) {
    return Unanswered.invalid(
        "“" + target + "” is no http or https URL that can be asked",
        "Write one with a host and without a user name, such as `https://api.example.com/health`.");
  }

  private static List<Map.Entry<String, String>> headers(List<String> lines) throws Unanswered {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.isBlank()) {
        break;
      }
      Matcher header = HEADER.matcher(line);
      if (!header.matches() || OURS.contains(header.group("name").toLowerCase(Locale.ROOT))) {
        throw Unanswered.invalid(
            "“" + line.strip() + "” is no header that a probe sends",
            "Remove the line; the host and the framing follow from the URL.");
      }
      headers.add(Map.entry(header.group("name"), header.group("value").strip()));
    }
    return List.copyOf(headers);
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith("//");
  }
}
