package dev.waymark.kql.value;

import static dev.waymark.kql.value.Null.NULL;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dynamic} values and their JSON text. */
public final class Json {
  private static final int MAX_DEPTH = 100;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The value of a JSON text; nothing where it is none. */
  public static Optional<Object> parse(String text) {
    var json = new Json(text);
    try {
      Object value = json.value(0);
      json.space();
      return json.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("malformed JSON", null, false, false);
    }
  }

  private Object value(int depth) throws Malformed {
    space();
    if (depth > MAX_DEPTH || at == text.length()) {
      throw new Malformed();
    }
    char c = text.charAt(at);
    if (c == '{') {
      return object(depth);
    }
    if (c == '[') {
      return array(depth);
    }
    if (c == '"') {
      return string();
    }
    if (c == 't') {
      return word("true", true);
    }
    if (c == 'f') {
      return word("false", false);
    }
    if (c == 'n') {
      return word("null", NULL);
    }
    return number();
  }

  private Object word(String word, Object value) throws Malformed {
    if (!text.startsWith(word, at)) {
      throw new Malformed();
    }
    at += word.length();
    return value;
  }

  private Map<String, Object> object(int depth) throws Malformed {
    var object = new LinkedHashMap<String, Object>();
    at++;
    space();
    if (skip('}')) {
      return object;
    }
    do {
      space();
      if (at == text.length() || text.charAt(at) != '"') {
        throw new Malformed();
      }
      String key = string();
      space();
      expect(':');
      object.put(key, value(depth + 1));
      space();
    } while (skip(','));
    expect('}');
    return object;
  }

  private List<Object> array(int depth) throws Malformed {
    var array = new ArrayList<Object>();
    at++;
    space();
    if (skip(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
      space();
    } while (skip(','));
    expect(']');
    return array;
  }

  private String string() throws Malformed {
    var result = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return result.toString();
      }
      if (c < ' ') {
        throw new Malformed();
      }
      result.append(c == '\\' ? escape() : c);
    }
    throw new Malformed();
  }

  private char escape() throws Malformed {
    if (at == text.length()) {
      throw new Malformed();
    }
    char c = text.charAt(at++);
    switch (c) {
      case '"', '\\', '/' -> {
        return c;
      }
      case 'b' -> {
        return '\b';
      }
      case 'f' -> {
        return '\f';
      }
      case 'n' -> {
        return '\n';
      }
      case 'r' -> {
        return '\r';
      }
      case 't' -> {
        return '\t';
      }
      case 'u' -> {
        try {
          at += 4;
          return (char) Integer.parseInt(text, at - 4, at, 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
          throw new Malformed();
        }
      }
      default -> throw new Malformed();
    }
  }

  private Object number() throws Malformed {
    int start = at;
    boolean whole = true;
    while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
      whole &= "+-0123456789".indexOf(text.charAt(at)) >= 0;
      at++;
    }
    String number = text.substring(start, at);
    if (number.isEmpty() || number.charAt(0) == '+') {
      throw new Malformed();
    }
    try {
      if (whole) {
        Optional<Long> value = Numbers.parseLong(number);
        if (value.isPresent()) {
          return value.get();
        }
      }
      return Double.valueOf(number);
    } catch (NumberFormatException e) {
      throw new Malformed();
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) throws Malformed {
    if (!skip(c)) {
      throw new Malformed();
    }
  }

  /** Compact JSON text, as Kusto turns {@code dynamic} into strings. */
  public static String write(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Null _ -> out.append("null");
      case List<?> list -> writeList(list, out);
      case Map<?, ?> bag -> writeMap(bag, out);
      case Boolean flag -> out.append(flag);
      case Long number -> out.append(number);
      case Integer number -> out.append(number);
      case Double number ->
          out.append(Double.isFinite(number) ? number.toString() : quoted(Numbers.format(number)));
      case BigDecimal number -> out.append(quoted(number.toPlainString()));
      case Instant instant -> out.append(quoted(DatetimeText.format(instant)));
      case Duration duration -> out.append(quoted(TimespanText.format(duration)));
      default -> out.append(quoted(value.toString()));
    }
  }

  private static void writeList(List<?> list, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator).append(quoted(String.valueOf(entry.getKey()))).append(':');
      write(entry.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static String quoted(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
