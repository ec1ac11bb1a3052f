package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An address of version 6, or one of version 4 as it stands among those, with the number of bits
 * that count.
 *
 * @param dotted whether it's written as version 4, whose bits are counted from the 96th
 */
record Ipv6Range(BigInteger address, int bits, boolean dotted) {
  private static final int WIDTH = 128;
  private static final BigInteger ALL = BigInteger.ONE.shiftLeft(WIDTH).subtract(BigInteger.ONE);
  private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFFL << 32);

  /** The address that a text names; empty if it names none. */
  static Optional<Ipv6Range> parse(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length > 2) {
      return Optional.empty();
    }
    if (parts[0].contains("%")) {
      throw Refusal.unsupported("an address with a zone");
    }
    boolean dotted = parts[0].contains(".");
    Optional<BigInteger> address = dotted ? dotted(parts[0]) : hexadecimal(parts[0]);
    if (parts.length == 1) {
      return address.map(number -> new Ipv6Range(number, WIDTH, dotted));
    }
    if (!parts[1].matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(parts[1]) + (dotted ? 96 : 0);
    return address
        .filter(number -> bits <= WIDTH)
        .map(number -> new Ipv6Range(number, bits, dotted));
  }

  private static Optional<BigInteger> dotted(String text) {
    int colon = text.lastIndexOf(':');
    String before = text.substring(0, colon + 1).toLowerCase(Locale.ROOT);
    Optional<BigInteger> low = NetworkFunctions.address(text.substring(colon + 1));
    if (low.isPresent() && !before.isEmpty() && !before.equals("::") && !before.equals("::ffff:")) {
      throw Refusal.unsupported("an address of both versions");
    }
    return low.map(MAPPED::or);
  }

  private static Optional<BigInteger> hexadecimal(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return Optional.empty();
    }
    Optional<List<Integer>> head = groups(gap < 0 ? text : text.substring(0, gap));
    Optional<List<Integer>> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int missing = 8 - head.get().size() - tail.get().size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    var all = new ArrayList<>(head.get());
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(tail.get());
    BigInteger address = BigInteger.ZERO;
    for (int group : all) {
      address = address.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return Optional.of(address);
  }

  private static Optional<List<Integer>> groups(String text) {
    var groups = new ArrayList<Integer>();
    for (String group : text.isEmpty() ? new String[0] : text.split(":", -1)) {
      if (!group.matches("[0-9a-fA-F]{1,4}")) {
        return Optional.empty();
      }
      groups.add(Integer.parseInt(group, 16));
    }
    return Optional.of(groups);
  }

  BigInteger masked(int count) {
    return address.and(ALL.shiftLeft(WIDTH - count).and(ALL));
  }

  /** All eight groups, each of four digits. */
  static String canonical(BigInteger address) {
    String digits = String.format(Locale.ROOT, "%032x", address);
    var groups = new ArrayList<String>();
    for (int i = 0; i < digits.length(); i += 4) {
      groups.add(digits.substring(i, i + 4));
    }
    return String.join(":", groups);
  }

  /** The order of two addresses by the bits that count in both. */
  static int compare(Ipv6Range left, Ipv6Range right, int atMost) {
    int bits = Math.min(atMost, Math.min(left.bits, right.bits));
    return left.masked(bits).compareTo(right.masked(bits));
  }
}
