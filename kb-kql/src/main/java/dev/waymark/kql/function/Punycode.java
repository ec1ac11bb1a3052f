package dev.waymark.kql.function;

import java.util.ArrayList;
import java.util.Optional;

/** Text of any letters as text of plain ones, by RFC 3492. */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE = 128;

  private Punycode() {}

  static String encode(String text) {
    int[] codes = text.codePoints().toArray();
    var out = new StringBuilder();
    for (int code : codes) {
      if (code < FIRST_CODE) {
        out.append((char) code);
      }
    }
    int basic = out.length();
    int handled = basic;
    if (basic > 0) {
      out.append('-');
    }
    int next = FIRST_CODE;
    int delta = 0;
    int bias = FIRST_BIAS;
    while (handled < codes.length) {
      int least = Integer.MAX_VALUE;
      for (int code : codes) {
        least = code >= next ? Math.min(least, code) : least;
      }
      delta += (least - next) * (handled + 1);
      next = least;
      for (int code : codes) {
        delta += code < next ? 1 : 0;
        if (code == next) {
          number(delta, bias, out);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      next++;
    }
    return out.toString();
  }

  private static void number(int value, int bias, StringBuilder out) {
    int rest = value;
    for (int k = BASE; ; k += BASE) {
      int threshold = threshold(k, bias);
      if (rest < threshold) {
        out.append(digit(rest));
        return;
      }
      out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static int threshold(int k, int bias) {
    return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int adapt(int delta, int count, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / count;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }

  /** The text behind an encoded one; nothing where that is malformed. */
  static Optional<String> decode(String text) {
    var codes = new ArrayList<Integer>();
    int hyphen = text.lastIndexOf('-');
    for (int i = 0; i < hyphen; i++) {
      if (text.charAt(i) >= FIRST_CODE) {
        return Optional.empty();
      }
      codes.add((int) text.charAt(i));
    }
    int next = FIRST_CODE;
    long index = 0;
    int bias = FIRST_BIAS;
    for (int at = hyphen + 1; at < text.length(); ) {
      long before = index;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        int value = at < text.length() ? Character.digit(text.charAt(at++), BASE) : -1;
        if (value < 0) {
          return Optional.empty();
        }
        // Letters come before digits here.
        int digit = value >= 10 ? value - 10 : value + 26;
        index += digit * weight;
        int threshold = threshold(k, bias);
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
        if (index > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
          return Optional.empty();
        }
      }
      int count = codes.size() + 1;
      bias = adapt((int) (index - before), count, before == 0);
      long code = next + index / count;
      if (code > Character.MAX_CODE_POINT) {
        return Optional.empty();
      }
      next = (int) code;
      index %= count;
      codes.add((int) index, next);
      index++;
    }
    var out = new StringBuilder();
    codes.forEach(out::appendCodePoint);
    return Optional.of(out.toString());
  }
}
