package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.FenceKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * What is registered for kinds of fences: one object a kind, found by a line with its class's name
 * in {@code META-INF/services}, as JDBC drivers are.
 */
public final class KindRegistry {
  private KindRegistry() {}

  /**
   * The registered objects by their kinds, in the order in which they are registered.
   *
   * @param service the type that they are registered under
   * @throws IllegalStateException if two are of one kind
   */
  public static <T> Map<FenceKind, T> load(Class<T> service, Function<T, FenceKind> kind) {
    Map<String, T> byName = new LinkedHashMap<>();
    Map<FenceKind, T> byKind = new LinkedHashMap<>();
    for (T one : ServiceLoader.load(service, loader(service))) {
      T other = byName.putIfAbsent(kind.apply(one).name(), one);
      if (other != null) {
        throw new IllegalStateException(
            "%s and %s are both `%s`"
                .formatted(
                    other.getClass().getName(), one.getClass().getName(), kind.apply(one).name()));
      }
      byKind.put(kind.apply(one), one);
    }
    return byKind;
  }

  /** The thread's, which sees what an application adds, unless it doesn't see this interface. */
  private static ClassLoader loader(Class<?> service) {
    ClassLoader own = service.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      return context != null && context.loadClass(service.getName()) == service ? context : own;
    } catch (ClassNotFoundException e) {
      return own;
    }
  }
}
