package dev.waymark.runbooks.fence.probe;

import dev.waymark.model.value.Ipv6;
import dev.waymark.runbooks.fence.Body;
import dev.waymark.runbooks.fence.OneLine;
import dev.waymark.runbooks.fence.Placeholders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code tls} or {@code tcp} fence names.
 *
 * @param host a name or an address, IPv6 without its brackets
 */
public record HostAndPort(String host, int port) {
  private static final int TLS_PORT = 443;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<v6>[^]%]+)(?:%\\w+)?]|(?<host>[\\p{L}\\p{N}._-]+))" + ":(?<port>\\d{1,5})");

  /** A host with a port. */
  public static Optional<HostAndPort> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group("port"));
    Optional<String> address = Optional.ofNullable(form.group("v6"));
    String host = address.orElse(form.group("host"));
    return port >= 1 && port <= 65_535 && address.map(Ipv6::isAddress).orElse(true)
        ? Optional.of(new HostAndPort(host, port))
        : Optional.empty();
  }

  /** A host with a port, or with that of HTTPS. */
  public static Optional<HostAndPort> parseTls(String text) {
    return parse(text).or(() -> parse(text.strip() + ":" + TLS_PORT));
  }

  /** Reads the body of a {@code tcp} fence. */
  public static Body<HostAndPort> readTcp(String body, Placeholders holes) {
    return new OneLine(body, holes)
        .read(
            HostAndPort::parse,
            "isn't `host:port`",
            "Write a host and a port, such as `api.example.com:443`; an IPv6 address stands in"
                + " brackets.");
  }

  /** Reads the body of a {@code tls} fence. */
  public static Body<HostAndPort> readTls(String body, Placeholders holes) {
    return new OneLine(body, holes)
        .read(
            HostAndPort::parseTls,
            "isn't `host` or `host:port`",
            "Write a host and a port, such as `api.example.com:443`; an IPv6 address stands in"
                + " brackets.");
  }

  public boolean isAddress() {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
