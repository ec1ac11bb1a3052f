package dev.waymark.runbooks.query.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code tls} or {@code tcp} fence names.
 *
 * @param host a name or an address, IPv6 without its brackets
 */
record HostAndPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(?<v6>[^]]+)]|(?<host>[^:\\s/@]+)):(?<port>\\d{1,5})");

  static Optional<HostAndPort> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(form.group("port"));
    String host = Optional.ofNullable(form.group("v6")).orElse(form.group("host"));
    return port >= 1 && port <= 65_535
        ? Optional.of(new HostAndPort(host, port))
        : Optional.empty();
  }

  boolean isAddress() {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
