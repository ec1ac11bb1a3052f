package dev.waymark.model.value;

import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with a port or without, as {@code tls}, {@code tcp} and URLs name it.
 *
 * @param host a name, an IPv4 address of four numbers, or an IPv6 address without brackets
 */
public record HostName(String host, OptionalInt port) {
  private static final int LONGEST = 253;
  private static final int LAST_PORT = 65_535;
  private static final Pattern WITH_PORT =
      Pattern.compile("(?s)(?<host>\\[[^]]*]|[^:]*)(?::(?<port>.*))?");
  private static final Predicate<String> LABEL =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?").asMatchPredicate();
  private static final Predicate<String> PORT = Pattern.compile("\\d{1,5}").asMatchPredicate();

  /** What browsers take for an IPv4 address: WHATWG URL, “ends in a number”. */
  private static final Predicate<String> NUMBER_LAST =
      Pattern.compile("(?i)(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)").asMatchPredicate();

  private static final Predicate<String> FOUR_NUMBERS =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}")
          .asMatchPredicate();

  public HostName {
    if (!isHost(host)) {
      throw new IllegalArgumentException(ValueExcerpt.of(host) + " isn't a host");
    }
  }

  /** Reads a host; an IPv6 address stands in brackets where a port follows. */
  public static ValueReading<HostName> read(String text) {
    if (Ipv6.isAddress(text)) {
      return new ValueReading.Valid<>(new HostName(text, OptionalInt.empty()));
    }
    Matcher parts = WITH_PORT.matcher(text);
    if (!parts.matches()) {
      return new ValueReading.Invalid<>(ValueExcerpt.of(text) + " isn't a host", 0);
    }
    String written = parts.group("host");
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String host = bracketed ? written.substring(1, written.length() - 1) : written;
    if (bracketed && !Ipv6.isAddress(host)) {
      return new ValueReading.Invalid<>(ValueExcerpt.of(host) + " isn't an IPv6 address", 1);
    }
    if (!bracketed && !isHost(host)) {
      return noHost(host);
    }
    String port = parts.group("port");
    if (port == null) {
      return new ValueReading.Valid<>(new HostName(host, OptionalInt.empty()));
    }
    int number = PORT.test(port) ? Integer.parseInt(port) : 0;
    return number >= 1 && number <= LAST_PORT
        ? new ValueReading.Valid<>(new HostName(host, OptionalInt.of(number)))
        : new ValueReading.Invalid<>(
            ValueExcerpt.of(port) + " isn't a port from 1 to " + LAST_PORT, written.length() + 1);
  }

  private static boolean isHost(String host) {
    return Ipv6.isAddress(host) || problem(host).isEmpty();
  }

  private static ValueReading<HostName> noHost(String host) {
    int at = 0;
    for (String label : host.split("\\.", -1)) {
      if (!LABEL.test(label)) {
        return new ValueReading.Invalid<>(problem(host), at);
      }
      at += label.length() + 1;
    }
    return new ValueReading.Invalid<>(problem(host), 0);
  }

  /** What is wrong with a name or an IPv4 address; an empty text if nothing is. */
  private static String problem(String host) {
    if (host.isEmpty()) {
      return "there is no host";
    }
    if (host.length() > LONGEST) {
      return "no host's name is longer than " + LONGEST + " characters";
    }
    for (String label : host.split("\\.", -1)) {
      if (!LABEL.test(label)) {
        return label.isEmpty()
            ? "two dots, or one at an end"
            : ValueExcerpt.of(label)
                + " can't be part of a host's name: up to 63 letters from a to z, digits, `-` and"
                + " `_` are";
      }
    }
    return NUMBER_LAST.test(host) && !FOUR_NUMBERS.test(host)
        ? ValueExcerpt.of(host)
            + " means different addresses to different programs: write four numbers up to 255"
        : "";
  }

  /** As it stands in a URL: an IPv6 address in brackets. */
  @Override
  public String toString() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port.isPresent() ? bracketed + ":" + port.getAsInt() : bracketed;
  }
}
