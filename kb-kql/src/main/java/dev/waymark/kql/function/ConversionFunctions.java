package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Locale;

/** From one type to another. */
final class ConversionFunctions {
  private ConversionFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    for (String name : List.of("tobool", "toboolean")) {
      family.strict(name + "(any) bool", a -> Values.convert(a[0], ColumnType.BOOL));
    }
    family.strict("toint(any) int", a -> Values.convert(a[0], ColumnType.INT));
    family.strict("tolong(any) long", a -> Values.convert(a[0], ColumnType.LONG));
    for (String name : List.of("toreal", "todouble")) {
      family.strict(name + "(any) real", a -> Values.convert(a[0], ColumnType.REAL));
    }
    family.strict("todecimal(any) decimal", a -> Values.convert(a[0], ColumnType.DECIMAL));
    family.strict("todatetime(any) datetime", a -> Values.convert(a[0], ColumnType.DATETIME));
    for (String name : List.of("totimespan", "totime")) {
      family.strict(name + "(any) timespan", a -> Values.convert(a[0], ColumnType.TIMESPAN));
    }
    family.strict("toguid(any) guid", a -> Values.convert(a[0], ColumnType.GUID));
    family.lenient("tostring(dynamic) string", a -> Values.dynamicText(a[0]));
    family.lenient("tostring(any) string", a -> Values.text(a[0]));
    family.strict("tohex(int, long?) string", a -> padded(Integer.toHexString((Integer) a[0]), a));
    family.strict("tohex(long, long?) string", a -> padded(Long.toHexString((Long) a[0]), a));
    family.lenient("isnull(any) bool", a -> a[0] == NULL);
    family.lenient("isnotnull(any) bool", a -> a[0] != NULL);
    family.lenient("notnull(any) bool", a -> a[0] != NULL);
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

  private static String padded(String digits, Object[] a) {
    long width = a.length > 1 ? Math.min(64, (Long) a[1]) : 0;
    return width > digits.length() ? "0".repeat((int) width - digits.length()) + digits : digits;
  }
}
