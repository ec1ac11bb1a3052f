package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.waymark.kql.value.Numbers;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Terms;
import dev.waymark.kql.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Text. */
final class StringFunctions {
  private static final int MAX_LENGTH = 1 << 20;
  private static final long MAX_COMPARISONS = 50_000_000;

  private StringFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    family.strict(
        "strlen(string) long", a -> (long) text(a, 0).codePointCount(0, text(a, 0).length()));
    family.strict(
        "string_size(string) long", a -> (long) text(a, 0).getBytes(StandardCharsets.UTF_8).length);
    family.strict("tolower(string) string", a -> cased(text(a, 0), false));
    family.strict("toupper(string) string", a -> cased(text(a, 0), true));
    family.lenient("strcat(any, any...) string", a -> joined("", a, 0));
    family.lenient(
        "strcat_delim(string, any, any...) string", a -> joined(Values.text(a[0]), a, 1));
    family.strict("strcat_array(dynamic, string) string", StringFunctions::strcatArray);
    family.strict("substring(string, long, long?) string", StringFunctions::substring);
    family.strict("strrep(any, long, string?) string", StringFunctions::repeat);
    family.strict(
        "reverse(any) string", a -> new StringBuilder(Values.text(a[0])).reverse().toString());
    family.strict(
        "strcmp(string, string) long",
        a -> (long) Integer.signum(text(a, 0).compareTo(text(a, 1))));
    family.strict("trim(string, string) string", a -> trim(text(a, 0), text(a, 1), true, true));
    family.strict(
        "trim_start(string, string) string", a -> trim(text(a, 0), text(a, 1), true, false));
    family.strict(
        "trim_end(string, string) string", a -> trim(text(a, 0), text(a, 1), false, true));
    family.strict(
        "replace_string(string, string, string) string",
        a -> replace(text(a, 0), text(a, 1), text(a, 2)));
    family.strict(
        "replace_strings(string, dynamic, dynamic) string", StringFunctions::replaceStrings);
    family.strict(
        "replace_regex(string, string, string) string",
        a -> replaceRegex(text(a, 0), text(a, 1), text(a, 2)));
    family.strict(
        "replace(string, string, string) string",
        a -> replaceRegex(text(a, 2), text(a, 0), text(a, 1)));
    family.strict("translate(string, string, string) string", StringFunctions::translate);
    family.strict("split(string, string, long?) dynamic", StringFunctions::split);
    family.lenient("indexof(any, any, long?, long?, long?) long", StringFunctions::indexOf);
    family.strict(
        "indexof_regex(string, string, long?, long?, long?) long", StringFunctions::indexOfRegex);
    family.strict("countof(string, string, string?) long", StringFunctions::countOf);
    family.strict(
        "extract(string, long, string) string", a -> extract(text(a, 0), (Long) a[1], text(a, 2)));
    family.strict(
        "extract(string, long, string, any) any",
        a -> {
          throw Refusal.unsupported("extract with typeof");
        });
    for (String name : List.of("extract_all", "extractall")) {
      family.strict(
          name + "(string, string) dynamic", a -> extractAll(text(a, 0), List.of(), text(a, 1)));
      family.strict(
          name + "(string, dynamic, string) dynamic",
          a -> extractAll(text(a, 0), (List<?>) a[1], text(a, 2)));
    }
    family.strict("has_any_index(string, dynamic) long", StringFunctions::hasAnyIndex);
    family.strict(
        "regex_quote(string) string",
        a -> text(a, 0).replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1"));
    family.strict("isascii(string) bool", a -> text(a, 0).chars().allMatch(c -> c < 128));
    family.strict("isutf8(string) bool", a -> true);
    family.strict(
        "unicode_codepoints_from_string(string) dynamic",
        a -> text(a, 0).codePoints().mapToObj(c -> (Object) (long) c).toList());
    for (String name : List.of("unicode_codepoints_to_string", "make_string")) {
      family.strict(name + "(any, any...) string", StringFunctions::fromCodepoints);
    }
    family.strict(
        "to_utf8(string) dynamic",
        a -> text(a, 0).codePoints().mapToObj(c -> (Object) (long) c).toList());
    family.strict("format_bytes(real, long?, string?) string", StringFunctions::formatBytes);
    return family.functions();
  }

  static String text(Object[] a, int index) {
    return (String) a[index];
  }

  /** Letters whose other case is several letters are left to Kusto. */
  private static String cased(String text, boolean upper) {
    String cased = upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    if (cased.length() != text.length()) {
      throw Refusal.unsupported("the case of a letter that becomes several");
    }
    return cased;
  }

  private static String joined(String delimiter, Object[] a, int from) {
    var result = new StringBuilder();
    for (int i = from; i < a.length; i++) {
      result.append(i > from ? delimiter : "").append(Values.text(a[i]));
      bounded(result);
    }
    return result.toString();
  }

  private static String bounded(String text) {
    if (text.length() > MAX_LENGTH) {
      throw Refusal.unsupported("a text of more than 1 MiB");
    }
    return text;
  }

  /** While it grows. */
  private static void bounded(StringBuilder text) {
    if (text.length() > MAX_LENGTH) {
      throw Refusal.unsupported("a text of more than 1 MiB");
    }
  }

  private static Object strcatArray(Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return "";
    }
    var result = new StringBuilder();
    String separator = "";
    for (Object element : list) {
      result.append(separator).append(Values.dynamicText(element));
      separator = text(a, 1);
      bounded(result);
    }
    return result.toString();
  }

  private static String substring(Object[] a) {
    String text = text(a, 0);
    int size = text.codePointCount(0, text.length());
    long start = (Long) a[1];
    long from = start < 0 ? size + start : start;
    long length = a.length > 2 ? (Long) a[2] : size;
    if (from < 0 || from >= size || length <= 0) {
      return "";
    }
    int begin = text.offsetByCodePoints(0, (int) from);
    return text.substring(
        begin, text.offsetByCodePoints(begin, (int) Math.min(length, size - from)));
  }

  private static String repeat(Object[] a) {
    String text = Values.text(a[0]);
    long times = Math.max(0, Math.min(1024, (Long) a[1]));
    String delimiter = a.length > 2 ? text(a, 2) : "";
    var result = new StringBuilder();
    for (long i = 0; i < times; i++) {
      result.append(i > 0 ? delimiter : "").append(text);
      bounded(result);
    }
    return result.toString();
  }

  private static String trim(String regex, String text, boolean start, boolean end) {
    String result = text;
    if (start) {
      Matcher matcher = Regexes.matcher("^(?:" + regex + ")", result);
      result = matcher.find() ? result.substring(matcher.end()) : result;
    }
    if (end) {
      Matcher matcher = Regexes.matcher("(?:" + regex + ")$", result);
      result = matcher.find() ? result.substring(0, matcher.start()) : result;
    }
    return result;
  }

  private static String replace(String text, String from, String to) {
    if (from.isEmpty()) {
      return text;
    }
    var result = new StringBuilder();
    int at = 0;
    for (int next = text.indexOf(from); next >= 0; next = text.indexOf(from, at)) {
      result.append(text, at, next).append(to);
      bounded(result);
      at = next + from.length();
    }
    return at == 0 ? text : bounded(result.append(text, at, text.length()).toString());
  }

  /** All at once, so that no replacement is replaced again. */
  private static String replaceStrings(Object[] a) {
    List<?> from = list(a[1]);
    List<?> to = list(a[2]);
    String text = text(a, 0);
    if (from.size() != to.size()) {
      return "";
    }
    if ((long) text.length() * from.size() > MAX_COMPARISONS) {
      throw Refusal.unsupported("replacing so many strings in so long a text");
    }
    var result = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int found = -1;
      for (int i = 0; i < from.size() && found < 0; i++) {
        boolean here =
            from.get(i) instanceof String
                && !from.get(i).equals("")
                && text.startsWith((String) from.get(i), at);
        found = here ? i : -1;
      }
      if (found < 0) {
        result.append(text.charAt(at++));
      } else {
        result.append(to.get(found) instanceof String replacement ? replacement : from.get(found));
        at += String.valueOf(from.get(found)).length();
      }
    }
    return bounded(result.toString());
  }

  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  static String replaceRegex(String text, String regex, String replacement) {
    Matcher matcher = Regexes.matcher(regex, text);
    var result = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      int to = matcher.start();
      result.append(text, from, to);
      expand(matcher, replacement, result);
      bounded(result);
      from = matcher.end();
    }
    return bounded(result.append(text, from, text.length()).toString());
  }

  /** Appends a replacement, in which a backslash and a digit stand for a group. */
  private static void expand(Matcher matcher, String replacement, StringBuilder result) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c == '\\' && Character.isDigit(next)) {
        int group = next - '0';
        result.append(group <= matcher.groupCount() ? group(matcher, group) : "");
        i++;
      } else if (c == '\\' && next == '\\') {
        result.append('\\');
        i++;
      } else {
        result.append(c);
      }
    }
  }

  private static String translate(Object[] a) {
    String from = text(a, 0);
    String to = text(a, 1);
    var result = new StringBuilder();
    String text = text(a, 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int index = from.indexOf(c);
      if (index < 0) {
        result.append(c);
      } else if (!to.isEmpty()) {
        result.append(to.charAt(Math.min(index, to.length() - 1)));
      }
    }
    return result.toString();
  }

  /** All parts, or an array of the one that is asked for; null if there is none. */
  private static Object split(Object[] a) {
    String text = text(a, 0);
    String delimiter = text(a, 1);
    var parts = new ArrayList<Object>();
    if (delimiter.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
    } else {
      int start = 0;
      for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
        parts.add(text.substring(start, at));
        start = at + delimiter.length();
      }
      parts.add(text.substring(start));
    }
    if (a.length < 3) {
      return parts;
    }
    long wanted = (Long) a[2];
    if (wanted < 0) {
      throw Refusal.unsupported("split with a negative index");
    }
    return wanted < parts.size() ? List.of(parts.get((int) wanted)) : NULL;
  }

  private static Object indexOf(Object[] a) {
    String text = Values.text(a[0]);
    String part = Values.text(a[1]);
    if (a[0] == NULL || part.isEmpty()) {
      return NULL;
    }
    long start = a.length > 2 && a[2] != NULL ? (Long) a[2] : 0;
    long length = a.length > 3 && a[3] != NULL ? (Long) a[3] : -1;
    long occurrence = a.length > 4 && a[4] != NULL ? (Long) a[4] : 1;
    if (occurrence < 1 || length < -1) {
      return NULL;
    }
    int from =
        (int) (start < 0 ? Math.max(0, text.length() + start) : Math.min(start, text.length()));
    int to = length < 0 ? text.length() : (int) Math.min(text.length(), from + length);
    int at = from - 1;
    for (long i = 0; i < occurrence; i++) {
      at = text.indexOf(part, at + 1);
      if (at < 0 || at + part.length() > to) {
        return -1L;
      }
    }
    return (long) at;
  }

  private static Object indexOfRegex(Object[] a) {
    String text = text(a, 0);
    long start = a.length > 2 ? (Long) a[2] : 0;
    long length = a.length > 3 ? (Long) a[3] : -1;
    long occurrence = a.length > 4 ? (Long) a[4] : 1;
    if (start < 0 || occurrence < 1 || length < -1) {
      return NULL;
    }
    int from = (int) Math.min(start, text.length());
    int to = length < 0 ? text.length() : (int) Math.min(text.length(), from + length);
    Matcher matcher = Regexes.matcher(text(a, 1), text.substring(0, to));
    int at = from;
    for (long i = 0; i < occurrence; i++) {
      if (!matcher.find(at)) {
        return -1L;
      }
      at = Math.min(to, Math.max(matcher.end(), matcher.start() + 1));
    }
    return (long) matcher.start();
  }

  private static long countOf(Object[] a) {
    String text = text(a, 0);
    String part = text(a, 1);
    long count = 0;
    if (a.length > 2 && text(a, 2).equals("regex")) {
      Matcher matcher = Regexes.matcher(part, text);
      while (matcher.find()) {
        count++;
      }
      return count;
    }
    if (part.isEmpty()) {
      return 0;
    }
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  static String extract(String regex, long group, String text) {
    Matcher matcher = Regexes.matcher(regex, text);
    if (!matcher.find() || group < 0 || group > matcher.groupCount()) {
      return "";
    }
    return group(matcher, (int) group);
  }

  /** What a group has matched; empty if it has no part in the match. */
  private static String group(Matcher matcher, int group) {
    String found = matcher.group(group);
    return found == null ? "" : found;
  }

  private static Object extractAll(String regex, List<?> groups, String text) {
    Pattern pattern = Regexes.compile(regex);
    int count = pattern.groupCount();
    if (count == 0) {
      throw Refusal.failed("extract_all needs at least one group in its regular expression");
    }
    var wanted = new ArrayList<Integer>();
    for (Object group : groups) {
      wanted.add(group(group, pattern));
    }
    for (int i = 1; groups.isEmpty() && i <= count; i++) {
      wanted.add(i);
    }
    var found = new ArrayList<Object>();
    Matcher matcher = Regexes.matcher(pattern, text);
    while (matcher.find()) {
      var row = new ArrayList<Object>();
      for (int group : wanted) {
        row.add(group(matcher, group));
      }
      found.add(row.size() == 1 ? row.get(0) : row);
    }
    return found.isEmpty() ? NULL : found;
  }

  private static int group(Object group, Pattern pattern) {
    if (group instanceof Long number && number >= 0 && number <= pattern.groupCount()) {
      return number.intValue();
    }
    Map<String, Integer> named = pattern.namedGroups();
    return Optional.ofNullable(named.get(String.valueOf(group)))
        .orElseThrow(() -> Refusal.failed("the regular expression has no group " + group));
  }

  private static long hasAnyIndex(Object[] a) {
    List<?> terms = list(a[1]);
    for (int i = 0; i < terms.size(); i++) {
      if (Terms.has(text(a, 0), Values.dynamicText(terms.get(i)), false, true, true)) {
        return i;
      }
    }
    return -1;
  }

  private static String fromCodepoints(Object[] a) {
    var result = new StringBuilder();
    for (Object argument : a) {
      for (Object code : argument instanceof List<?> list ? list : List.of(argument)) {
        if (code instanceof Number number && Character.isValidCodePoint(number.intValue())) {
          result.appendCodePoint(number.intValue());
        }
      }
    }
    return result.toString();
  }

  private static String formatBytes(Object[] a) {
    List<String> units = List.of("Bytes", "KB", "MB", "GB", "TB", "PB", "EB");
    double size = (Double) a[0];
    long precision = a.length > 1 ? (Long) a[1] : 0;
    int unit = 0;
    if (a.length > 2 && !text(a, 2).isEmpty()) {
      unit = units.indexOf(text(a, 2));
      if (unit < 0) {
        throw Refusal.unsupported("format_bytes in `" + text(a, 2) + "`");
      }
      size /= Math.pow(1024, unit);
    } else {
      while (Math.abs(size) >= 1024 && unit < units.size() - 1) {
        size /= 1024;
        unit++;
      }
    }
    double scale = Math.pow(10, (double) precision);
    String number = Numbers.format(Math.rint(size * scale) / scale);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + units.get(unit);
  }
}
