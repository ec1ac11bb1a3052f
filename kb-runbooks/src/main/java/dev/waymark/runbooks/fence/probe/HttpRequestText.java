package dev.waymark.runbooks.fence.probe;

import dev.waymark.runbooks.fence.Body;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.BodyIssue;
import dev.waymark.runbooks.fence.Placeholders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as in a {@code .http} file: a request line, then headers. */
public record HttpRequestText(String method, URI uri, List<Map.Entry<String, String>> headers) {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("(?:(?<method>[A-Za-z]+)\\s+)?(?<target>\\S+)(?:\\s+HTTP/[\\d.]+)?");
  private static final Pattern HEADER = Pattern.compile("(?<name>[!-9;-~]+):\\s*(?<value>.*)");
  private static final Pattern WITH_SCHEME =
      Pattern.compile("(?i)https?://(?<authority>[^/?#]*)(?<rest>.*)");

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

  public HttpRequestText {
    headers = List.copyOf(headers);
  }

  /** As the URL says, or its scheme's. */
  public int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /** Reads a body, as its author wrote it or with its values. */
  public static Body<HttpRequestText> read(String body, Placeholders holes) {
    return new Reader(body, holes).read();
  }

  private static Optional<URI> webUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return Optional.of(uri)
          .filter(some -> web && some.getHost() != null && some.getRawUserInfo() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static final class Reader {
    private final String body;
    private final Placeholders holes;
    private final List<BodyFault> faults = new ArrayList<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    Reader(String body, Placeholders holes) {
      this.body = body;
      this.holes = holes;
    }

    Body<HttpRequestText> read() {
      int at = 0;
      while (at < body.length() && isPreamble(line(at))) {
        at = next(at);
      }
      if (at >= body.length()) {
        fault(
            BodyIssue.EMPTY,
            0,
            body.length(),
            "There is no request line",
            "Begin with one such as `GET https://api.example.com/health`.");
        return Body.of(Optional.empty(), faults);
      }
      Optional<HttpRequestText> request = requestLine(at, line(at));
      for (at = next(at); at < body.length() && !line(at).isBlank(); at = next(at)) {
        header(at, line(at));
      }
      if (at < body.length() && !body.substring(at).isBlank()) {
        String content = body.substring(at);
        int from = at + content.length() - content.stripLeading().length();
        fault(
            BodyIssue.WRONG_VALUE,
            from,
            at + content.stripTrailing().length(),
            "A request that only reads has no content",
            "Remove it; what the request asks for stands in its URL and headers.");
      }
      return Body.of(
          request.map(some -> new HttpRequestText(some.method(), some.uri(), headers)), faults);
    }

    private Optional<HttpRequestText> requestLine(int at, String line) {
      Matcher request = REQUEST_LINE.matcher(line.strip());
      int from = at + line.length() - line.stripLeading().length();
      if (!request.matches()) {
        fault(
            BodyIssue.UNREADABLE,
            from,
            from + line.strip().length(),
            "“" + line.strip() + "” isn't a request line",
            "Begin with one such as `GET https://api.example.com/health`.");
        return Optional.empty();
      }
      String method = Optional.ofNullable(request.group("method")).orElse("GET");
      if (!READING.contains(method.toUpperCase(Locale.ROOT))) {
        fault(
            BodyIssue.CHANGES_SOMETHING,
            from,
            from + method.length(),
            "`"
                + method.toUpperCase(Locale.ROOT)
                + "` may change something, and a probe only reads",
            "Ask with `GET` or `HEAD`; a request that changes something is for an action under"
                + " `## Resolution`.");
      }
      String target = request.group("target");
      Optional<String> wrong = wrong(target);
      wrong.ifPresent(
          hint ->
              fault(
                  BodyIssue.WRONG_VALUE,
                  from + request.start("target"),
                  from + request.end("target"),
                  "“" + target + "” isn't an http or https URL that can be asked",
                  hint));
      return wrong.isPresent()
          ? Optional.empty()
          : webUrl(target)
              .map(uri -> new HttpRequestText(method.toUpperCase(Locale.ROOT), uri, List.of()));
    }

    /** What to write instead of a URL that can't be asked, whatever values it gets. */
    private Optional<String> wrong(String target) {
      if (!holes.in(target)) {
        return webUrl(target).isPresent()
            ? Optional.empty()
            : Optional.of(
                "Write one with a host and without a user name, such as"
                    + " `https://api.example.com/health`.");
      }
      Optional<String> behind = holes.behindFirst(target);
      if (behind.isPresent()) {
        String first = target.substring(0, target.length() - behind.get().length());
        boolean joins = behind.get().isEmpty() || "/?".indexOf(behind.get().charAt(0)) >= 0;
        return joins
                && holes.fits(first, text -> webUrl(text).isPresent())
                && webUrl("https://host" + holes.plain(behind.get())).isPresent()
            ? Optional.empty()
            : Optional.of(
                "A value at the start is a whole URL, behind which only `/` or `?` may follow; a"
                    + " host stands behind `https://`.");
      }
      Matcher url = WITH_SCHEME.matcher(target);
      return url.matches()
              && holes.fits(url.group("authority"), host -> HostAndPort.parseTls(host).isPresent())
              && webUrl("https://host" + holes.plain(url.group("rest"))).isPresent()
          ? Optional.empty()
          : Optional.of(
              "Write `https://` or `http://` and a host, such as `https://${host}/health`.");
    }

    private void header(int at, String line) {
      Matcher header = HEADER.matcher(line.stripTrailing());
      boolean sent =
          header.matches()
              && !OURS.contains(header.group("name").toLowerCase(Locale.ROOT))
              && !holes.in(header.group("name"));
      if (sent) {
        headers.add(Map.entry(header.group("name"), header.group("value").strip()));
        return;
      }
      fault(
          BodyIssue.UNREADABLE,
          at + line.length() - line.stripLeading().length(),
          at + line.stripTrailing().length(),
          "“" + line.strip() + "” isn't a header that a probe sends",
          header.matches()
              ? "Remove the line; the host and the framing follow from the URL."
              : "Write `Name: value`, one a line, right below the request line.");
    }

    private static boolean isPreamble(String line) {
      return line.isBlank() || line.startsWith("#") || line.startsWith("//");
    }

    private String line(int at) {
      int end = body.indexOf('\n', at);
      return end < 0 ? body.substring(at) : body.substring(at, end);
    }

    private int next(int at) {
      int end = body.indexOf('\n', at);
      return end < 0 ? body.length() : end + 1;
    }

    private void fault(BodyIssue code, int from, int to, String message, String hint) {
      faults.add(new BodyFault(code, from, to, message, hint));
    }
  }
}
