package dev.waymark.kql.function;

import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From one type to another. */
final class ConversionFunctions {
  private ConversionFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    for (String name : List.of("tobool", "toboolean")) {
      family.strict(name + "(any) bool", a -> Values.toBool(given(a[0])));
    }
    family.strict("toint(any) int", a -> Values.toInt(given(a[0])));
    family.strict("tolong(any) long", a -> Values.toLong(given(a[0])));
    for (String name : List.of("toreal", "todouble")) {
      family.strict(name + "(any) real", a -> Values.toReal(given(a[0])));
    }
    family.strict("todecimal(any) decimal", a -> Values.toDecimal(given(a[0])));
    family.strict("todatetime(any) datetime", a -> Values.toDatetime(given(a[0])));
    for (String name : List.of("totimespan", "totime")) {
      family.strict(name + "(any) timespan", a -> Values.toTimespan(given(a[0])));
    }
    family.strict("toguid(any) guid", a -> Values.toGuid(given(a[0])));
    family.lenient("tostring(dynamic) string", a -> Values.dynamicText(a[0]));
    family.lenient("tostring(any) string", a -> Values.text(a[0]));
    family.strict(
        "tohex(int, long?) string", a -> padded(Integer.toHexString((Integer) given(a[0])), a));
    family.strict(
        "tohex(long, long?) string", a -> padded(Long.toHexString((Long) given(a[0])), a));
    family.lenient("isnull(any) bool", a -> a[0] == null);
    family.lenient("isnotnull(any) bool", a -> a[0] != null);
    family.lenient("notnull(any) bool", a -> a[0] != null);
    family.lenient("isempty(any) bool", a -> Values.isEmpty(a[0]));
    family.lenient("isnotempty(any) bool", a -> !Values.isEmpty(a[0]));
    family.lenient("notempty(any) bool", a -> !Values.isEmpty(a[0]));
    family.lenient("gettype(dynamic) string", a -> Values.dynamicType(a[0]));
    for (ColumnType type : ColumnType.values()) {
      if (type != ColumnType.DYNAMIC) {
        String name = type.name().toLowerCase(Locale.ROOT);
        family.lenient("gettype(" + name + ") string", a -> name);
      }
    }
    return family.functions();
  }

  /** What stands in a strict function's argument, which isn't null. */
  static Object given(@Nullable Object argument) {
    if (argument == null) {
      throw new IllegalStateException("a strict function got null");
    }
    return argument;
  }

  private static String padded(String digits, @Nullable Object[] a) {
    long width = a.length > 1 ? Math.min(64, (Long) given(a[1])) : 0;
    return width > digits.length() ? "0".repeat((int) width - digits.length()) + digits : digits;
  }
}
