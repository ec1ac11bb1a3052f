package dev.waymark.model.value;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An id of the Azure Resource Manager: of a subscription, a resource group or a resource. It is
 * read segment by segment, so that no part of it can be taken for anything else in a URL: <a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules">naming
 * rules</a>.
 *
 * @param segments what stands between the slashes, as it was written
 */
public record ResourceId(List<String> segments) {
  private static final int LONGEST = 2_000;
  private static final Predicate<String> GUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}").asMatchPredicate();
  private static final Predicate<String> GROUP =
      Pattern.compile("[\\p{L}\\p{N}._()-]{0,89}[\\p{L}\\p{N}_()-]").asMatchPredicate();
  private static final Predicate<String> NAMESPACE =
      Pattern.compile("[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*").asMatchPredicate();
  private static final Predicate<String> TYPE =
      Pattern.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*").asMatchPredicate();

  /** What the rules of some type allow; {@code *} and {@code @} are names of DNS records. */
  private static final Predicate<String> NAME =
      Pattern.compile("(?!\\.+$)(?! )[\\p{L}\\p{M}\\p{N} ._()@*$;=+!'~|{}\\[\\]-]{1,260}(?<! )")
          .asMatchPredicate();

  public ResourceId {
    segments = List.copyOf(segments);
    new Reader(segments)
        .fault()
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault.problemWithPlace());
            });
  }

  /** Reads an id. */
  public static ValueReading<ResourceId> read(String text) {
    if (!text.startsWith("/")) {
      return new ValueReading.Invalid<>("it doesn't begin with `/subscriptions/`", 0);
    }
    if (text.length() > LONGEST) {
      return new ValueReading.Invalid<>("no id is longer than " + LONGEST + " characters", LONGEST);
    }
    List<String> segments = List.of(text.substring(1).split("/", -1));
    return new Reader(segments)
        .fault()
        .<ValueReading<ResourceId>>map(fault -> fault)
        .orElseGet(() -> new ValueReading.Valid<>(new ResourceId(segments)));
  }

  /** Reads the id of a resource: a subscription and a resource group aren't resources. */
  public static ValueReading<ResourceId> readResource(String text) {
    ValueReading<ResourceId> read = read(text);
    return read.value().map(ResourceId::isResource).orElse(true)
        ? read
        : new ValueReading.Invalid<>(
            "no `/providers/…` with a type and a name follows", text.length());
  }

  /** Whether a text is the id of a subscription by itself. */
  public static boolean isSubscription(String text) {
    return GUID.test(text);
  }

  /** Whether a text may be the name of a resource group. */
  public static boolean isGroup(String text) {
    return GROUP.test(text);
  }

  public String subscription() {
    return segments.get(1);
  }

  /** The name of the resource group, of the group itself too. */
  public Optional<String> group() {
    return segments.size() > 2 && segments.get(2).equalsIgnoreCase("resourceGroups")
        ? Optional.of(segments.get(3))
        : Optional.empty();
  }

  /** What people call it: its last segment, such as {@code contoso-apim}. */
  public String name() {
    return segments.getLast();
  }

  /** Whether it names neither a subscription nor a resource group. */
  public boolean isResource() {
    return segments.size() > 4;
  }

  /** Its path in a URL: each segment is encoded. */
  public String path() {
    return segments.stream()
        .map(PercentEncoding::component)
        .collect(Collectors.joining("/", "/", ""));
  }

  /** As it was written. */
  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }

  /** Finds the first segment that can't stand where it does. */
  private static final class Reader {
    private final List<String> segments;
    private int next;

    Reader(List<String> segments) {
      this.segments = segments;
    }

    Optional<ValueReading.Invalid<ResourceId>> fault() {
      if (!take(word -> word.equalsIgnoreCase("subscriptions"))) {
        return wrong("expected `subscriptions`");
      }
      if (!take(GUID)) {
        return wrong("the id of a subscription is a GUID");
      }
      if (take(word -> word.equalsIgnoreCase("resourceGroups")) && !take(GROUP)) {
        return wrong("no resource group has this name");
      }
      while (next < segments.size()) {
        if (!take(word -> word.equalsIgnoreCase("providers"))) {
          return wrong(
              next == 2 ? "expected `resourceGroups` or `providers`" : "expected `providers`");
        }
        if (!take(NAMESPACE)) {
          return wrong("no resource provider has this name");
        }
        Optional<ValueReading.Invalid<ResourceId>> fault = typesAndNames();
        if (fault.isPresent()) {
          return fault;
        }
      }
      return Optional.empty();
    }

    private Optional<ValueReading.Invalid<ResourceId>> typesAndNames() {
      do {
        if (!take(TYPE)) {
          return wrong("no type of resources has this name");
        }
        if (!take(NAME)) {
          return wrong("no resource has this name");
        }
      } while (next < segments.size() && !segments.get(next).equalsIgnoreCase("providers"));
      return Optional.empty();
    }

    private boolean take(Predicate<String> expected) {
      boolean fits = next < segments.size() && expected.test(segments.get(next));
      next += fits ? 1 : 0;
      return fits;
    }

    private Optional<ValueReading.Invalid<ResourceId>> wrong(String why) {
      int at = segments.stream().limit(next).mapToInt(segment -> segment.length() + 1).sum();
      return Optional.of(
          next < segments.size()
              ? new ValueReading.Invalid<>(shown(segments.get(next)) + ": " + why, at + 1)
              : new ValueReading.Invalid<>("it ends too early: " + why, at));
    }

    private static String shown(String segment) {
      return segment.isEmpty() ? "two slashes, or one at the end" : ValueExcerpt.of(segment);
    }
  }
}
