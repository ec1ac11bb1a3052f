package dev.waymark.runbooks.condition;

import java.util.Map;

/** What stands behind a dot or in brackets. */
final class Fields {
  private Fields() {}

  static Object read(Object of, String field) {
    if (of instanceof TrackedBindings.Source source) {
      return source.read(field);
    }
    if (of instanceof Map<?, ?> map) {
      Object value = map.get(field);
      return value == null ? new Failure("`" + field + "` is missing") : value;
    }
    return of instanceof Failure ? of : Failure.types("." + field, of);
  }

  static Object has(Object of, String field) {
    if (of instanceof TrackedBindings.Source source) {
      return !(source.read(field) instanceof Failure);
    }
    if (of instanceof Map<?, ?> map) {
      return map.get(field) != null;
    }
    return of instanceof Failure ? of : Failure.types("has", of);
  }

  static Object index(Object of, Object key) {
    if (of instanceof java.util.List<?> list) {
      long index = CelComparison.wholeNumber(key);
      if (index < 0 || index >= list.size()) {
        return key instanceof Long || key instanceof Double
            ? new Failure(
                "there is no [" + key + "]: the list has " + CountPhrase.of(list.size(), "value"))
            : Failure.types("[…]", key);
      }
      return list.get((int) index);
    }
    if (of instanceof TrackedBindings.Source source) {
      return key instanceof String name ? source.read(name) : Failure.types("[…]", key);
    }
    if (of instanceof Map<?, ?> map) {
      Object value = map.get(key);
      return value == null ? new Failure("there is no [" + ShortValue.value(key) + "]") : value;
    }
    return Failure.types("[…]", of);
  }
}
