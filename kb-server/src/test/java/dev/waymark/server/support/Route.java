package dev.waymark.server.support;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waymark.server.account.NotByToken;
import dev.waymark.server.account.ReadOnlyPost;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A way into the application, read from the resource classes themselves.
 *
 * @param path with something in the place of each template
 * @param template the path with the names of what stands in it, in braces
 * @param role the lowest that may; absent if everybody may
 * @param notByToken whether a program's token may never
 * @param changesNothing whether it reads, though by POST
 * @param parameters what it takes beside its path
 */
public record Route(
    String method,
    String path,
    String template,
    Optional<String> role,
    boolean notByToken,
    boolean changesNothing,
    List<Parameter> parameters) {
  private static final Pattern NAME = Pattern.compile("\\{ *(\\w+)(?:[^{}]|\\{[^}]*\\})*\\}");

  private static final List<Route> ALL = find();

  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** All of them; finding them takes a second. */
  public static List<Route> all() {
    return ALL;
  }

  private static List<Route> find() {
    List<Route> routes = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waymark.server")) {
      if (type.isAnnotatedWith(Path.class)) {
        type.getMethods().forEach(method -> of(type, method).ifPresent(routes::add));
      }
    }
    return List.copyOf(routes);
  }

  private static Optional<Route> of(JavaClass type, JavaMethod method) {
    Optional<String> verb =
        method.getAnnotations().stream()
            .map(annotation -> annotation.getRawType().reflect().getAnnotation(HttpMethod.class))
            .filter(found -> found != null)
            .map(HttpMethod::value)
            .findFirst();
    String path =
        type.getAnnotationOfType(Path.class).value()
            + (method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "");
    return verb.map(
        name ->
            new Route(
                name,
                NAME.matcher(path.replaceAll("/+", "/")).replaceAll("1"),
                NAME.matcher(path.replaceAll("/+", "/")).replaceAll("{$1}"),
                role(type, method),
                type.isAnnotatedWith(NotByToken.class) || method.isAnnotatedWith(NotByToken.class),
                method.isAnnotatedWith(ReadOnlyPost.class),
                Parameter.of(
                    method.reflect(),
                    NAME.matcher(path)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()))));
  }

  private static Optional<String> role(JavaClass type, JavaMethod method) {
    if (method.isAnnotatedWith(PermitAll.class)) {
      return Optional.empty();
    }
    if (method.isAnnotatedWith(RolesAllowed.class)) {
      return Optional.of(method.getAnnotationOfType(RolesAllowed.class).value()[0]);
    }
    if (type.isAnnotatedWith(RolesAllowed.class)) {
      return Optional.of(type.getAnnotationOfType(RolesAllowed.class).value()[0]);
    }
    if (type.isAnnotatedWith(PermitAll.class)) {
      return Optional.empty();
    }
    throw new AssertionError(method.getFullName() + " says neither @RolesAllowed nor @PermitAll");
  }
}
