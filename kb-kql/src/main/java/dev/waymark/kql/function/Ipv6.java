package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address of version 6, or one of version 4 as it stands among those, with the number of bits
 * that count.
 *
 * @param dotted whether it's written as version 4, whose bits are counted from the 96th
 */
record Ipv6(BigInteger address, int bits, boolean dotted) {
  private static final int WIDTH = 128;
  private static final BigInteger ALL = BigInteger.ONE.shiftLeft(WIDTH).subtract(BigInteger.ONE);
  private static final BigInteger MAPPED = BigInteger.valueOf(0xFFFFL << 32);

  /** The address that a text names; null where it names none. */
  static @Nullable Ipv6 parse(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length > 2) {
      return null;
    }
    if (parts[0].contains("%")) {
      throw Refusal.unsupported("an address with a zone");
    }
    boolean dotted = parts[0].contains(".");
    BigInteger address = dotted ? dotted(parts[0]) : hexadecimal(parts[0]);
    if (address == null) {
      return null;
    }
    if (parts.length == 1) {
      return new Ipv6(address, WIDTH, dotted);
    }
    if (!parts[1].matches("\\d{1,3}")) {
      return null;
    }
    int bits = Integer.parseInt(parts[1]) + (dotted ? 96 : 0);
    return bits > WIDTH ? null : new Ipv6(address, bits, dotted);
  }

  private static @Nullable BigInteger dotted(String text) {
    int colon = text.lastIndexOf(':');
    String before = text.substring(0, colon + 1).toLowerCase(Locale.ROOT);
    BigInteger low = NetworkFunctions.address(text.substring(colon + 1));
    if (low == null) {
      return null;
    }
    if (!before.isEmpty() && !before.equals("::") && !before.equals("::ffff:")) {
      throw Refusal.unsupported("an address of both versions");
    }
    return low.or(MAPPED);
  }

  private static @Nullable BigInteger hexadecimal(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::")) {
      return null;
    }
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
    List<Integer> tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int missing = 8 - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    var all = new ArrayList<>(head);
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(tail);
    BigInteger address = BigInteger.ZERO;
    for (int group : all) {
      address = address.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return address;
  }

  private static @Nullable List<Integer> groups(String text) {
    var groups = new ArrayList<Integer>();
    for (String group : text.isEmpty() ? new String[0] : text.split(":", -1)) {
      if (!group.matches("[0-9a-fA-F]{1,4}")) {
        return null;
      }
      groups.add(Integer.parseInt(group, 16));
    }
    return groups;
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
  static int compare(Ipv6 left, Ipv6 right, int atMost) {
    int bits = Math.min(atMost, Math.min(left.bits, right.bits));
    return left.masked(bits).compareTo(right.masked(bits));
  }
}
