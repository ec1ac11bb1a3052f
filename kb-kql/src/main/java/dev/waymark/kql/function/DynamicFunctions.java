package dev.waymark.kql.function;

import static dev.waymark.kql.function.MathFunctions.whole;
import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.ArrayOrder;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Ticks;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Arrays and property bags. */
final class DynamicFunctions {
  private static final int MAX_ELEMENTS = 1 << 20;

  private DynamicFunctions() {}

  static List<ScalarFunction> all() {
    var family = new Family();
    arrays(family);
    bags(family);
    sets(family);
    return family.functions();
  }

  private static void arrays(Family family) {
    for (String name : List.of("array_length", "arraylength")) {
      family.strict(
          name + "(dynamic) long",
          a -> a[0] instanceof List<?> list ? Long.valueOf(list.size()) : NULL);
    }
    family.strict("array_sum(dynamic) real", DynamicFunctions::sum);
    family.lenient("array_concat(dynamic, dynamic...) dynamic", DynamicFunctions::concat);
    family.strict(
        "array_reverse(dynamic) dynamic",
        a -> {
          if (!(a[0] instanceof List<?> list)) {
            return NULL;
          }
          var reversed = new ArrayList<Object>(list);
          Collections.reverse(reversed);
          return reversed;
        });
    family.strict("array_slice(dynamic, long, long) dynamic", DynamicFunctions::slice);
    family.strict(
        "array_index_of(dynamic, any, long?, long?, long?) long", DynamicFunctions::indexOf);
    family.strict("array_rotate_left(dynamic, long) dynamic", a -> rotate(a, whole(a, 1)));
    family.strict("array_rotate_right(dynamic, long) dynamic", a -> rotate(a, -whole(a, 1)));
    family.lenient("array_shift_left(dynamic, long, any?) dynamic", a -> shift(a, 1));
    family.lenient("array_shift_right(dynamic, long, any?) dynamic", a -> shift(a, -1));
    family.strict("array_split(dynamic, any) dynamic", DynamicFunctions::split);
    for (String name : List.of("array_iff", "array_iif")) {
      family.lenient(name + "(dynamic, any, any) dynamic", DynamicFunctions::choose);
    }
    family.lenient("array_sort_asc(dynamic, bool?) dynamic", a -> sort(a, true));
    family.lenient("array_sort_desc(dynamic, bool?) dynamic", a -> sort(a, false));
    family.lenient("pack_array(any, any...) dynamic", a -> packed(a));
    family.lenient(
        "repeat(dynamic, long) dynamic",
        a -> {
          throw Refusal.failed("repeat takes no dynamic");
        });
    for (String type : List.of("bool", "long", "real", "string", "datetime", "timespan")) {
      family.lenient(
          "repeat(" + type + ", long) dynamic",
          a ->
              a[1] == NULL || whole(a, 1) < 0
                  ? NULL
                  : new ArrayList<>(
                      Collections.nCopies(
                          (int) Math.min(MAX_ELEMENTS, whole(a, 1)), Values.toDynamic(a[0]))));
    }
    family.strict(
        "range(long, long, long?) dynamic",
        a -> range(whole(a, 0), whole(a, 1), a.length > 2 ? whole(a, 2) : 1));
    family.strict("range(real, real, real?) dynamic", DynamicFunctions::rangeReal);
    family.strict("range(datetime, datetime, timespan?) dynamic", DynamicFunctions::rangeDatetime);
    family.strict("range(timespan, timespan, timespan?) dynamic", DynamicFunctions::rangeTimespan);
    family.strict("zip(dynamic, dynamic...) dynamic", DynamicFunctions::zip);
  }

  private static void bags(Family family) {
    for (String name : List.of("pack", "bag_pack", "pack_dictionary")) {
      family.lenient(name + "(any...) dynamic", DynamicFunctions::pack);
    }
    family.strict(
        "bag_keys(dynamic) dynamic",
        a -> a[0] instanceof Map<?, ?> bag ? new ArrayList<Object>(bag.keySet()) : NULL);
    family.lenient("bag_merge(dynamic, dynamic...) dynamic", DynamicFunctions::merge);
    family.strict(
        "bag_has_key(dynamic, string) bool",
        a ->
            a[0] instanceof Map<?, ?> bag
                ? Boolean.valueOf(hasKey(bag, StringFunctions.text(a, 1)))
                : NULL);
    family.strict("bag_remove_keys(dynamic, dynamic) dynamic", DynamicFunctions::removeKeys);
    family.lenient("bag_set_key(dynamic, string, any) dynamic", DynamicFunctions::setKey);
    family.strict("bag_zip(dynamic, dynamic) dynamic", DynamicFunctions::bagZip);
    family.strict(
        "treepath(dynamic) dynamic",
        a -> {
          var paths = new ArrayList<Object>();
          paths(a[0], "", paths);
          return paths;
        });
  }

  private static void sets(Family family) {
    family.strict(
        "set_union(dynamic, dynamic...) dynamic",
        a -> {
          var all = new LinkedHashSet<Object>();
          for (Object set : a) {
            all.addAll(elements(set));
          }
          return new ArrayList<>(all);
        });
    family.strict(
        "set_intersect(dynamic, dynamic...) dynamic",
        a -> {
          var common = new LinkedHashSet<Object>(elements(a[0]));
          for (Object set : a) {
            common.retainAll(Set.copyOf(nonNull(elements(set))));
          }
          return new ArrayList<>(common);
        });
    family.strict(
        "set_difference(dynamic, dynamic...) dynamic",
        a -> {
          var rest = new LinkedHashSet<Object>(elements(a[0]));
          for (int i = 1; i < a.length; i++) {
            elements(a[i]).forEach(rest::remove);
          }
          return new ArrayList<>(rest);
        });
    family.strict(
        "set_equals(dynamic, dynamic) bool",
        a -> new LinkedHashSet<>(elements(a[0])).equals(new LinkedHashSet<>(elements(a[1]))));
    family.strict(
        "set_has_element(dynamic, any) bool", a -> elements(a[0]).contains(Values.toDynamic(a[1])));
    family.strict(
        "jaccard_index(dynamic, dynamic) real",
        a -> {
          Set<Object> left = Set.copyOf(nonNull(elements(a[0])));
          Set<Object> right = Set.copyOf(nonNull(elements(a[1])));
          long common = left.stream().filter(right::contains).count();
          return (double) common / (left.size() + right.size() - common);
        });
  }

  /** The elements of an array; what a set function makes of anything else isn't known. */
  private static List<?> elements(Object value) {
    if (!(value instanceof List<?> list)) {
      throw Refusal.unsupported("a set of what isn't an array");
    }
    return list;
  }

  private static Set<Object> nonNull(List<?> list) {
    var set = new LinkedHashSet<Object>();
    list.stream().filter(Objects::nonNull).forEach(set::add);
    return set;
  }

  private static Object sum(Object[] a) {
    double sum = 0;
    int count = 0;
    for (Object element : StringFunctions.list(a[0])) {
      if (element instanceof Number number) {
        sum += number.doubleValue();
        count++;
      } else if (element != NULL) {
        return NULL;
      }
    }
    return count == 0 ? NULL : Double.valueOf(sum);
  }

  private static Object concat(Object[] a) {
    var all = new ArrayList<Object>();
    for (Object list : a) {
      if (list instanceof List<?> elements) {
        all.addAll(elements);
      }
    }
    return all;
  }

  private static Object slice(Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    long from = whole(a, 1) < 0 ? Math.max(0, list.size() + whole(a, 1)) : whole(a, 1);
    long to = whole(a, 2) < 0 ? list.size() + whole(a, 2) : Math.min(list.size() - 1L, whole(a, 2));
    return from > to
        ? new ArrayList<>()
        : new ArrayList<Object>(list.subList((int) from, (int) to + 1));
  }

  private static Object indexOf(Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    long start = a.length > 2 ? whole(a, 2) : 0;
    long length = a.length > 3 ? whole(a, 3) : -1;
    long occurrence = a.length > 4 ? whole(a, 4) : 1;
    if (occurrence < 1 || length < -1) {
      return NULL;
    }
    Object wanted = Values.toDynamic(a[1]);
    long from = start < 0 ? Math.max(0, list.size() + start) : start;
    long to = length < 0 ? list.size() : Math.min(list.size(), from + length);
    for (long i = from; i < to; i++) {
      if (same(list.get((int) i), wanted)) {
        occurrence--;
        if (occurrence == 0) {
          return i;
        }
      }
    }
    return -1L;
  }

  private static boolean same(Object element, Object wanted) {
    if (element instanceof Number && wanted instanceof Number) {
      return Values.compare(element, wanted) == 0;
    }
    return wanted.equals(element);
  }

  private static Object rotate(Object[] a, long by) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    var rotated = new ArrayList<Object>(list);
    if (!rotated.isEmpty()) {
      Collections.rotate(rotated, (int) -(by % rotated.size()));
    }
    return rotated;
  }

  private static Object shift(Object[] a, int direction) {
    if (!(a[0] instanceof List<?> list) || a[1] == NULL) {
      return NULL;
    }
    long by = whole(a, 1) * direction;
    Object fill = a.length > 2 ? Values.toDynamic(a[2]) : NULL;
    var shifted = new ArrayList<Object>(list.size());
    for (int i = 0; i < list.size(); i++) {
      long from = i + by;
      shifted.add(from >= 0 && from < list.size() ? list.get((int) from) : fill);
    }
    return shifted;
  }

  private static Object split(Object[] a) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    var bounds = new ArrayList<Integer>();
    for (Object index : a[1] instanceof List<?> indexes ? indexes : List.of(a[1])) {
      if (!(index instanceof Number number)) {
        return NULL;
      }
      long at =
          number.longValue() < 0
              ? Math.max(0, list.size() + number.longValue())
              : number.longValue();
      bounds.add((int) Math.min(list.size(), at));
    }
    bounds.add(list.size());
    var parts = new ArrayList<Object>();
    int from = 0;
    for (int to : bounds) {
      parts.add(new ArrayList<Object>(list.subList(Math.min(from, to), to)));
      from = Math.max(from, to);
    }
    return parts;
  }

  private static Object choose(Object[] a) {
    if (!(a[0] instanceof List<?> conditions)) {
      return NULL;
    }
    var chosen = new ArrayList<Object>();
    for (int i = 0; i < conditions.size(); i++) {
      Object condition = conditions.get(i);
      Object from =
          Values.convert(condition, ColumnType.BOOL) instanceof Boolean holds
              ? holds ? a[1] : a[2]
              : NULL;
      chosen.add(
          from instanceof List<?> list
              ? (i < list.size() ? list.get(i) : NULL)
              : Values.toDynamic(from));
    }
    return chosen;
  }

  private static Object sort(Object[] a, boolean ascending) {
    if (!(a[0] instanceof List<?> list)) {
      return NULL;
    }
    boolean nullsLast = a.length < 2 || !Boolean.FALSE.equals(a[1]);
    var values = new ArrayList<Object>();
    int nulls = 0;
    for (Object element : list) {
      if (element == NULL) {
        nulls++;
      } else {
        values.add(element);
      }
    }
    values.sort(ArrayOrder.of(values, ascending));
    values.addAll(nullsLast ? values.size() : 0, Collections.nCopies(nulls, (Object) NULL));
    return values;
  }

  static List<Object> packed(Object[] a) {
    var array = new ArrayList<Object>(a.length);
    for (Object value : a) {
      array.add(Values.toDynamic(value));
    }
    return array;
  }

  private static Object range(long from, long to, long step) {
    var values = new ArrayList<Object>();
    for (long x = from; step > 0 ? x <= to : step < 0 && x >= to; x += step) {
      values.add(x);
      if (isFull(values)) {
        break;
      }
    }
    return values;
  }

  /** Kusto's arrays of a range end after so many elements. */
  private static boolean isFull(List<?> values) {
    return values.size() >= MAX_ELEMENTS;
  }

  private static Object rangeReal(Object[] a) {
    double from = MathFunctions.real(a, 0);
    double to = MathFunctions.real(a, 1);
    double step = a.length > 2 ? MathFunctions.real(a, 2) : 1;
    var values = new ArrayList<Object>();
    for (double x = from; step > 0 ? x <= to : step < 0 && x >= to; x += step) {
      values.add(x);
      if (isFull(values)) {
        break;
      }
    }
    return values;
  }

  private static Object rangeDatetime(Object[] a) {
    long step = a.length > 2 ? Ticks.of((Duration) a[2]) : 3600 * Ticks.PER_SECOND;
    var values = new ArrayList<Object>();
    long to = Ticks.of((Instant) a[1]);
    for (long x = Ticks.of((Instant) a[0]); step > 0 ? x <= to : step < 0 && x >= to; x += step) {
      values.add(Ticks.instant(x));
      if (isFull(values)) {
        break;
      }
    }
    return values;
  }

  private static Object rangeTimespan(Object[] a) {
    long step = a.length > 2 ? Ticks.of((Duration) a[2]) : 3600 * Ticks.PER_SECOND;
    var values = new ArrayList<Object>();
    long to = Ticks.of((Duration) a[1]);
    for (long x = Ticks.of((Duration) a[0]); step > 0 ? x <= to : step < 0 && x >= to; x += step) {
      values.add(Ticks.duration(x));
      if (isFull(values)) {
        break;
      }
    }
    return values;
  }

  private static Object zip(Object[] a) {
    int longest = 0;
    for (Object list : a) {
      longest = Math.max(longest, list instanceof List<?> elements ? elements.size() : 1);
    }
    var rows = new ArrayList<Object>();
    for (int i = 0; i < longest; i++) {
      var row = new ArrayList<Object>();
      for (Object list : a) {
        row.add(
            list instanceof List<?> elements
                ? (i < elements.size() ? elements.get(i) : NULL)
                : list);
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object pack(Object[] a) {
    if (a.length % 2 != 0) {
      throw Refusal.failed("bag_pack takes keys and values in turn");
    }
    var bag = new LinkedHashMap<String, Object>();
    for (int i = 0; i < a.length; i += 2) {
      bag.put(Values.text(a[i]), Values.toDynamic(a[i + 1]));
    }
    return bag;
  }

  private static Object merge(Object[] a) {
    var merged = new LinkedHashMap<Object, Object>();
    boolean any = false;
    for (Object bag : a) {
      if (bag instanceof Map<?, ?> entries) {
        any = true;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          if (!merged.containsKey(entry.getKey())) {
            merged.put(entry.getKey(), entry.getValue());
          }
        }
      }
    }
    return any ? merged : NULL;
  }

  /** A key, or a path in JSONPath's form. */
  private static boolean hasKey(Map<?, ?> bag, String key) {
    if (!key.startsWith("$")) {
      return bag.containsKey(key);
    }
    Object at = bag;
    for (Object step : JsonPath.parse(key)) {
      if (!JsonPath.has(at, step)) {
        return false;
      }
      at = JsonPath.step(at, step);
    }
    return true;
  }

  private static Object removeKeys(Object[] a) {
    if (!(a[0] instanceof Map<?, ?> bag)) {
      return NULL;
    }
    Object rest = copy(bag);
    for (Object key : StringFunctions.list(a[1])) {
      String name = Values.dynamicText(key);
      List<Object> path = name.startsWith("$") ? JsonPath.parse(name) : List.of(name);
      Object at = rest;
      for (Object step : path.subList(0, path.size() - 1)) {
        at = at == NULL ? NULL : JsonPath.step(at, step);
      }
      if (at instanceof Map<?, ?> inner) {
        inner.remove(path.get(path.size() - 1));
      }
    }
    return rest;
  }

  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> bag) {
      var copy = new LinkedHashMap<Object, Object>();
      bag.forEach((key, inner) -> copy.put(key, copy(inner)));
      return copy;
    }
    return value;
  }

  private static Object setKey(Object[] a) {
    String key = StringFunctions.text(a, 1);
    List<Object> path = key.startsWith("$") ? JsonPath.parse(key) : List.of(key);
    return a[0] instanceof Map<?, ?> bag ? with(bag, path, Values.toDynamic(a[2])) : NULL;
  }

  /** A bag with a value at a path, on which bags are made where there is nothing. */
  private static Object with(Map<?, ?> bag, List<Object> path, Object value) {
    var changed = new LinkedHashMap<Object, Object>(bag);
    if (path.isEmpty() || !(path.get(0) instanceof String key)) {
      throw Refusal.unsupported("bag_set_key at a place in an array, or of the whole");
    }
    if (path.size() == 1) {
      changed.put(key, value);
      return changed;
    }
    Object held = Values.property(bag, key);
    Object inner = held == NULL ? Map.of() : held;
    if (!(inner instanceof Map<?, ?> nested)) {
      throw Refusal.unsupported("bag_set_key within what isn't a bag");
    }
    changed.put(key, with(nested, path.subList(1, path.size()), value));
    return changed;
  }

  private static Object bagZip(Object[] a) {
    if (!(a[0] instanceof List<?> keys)) {
      return NULL;
    }
    List<?> values = StringFunctions.list(a[1]);
    var bag = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof String key) {
        bag.put(key, i < values.size() ? values.get(i) : NULL);
      }
    }
    return bag;
  }

  private static void paths(Object value, String prefix, List<Object> paths) {
    if (value instanceof Map<?, ?> bag) {
      for (Map.Entry<?, ?> entry : bag.entrySet()) {
        String path = prefix + "['" + entry.getKey() + "']";
        paths.add(path);
        paths(entry.getValue(), path, paths);
      }
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      String path = prefix + "[0]";
      paths.add(path);
      paths(list.get(0), path, paths);
    }
  }
}
