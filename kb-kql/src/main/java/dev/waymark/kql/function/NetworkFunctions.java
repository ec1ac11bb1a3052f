package dev.waymark.kql.function;

import static dev.waymark.kql.function.ConversionFunctions.given;
import static dev.waymark.kql.function.StringFunctions.text;

import dev.waymark.kql.value.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
        a -> {
          Network network = network(text(a, 0));
          return network == null ? null : Long.valueOf(network.address() & mask(network.bits()));
        });
    family.strict(
        "parse_ipv4_mask(string, long) long",
        a -> {
          Network network = network(text(a, 0));
          return network == null
              ? null
              : Long.valueOf(network.address() & mask((int) MathFunctions.whole(a, 1)));
        });
    family.strict("format_ipv4(any, long?) string", a -> format(a, false));
    family.strict("format_ipv4_mask(any, long?) string", a -> format(a, true));
    family.strict("ipv4_compare(string, string, long?) long", a -> compare(a));
    family.strict(
        "ipv4_is_match(string, string, long?) bool",
        a -> {
          Object order = compare(a);
          return order == null ? null : Boolean.valueOf(order.equals(0L));
        });
    family.strict("ipv4_is_in_range(string, string) bool", a -> inRange(text(a, 0), text(a, 1)));
    family.strict("ipv4_is_in_any_range(string, any...) bool", NetworkFunctions::inAnyRange);
    family.strict(
        "ipv4_is_private(string) bool",
        a -> inAny(text(a, 0), List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")));
    family.strict(
        "ipv4_netmask_suffix(string) long",
        a -> {
          Network network = network(text(a, 0));
          return network == null ? null : Long.valueOf(network.bits());
        });
    family.strict(
        "has_ipv4(string, string) bool",
        a ->
            network(text(a, 1)) == null
                ? Boolean.FALSE
                : Boolean.valueOf(addresses(text(a, 0)).contains(text(a, 1))));
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
          Ipv6 address = Ipv6.parse(text(a, 0));
          return address == null ? "" : Ipv6.canonical(address.masked(address.bits()));
        });
    family.strict(
        "parse_ipv6_mask(string, long) string",
        a -> {
          Ipv6 address = Ipv6.parse(text(a, 0));
          long bits = MathFunctions.whole(a, 1);
          if (bits < 0 || bits > 128) {
            throw Refusal.unsupported("a mask of other than 0 to 128 bits");
          }
          return address == null
              ? ""
              : Ipv6.canonical(address.masked((int) Math.min(bits, address.bits())));
        });
    family.strict("ipv6_compare(string, string, long?) long", a -> compare6(a));
    family.strict(
        "ipv6_is_match(string, string, long?) bool",
        a -> {
          Object order = compare6(a);
          return order == null ? null : Boolean.valueOf(order.equals(0L));
        });
    family.strict("ipv6_is_in_range(string, string) bool", a -> inRange6(text(a, 0), text(a, 1)));
    family.strict(
        "ipv6_is_in_any_range(string, any...) bool",
        a -> {
          if (Ipv6.parse(text(a, 0)) == null) {
            return null;
          }
          return flattened(a).stream()
              .anyMatch(range -> Boolean.TRUE.equals(inRange6(text(a, 0), range)));
        });
  }

  private static @Nullable Boolean inRange6(String address, String range) {
    Ipv6 inner = Ipv6.parse(address);
    Ipv6 outer = Ipv6.parse(range);
    if (inner == null || outer == null) {
      return null;
    }
    return inner.masked(outer.bits()).equals(outer.masked(outer.bits()));
  }

  /** The documentation leaves open whether the bits of version 4 are counted from its own start. */
  private static @Nullable Object compare6(@Nullable Object[] a) {
    Ipv6 left = Ipv6.parse(text(a, 0));
    Ipv6 right = Ipv6.parse(text(a, 1));
    if (left == null || right == null) {
      return null;
    }
    long bits = a.length > 2 ? MathFunctions.whole(a, 2) : 128;
    if (bits < 0 || bits > 128) {
      throw Refusal.unsupported("a prefix of other than 0 to 128 bits");
    }
    long order = Integer.signum(Ipv6.compare(left, right, (int) bits));
    boolean short4 = bits <= 32 && (left.dotted() || right.dotted());
    if (short4 && order != Integer.signum(Ipv6.compare(left, right, (int) bits + 96))) {
      throw Refusal.unsupported("a prefix of version 4 among addresses of version 6");
    }
    return order;
  }

  /** The fewest networks that make up a range. */
  private static @Nullable Object cidrs(@Nullable Object[] a) {
    Network first = network(text(a, 0));
    Network last = network(text(a, 1));
    if (first == null || last == null || first.bits() < 32 || last.bits() < 32) {
      throw Refusal.unsupported("a range of what aren't two addresses");
    }
    var networks = new ArrayList<@Nullable Object>();
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

  /** The number of an address without a mask; null where the text is none. */
  static @Nullable BigInteger address(String text) {
    Network network = text.contains("/") ? null : network(text);
    return network == null ? null : BigInteger.valueOf(network.address());
  }

  /** Whether an address lies in a network; null where either is none. */
  public static @Nullable Boolean isIn(String address, String range) {
    return inRange(address, range);
  }

  /** Whether an address of version 6 lies in a network; null where one of them is none. */
  public static @Nullable Boolean isInVersion6(String address, String range) {
    return inRange6(address, range);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : (0xFFFFFFFFL << (32 - Math.min(32, bits))) & 0xFFFFFFFFL;
  }

  private static @Nullable Network network(String text) {
    String[] parts = text.strip().split("/", -1);
    String[] bytes = parts[0].split("\\.", -1);
    if (parts.length > 2 || bytes.length != 4) {
      return null;
    }
    long address = 0;
    for (String part : bytes) {
      if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
        return null;
      }
      address = address << 8 | Integer.parseInt(part);
    }
    if (parts.length == 1) {
      return new Network(address, 32);
    }
    if (!parts[1].matches("\\d{1,2}") || Integer.parseInt(parts[1]) > 32) {
      return null;
    }
    return new Network(address, Integer.parseInt(parts[1]));
  }

  private static String format(@Nullable Object[] a, boolean suffix) {
    long bits = a.length > 1 ? MathFunctions.whole(a, 1) : 32;
    if (bits < 0 || bits > 32) {
      return "";
    }
    long address;
    if (a[0] instanceof Number number) {
      address = number.longValue();
    } else {
      Network network = network(String.valueOf(a[0]));
      if (network == null) {
        return "";
      }
      address = network.address();
      bits = Math.min(bits, network.bits());
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

  private static @Nullable Object compare(@Nullable Object[] a) {
    Network left = network(text(a, 0));
    Network right = network(text(a, 1));
    if (left == null || right == null) {
      return null;
    }
    int bits = Math.min(left.bits(), right.bits());
    if (a.length > 2) {
      bits = Math.min(bits, (int) MathFunctions.whole(a, 2));
    }
    return (long) Long.compare(left.address() & mask(bits), right.address() & mask(bits));
  }

  private static @Nullable Boolean inRange(String address, String range) {
    Network inner = network(address);
    Network outer = network(range);
    if (inner == null || outer == null) {
      return null;
    }
    return (inner.address() & mask(outer.bits())) == (outer.address() & mask(outer.bits()));
  }

  private static @Nullable Object inAnyRange(@Nullable Object[] a) {
    return inAny(text(a, 0), flattened(a));
  }

  private static @Nullable Object inAny(String address, List<String> ranges) {
    if (network(address) == null) {
      return null;
    }
    return ranges.stream().anyMatch(range -> Boolean.TRUE.equals(inRange(address, range)));
  }

  /** The arguments behind the first, each a text or an array of them. */
  private static List<String> flattened(@Nullable Object[] a) {
    var all = new ArrayList<String>();
    for (int i = 1; i < a.length; i++) {
      for (Object element : a[i] instanceof List<?> list ? list : List.of(given(a[i]))) {
        all.add(String.valueOf(element));
      }
    }
    return all;
  }

  private static List<String> addresses(String text) {
    var found = new ArrayList<String>();
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      if (network(matcher.group(1)) != null) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  private static boolean hasPrefix(String text, String prefix) {
    boolean whole = network(prefix) != null;
    if (!whole && !prefix.endsWith(".")) {
      return false;
    }
    return addresses(text).stream()
        .anyMatch(address -> whole ? address.equals(prefix) : address.startsWith(prefix));
  }
}
