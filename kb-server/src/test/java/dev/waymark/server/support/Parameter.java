package dev.waymark.server.support;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Something that a route takes.
 *
 * @param name empty for a body, and for a form whose fields only the route knows
 */
public record Parameter(Kind kind, String name, Class<?> type) {

  /** Where it stands in the request. */
  public enum Kind {
    QUERY,
    HEADER,
    FIELD,
    /** All fields of a form at once. */
    FORM,
    BODY
  }

  /** Those of a method but its path's. */
  static List<Parameter> of(Method method, Set<String> ofPath) {
    return Arrays.stream(method.getParameters())
        .filter(each -> !ofPath.contains(each.getName()))
        .flatMap(each -> of(each, each.getName(), each.getType()))
        .toList();
  }

  private static Stream<Parameter> of(AnnotatedElement element, String name, Class<?> type) {
    if (element.isAnnotationPresent(BeanParam.class)) {
      return Arrays.stream(type.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .flatMap(field -> of(field, field.getName(), field.getType()));
    }
    if (Stream.of(PathParam.class, RestPath.class, CookieParam.class, Context.class)
        .anyMatch(element::isAnnotationPresent)) {
      return Stream.empty();
    }
    if (type == MultivaluedMap.class) {
      return Stream.of(new Parameter(Kind.FORM, "", type));
    }
    return Stream.of(
        Stream.of(
                named(Kind.QUERY, element.getAnnotation(QueryParam.class), QueryParam::value),
                named(Kind.QUERY, element.getAnnotation(RestQuery.class), RestQuery::value),
                named(Kind.HEADER, element.getAnnotation(HeaderParam.class), HeaderParam::value),
                named(Kind.HEADER, element.getAnnotation(RestHeader.class), RestHeader::value),
                named(Kind.FIELD, element.getAnnotation(FormParam.class), FormParam::value),
                named(Kind.FIELD, element.getAnnotation(RestForm.class), RestForm::value))
            .flatMap(Optional::stream)
            .findFirst()
            .map(found -> new Parameter(found.kind, found.name.isEmpty() ? name : found.name, type))
            .orElse(new Parameter(Kind.BODY, "", type)));
  }

  private static <A> Optional<Parameter> named(
      Kind kind, @Nullable A annotation, Function<A, String> name) {
    return Optional.ofNullable(annotation)
        .map(present -> new Parameter(kind, name.apply(present), String.class));
  }
}
