package dev.waymark.kql.function;

import static dev.waymark.kql.function.StringFunctions.text;
import static dev.waymark.kql.value.Null.NULL;
import static dev.waymark.kql.value.Values.orNull;

import dev.waymark.kql.value.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of the internet protocol. */
public final class NetworkFunctions {
  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\w.])");

  private NetworkFunctions() {}

  /** An address with the number of bits that count. */
  private record Network(long address, int bits) {}

  static List<ScalarFunction> all() {
    var family = new Family();
    family.strict(
        "parse_ipv4(string) long",
        a -> orNull(network(text(a, 0)).map(network -> network.address() & mask(network.bits()))));
    family.strict(
        "parse_ipv4_mask(string, long) long",
        a ->
            orNull(
                network(text(a, 0))
                    .map(network -> network.address() & mask((int) MathFunctions.whole(a, 1)))));
    family.strict("format_ipv4(any, long?) string", a -> format(a, false));
    family.strict("format_ipv4_mask(any, long?) string", a -> format(a, true));
    family.strict("ipv4_compare(string, string, long?) long", a -> compare(a));
    family.strict(
        "ipv4_is_match(string, string, long?) bool",
        a -> {
          Object order = compare(a);
          return order == NULL ? NULL : Boolean.valueOf(order.equals(0L));
        });
    family.strict("ipv4_is_in_range(string, string) bool", a -> inRange(text(a, 0), text(a, 1)));
    family.strict("ipv4_is_in_any_range(string, any...) bool", NetworkFunctions::inAnyRange);
    family.strict(
        "ipv4_is_private(string) bool",
        a -> inAny(text(a, 0), List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")));
    family.strict(
        "ipv4_netmask_suffix(string) long",
        a -> orNull(network(text(a, 0)).map(network -> (long) network.bits())));
    family.strict(
        "has_ipv4(string, string) bool",
        a -> network(text(a, 1)).isPresent() && addresses(text(a, 0)).contains(text(a, 1)));
    family.strict(
        "has_any_ipv4(string, any...) bool",
        a -> flattened(a).stream().anyMatch(wanted -> addresses(text(a, 0)).contains(wanted)));
    family.strict("has_ipv4_prefix(string, string) bool", a -> hasPrefix(text(a, 0), text(a, 1)));
    family.strict(
        "has_any_ipv4_prefix(string, any...) bool",
        a -> flattened(a).stream().anyMatch(prefix -> hasPrefix(text(a, 0), prefix)));
    family.strict("ipv4_range_to_cidr_list(string, string) dynamic", NetworkFunctions::cidrs);
    version6(family);
    return family.functions();
  }

  private static void version6(Family family) {
    family.strict(
        "parse_ipv6(string) string",
        a -> {
          Optional<Ipv6Range> address = Ipv6Range.parse(text(a, 0));
          return address.map(at -> Ipv6Range.canonical(at.masked(at.bits()))).orElse("");
        });
    family.strict(
        "parse_ipv6_mask(string, long) string",
        a -> {
          Optional<Ipv6Range> address = Ipv6Range.parse(text(a, 0));
          long bits = MathFunctions.whole(a, 1);
          if (bits < 0 || bits > 128) {
            throw Refusal.unsupported("a mask of other than 0 to 128 bits");
          }
          return address
              .map(at -> Ipv6Range.canonical(at.masked((int) Math.min(bits, at.bits()))))
              .orElse("");
        });
    family.strict("ipv6_compare(string, string, long?) long", a -> compare6(a));
    family.strict(
        "ipv6_is_match(string, string, long?) bool",
        a -> {
          Object order = compare6(a);
          return order == NULL ? NULL : Boolean.valueOf(order.equals(0L));
        });
    family.strict("ipv6_is_in_range(string, string) bool", a -> inRange6(text(a, 0), text(a, 1)));
    family.strict(
        "ipv6_is_in_any_range(string, any...) bool",
        a -> {
          if (Ipv6Range.parse(text(a, 0)).isEmpty()) {
            return NULL;
          }
          return flattened(a).stream()
              .anyMatch(range -> Boolean.TRUE.equals(inRange6(text(a, 0), range)));
        });
  }

  private static Object inRange6(String address, String range) {
    Optional<Ipv6Range> inner = Ipv6Range.parse(address);
    return orNull(
        Ipv6Range.parse(range)
            .filter(outer -> inner.isPresent())
            .map(outer -> inner.get().masked(outer.bits()).equals(outer.masked(outer.bits()))));
  }

  /** The documentation leaves open whether the bits of version 4 are counted from its own start. */
  private static Object compare6(Object[] a) {
    Optional<Ipv6Range> first = Ipv6Range.parse(text(a, 0));
    Optional<Ipv6Range> second = Ipv6Range.parse(text(a, 1));
    if (first.isEmpty() || second.isEmpty()) {
      return NULL;
    }
    Ipv6Range left = first.get();
    Ipv6Range right = second.get();
    long bits = a.length > 2 ? MathFunctions.whole(a, 2) : 128;
    if (bits < 0 || bits > 128) {
      throw Refusal.unsupported("a prefix of other than 0 to 128 bits");
    }
    long order = Integer.signum(Ipv6Range.compare(left, right, (int) bits));
    boolean short4 = bits <= 32 && (left.dotted() || right.dotted());
    if (short4 && order != Integer.signum(Ipv6Range.compare(left, right, (int) bits + 96))) {
      throw Refusal.unsupported("a prefix of version 4 among addresses of version 6");
    }
    return order;
  }

  /** The fewest networks that make up a range. */
  private static Object cidrs(Object[] a) {
    Network first = alone(text(a, 0));
    Network last = alone(text(a, 1));
    var networks = new ArrayList<Object>();
    long at = first.address();
    while (at <= last.address()) {
      int free = at == 0 ? 32 : Math.min(32, Long.numberOfTrailingZeros(at));
      while (at + (1L << free) - 1 > last.address()) {
        free--;
      }
      networks.add(format(at) + "/" + (32 - free));
      at += 1L << free;
    }
    return networks;
  }

  private static Network alone(String text) {
    return network(text)
        .filter(network -> network.bits() == 32)
        .orElseThrow(() -> Refusal.unsupported("a range of what aren't two addresses"));
  }

  /** The number of an address without a mask; empty if the text isn't one. */
  static Optional<BigInteger> address(String text) {
    return text.contains("/")
        ? Optional.empty()
        : network(text).map(network -> BigInteger.valueOf(network.address()));
  }

  /** Whether an address lies in a network; null if either isn't one. */
  public static Object isIn(String address, String range) {
    return inRange(address, range);
  }

  /** Whether an address of version 6 lies in a network; null if one of them isn't one. */
  public static Object isInVersion6(String address, String range) {
    return inRange6(address, range);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : (0xFFFFFFFFL << (32 - Math.min(32, bits))) & 0xFFFFFFFFL;
  }

  private static Optional<Network> network(String text) {
    String[] parts = text.strip().split("/", -1);
    String[] bytes = parts[0].split("\\.", -1);
    if (parts.length > 2 || bytes.length != 4) {
      return Optional.empty();
    }
    long address = 0;
    for (String part : bytes) {
      if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
        return Optional.empty();
      }
      address = address << 8 | Integer.parseInt(part);
    }
    if (parts.length == 1) {
      return Optional.of(new Network(address, 32));
    }
    if (!parts[1].matches("\\d{1,2}") || Integer.parseInt(parts[1]) > 32) {
      return Optional.empty();
    }
    return Optional.of(new Network(address, Integer.parseInt(parts[1])));
  }

  private static String format(Object[] a, boolean suffix) {
    long bits = a.length > 1 ? MathFunctions.whole(a, 1) : 32;
    if (bits < 0 || bits > 32) {
      return "";
    }
    long address;
    if (a[0] instanceof Number number) {
      address = number.longValue();
    } else {
      Optional<Network> network = network(String.valueOf(a[0]));
      if (network.isEmpty()) {
        return "";
      }
      address = network.get().address();
      bits = Math.min(bits, network.get().bits());
    }
    if (address < 0 || address > 0xFFFFFFFFL) {
      return "";
    }
    long masked = address & mask((int) bits);
    return suffix ? format(masked) + "/" + bits : format(masked);
  }

  private static String format(long address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }

  private static Object compare(Object[] a) {
    Optional<Network> left = network(text(a, 0));
    Optional<Network> right = network(text(a, 1));
    if (left.isEmpty() || right.isEmpty()) {
      return NULL;
    }
    int bits = Math.min(left.get().bits(), right.get().bits());
    if (a.length > 2) {
      bits = Math.min(bits, (int) MathFunctions.whole(a, 2));
    }
    return (long)
        Long.compare(left.get().address() & mask(bits), right.get().address() & mask(bits));
  }

  private static Object inRange(String address, String range) {
    Optional<Network> inner = network(address);
    return orNull(
        network(range)
            .filter(outer -> inner.isPresent())
            .map(
                outer ->
                    (inner.get().address() & mask(outer.bits()))
                        == (outer.address() & mask(outer.bits()))));
  }

  private static Object inAnyRange(Object[] a) {
    return inAny(text(a, 0), flattened(a));
  }

  private static Object inAny(String address, List<String> ranges) {
    if (network(address).isEmpty()) {
      return NULL;
    }
    return ranges.stream().anyMatch(range -> Boolean.TRUE.equals(inRange(address, range)));
  }

  /** The arguments behind the first, each a text or an array of them. */
  private static List<String> flattened(Object[] a) {
    var all = new ArrayList<String>();
    for (int i = 1; i < a.length; i++) {
      for (Object element : a[i] instanceof List<?> list ? list : List.of(a[i])) {
        all.add(String.valueOf(element));
      }
    }
    return all;
  }

  private static List<String> addresses(String text) {
    var found = new ArrayList<String>();
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      if (network(matcher.group(1)).isPresent()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  private static boolean hasPrefix(String text, String prefix) {
    boolean whole = network(prefix).isPresent();
    if (!whole && !prefix.endsWith(".")) {
      return false;
    }
    return addresses(text).stream()
        .anyMatch(address -> whole ? address.equals(prefix) : address.startsWith(prefix));
  }
}
