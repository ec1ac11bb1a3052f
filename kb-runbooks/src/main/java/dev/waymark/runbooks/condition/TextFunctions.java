package dev.waymark.runbooks.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CEL's functions of texts beyond its standard ones. Places in a text count its code points. */
final class TextFunctions {
  private TextFunctions() {}

  /** A function by its name and number of arguments, what it's called on included. */
  static Optional<Functions.OfAll> of(String function, int arguments) {
    return Optional.ofNullable(
        switch (function + "/" + arguments) {
          case "trim/1" -> text(function, (text, rest, frame) -> trimmed(text));
          case "lower/1" -> text(function, (text, rest, frame) -> text.toLowerCase(Locale.ROOT));
          case "upper/1" -> text(function, (text, rest, frame) -> text.toUpperCase(Locale.ROOT));
          case "lowerAscii/1" -> text(function, (text, rest, frame) -> ascii(text, 'A', 'Z', 32));
          case "upperAscii/1" -> text(function, (text, rest, frame) -> ascii(text, 'a', 'z', -32));
          case "split/2", "split/3" -> text(function, TextFunctions::split);
          case "replace/3", "replace/4" -> text(function, TextFunctions::replace);
          case "substring/2", "substring/3" -> text(function, TextFunctions::substring);
          case "indexOf/2" -> text(function, TextFunctions::indexOf);
          case "lastIndexOf/2" -> text(function, TextFunctions::lastIndexOf);
          case "charAt/2" -> text(function, TextFunctions::charAt);
          case "join/1", "join/2" -> TextFunctions::join;
          default -> null;
        });
  }

  /** A function of a text and what stands behind it. */
  private interface OfText {
    Object apply(String text, List<Object> rest, EvaluationFrame frame);
  }

  private static Functions.OfAll text(String function, OfText of) {
    return (values, frame) -> {
      if (values.get(0) instanceof String text) {
        frame.spend(text.length() / 16);
        Object result = of.apply(text, values.subList(1, values.size()), frame);
        return result == WRONG_TYPES ? Failure.types(function, values) : result;
      }
      return Failure.types(function, values);
    };
  }

  private static final Object WRONG_TYPES = new Object();

  /** Without the white space of Unicode at both ends, that which doesn't break lines included. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private static String ascii(String text, char from, char to, int shift) {
    var changed = new StringBuilder(text);
    for (int i = 0; i < changed.length(); i++) {
      char c = changed.charAt(i);
      changed.setCharAt(i, c >= from && c <= to ? (char) (c + shift) : c);
    }
    return changed.toString();
  }

  private static Object split(String text, List<Object> rest, EvaluationFrame frame) {
    if (!(rest.get(0) instanceof String separator)) {
      return WRONG_TYPES;
    }
    long most = Long.MAX_VALUE;
    if (rest.size() > 1) {
      if (!(rest.get(1) instanceof Long limit)) {
        return WRONG_TYPES;
      }
      most = limit < 0 ? Long.MAX_VALUE : limit;
    }
    frame.spend(text.length());
    List<Object> parts = new ArrayList<>();
    int from = 0;
    while (parts.size() + 1 < most) {
      int at = next(text, separator, from);
      if (at < 0) {
        break;
      }
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    if (most > 0) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  /** Where the next separator begins; an empty one stands behind each character but the last. */
  private static int next(String text, String separator, int from) {
    if (!separator.isEmpty()) {
      return text.indexOf(separator, from);
    }
    int next = from < text.length() ? text.offsetByCodePoints(from, 1) : text.length();
    return next < text.length() ? next : -1;
  }

  private static Object replace(String text, List<Object> rest, EvaluationFrame frame) {
    if (!(rest.get(0) instanceof String old) || !(rest.get(1) instanceof String with)) {
      return WRONG_TYPES;
    }
    long most = Long.MAX_VALUE;
    if (rest.size() > 2) {
      if (!(rest.get(2) instanceof Long limit)) {
        return WRONG_TYPES;
      }
      most = limit < 0 ? Long.MAX_VALUE : limit;
    }
    var replaced = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(old);
        at >= 0 && at <= text.length() && most > 0;
        at = from > text.length() ? -1 : text.indexOf(old, from), most--) {
      frame.spend(1L + at - Math.min(from, at) + with.length());
      replaced.append(text, Math.min(from, at), at).append(with);
      from = at + old.length();
      if (old.isEmpty()) {
        from = at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
        replaced.append(text, at, Math.min(from, text.length()));
      }
    }
    return replaced.append(text.substring(Math.min(from, text.length()))).toString();
  }

  private static Object substring(String text, List<Object> rest, EvaluationFrame frame) {
    int length = text.codePointCount(0, text.length());
    Object from = rest.get(0);
    Object to = rest.size() > 1 ? rest.get(1) : (Object) (long) length;
    if (!(from instanceof Long first) || !(to instanceof Long last)) {
      return WRONG_TYPES;
    }
    if (first < 0 || last > length || first > last) {
      return new Failure(
          "there is no substring(" + first + ", " + last + "): the text has " + characters(length));
    }
    frame.spend(text.length());
    int start = text.offsetByCodePoints(0, first.intValue());
    return text.substring(start, text.offsetByCodePoints(start, (int) (last - first)));
  }

  private static Object charAt(String text, List<Object> rest, EvaluationFrame frame) {
    int length = text.codePointCount(0, text.length());
    if (!(rest.get(0) instanceof Long index)) {
      return WRONG_TYPES;
    }
    if (index < 0 || index > length) {
      return new Failure("there is no charAt(" + index + "): the text has " + characters(length));
    }
    return index == length
        ? ""
        : Character.toString(text.codePointAt(text.offsetByCodePoints(0, index.intValue())));
  }

  private static String characters(int length) {
    return CountPhrase.of(length, "character");
  }

  private static Object indexOf(String text, List<Object> rest, EvaluationFrame frame) {
    return rest.get(0) instanceof String part ? place(text, text.indexOf(part)) : WRONG_TYPES;
  }

  private static Object lastIndexOf(String text, List<Object> rest, EvaluationFrame frame) {
    return rest.get(0) instanceof String part ? place(text, text.lastIndexOf(part)) : WRONG_TYPES;
  }

  private static Object place(String text, int at) {
    return at < 0 ? -1L : (long) text.codePointCount(0, at);
  }

  private static Object join(List<Object> values, EvaluationFrame frame) {
    Object separator = values.size() > 1 ? values.get(1) : "";
    if (!(values.get(0) instanceof List<?> list) || !(separator instanceof String between)) {
      return Failure.types("join", values);
    }
    var joined = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      if (!(Conversions.toText(list.get(i)) instanceof String text)) {
        return Failure.types("join", List.of(list.get(i)));
      }
      frame.spend(1L + between.length() + text.length());
      joined.append(i == 0 ? "" : between).append(text);
    }
    return joined.toString();
  }
}
