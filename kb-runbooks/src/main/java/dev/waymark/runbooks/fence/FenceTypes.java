package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.FenceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registered kinds of fences. */
public final class FenceTypes {
  private static final Map<String, FenceType> BY_NAME = registered();

  private FenceTypes() {}

  private static Map<String, FenceType> registered() {
    Map<String, FenceType> types = new LinkedHashMap<>();
    KindRegistry.load(FenceType.class, FenceType::kind)
        .forEach((kind, type) -> types.put(kind.name(), type));
    return types;
  }

  /** All of them, in the order in which they are registered. */
  public static List<FenceType> all() {
    return List.copyOf(BY_NAME.values());
  }

  /**
   * The type of a kind. One that isn't registered, as in an event of an older version, gets a type
   * that shows its text and runs nothing.
   */
  public static FenceType of(FenceKind kind) {
    return Optional.ofNullable(BY_NAME.get(kind.name()))
        .orElseGet(() -> new UnregisteredFence(kind));
  }

  /** A kind by its name in stored events. */
  public static FenceKind stored(String name) {
    return Optional.ofNullable(BY_NAME.get(name))
        .map(FenceType::kind)
        .orElseGet(() -> new FenceKind(name.toLowerCase(Locale.ROOT).replace('_', '-')));
  }

  /**
   * What runs a fence; empty if the fence is only shown.
   *
   * @param info the words behind the opening fence: a label of one word or two, then options
   */
  public static Optional<FenceType> behind(String info) {
    String[] words = info.strip().split("\\s+", 3);
    return words.length > 1
        ? labelled(words[0] + " " + words[1]).or(() -> labelled(words[0]))
        : labelled(words[0]);
  }

  /** What a fence is called that nothing runs; empty if its author didn't say. */
  public static String label(String info) {
    return info.strip().split("\\s+", 2)[0];
  }

  private static Optional<FenceType> labelled(String label) {
    return BY_NAME.values().stream().filter(type -> type.kind().label().equals(label)).findFirst();
  }

  /** The type that an author means who writes a label in another case, or another tool's label. */
  public static Optional<FenceType> meant(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return labelled(lower)
        .or(
            () ->
                BY_NAME.values().stream()
                    .filter(type -> type.otherLabels().contains(lower))
                    .findFirst());
  }
}
