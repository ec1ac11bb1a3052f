package dev.waymark.server.entry.page;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.server.live.LiveSources;
import dev.waymark.sources.azure.AzureSources;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which of an entry's queries this server can ask live.
 *
 * @param asked kinds of fences that it asks by itself
 * @param byHand kinds that a person has to run
 */
record LiveView(List<String> asked, List<String> byHand) {
  private static final List<String> AZURE =
      AzureSources.KINDS.stream().map(FenceKind::label).toList();

  LiveView {
    asked = List.copyOf(asked);
    byHand = List.copyOf(byHand);
  }

  static LiveView of(CompiledEntry entry, LiveSources live) {
    Set<FenceKind> used =
        entry.tree().stream()
            .flatMap(tree -> tree.nodes().values().stream())
            .flatMap(node -> node.asks().stream())
            .map(check -> check.fence().kind())
            .collect(Collectors.toSet());
    List<FenceKind> kinds =
        FenceTypes.all().stream().map(FenceType::kind).filter(used::contains).toList();
    return new LiveView(labels(kinds, live::answers), labels(kinds, kind -> !live.answers(kind)));
  }

  private static List<String> labels(List<FenceKind> kinds, Predicate<FenceKind> wanted) {
    return kinds.stream().filter(wanted).map(FenceKind::label).toList();
  }

  /** Whether it asks all that the entry wants of Azure. */
  public boolean isConnected() {
    return AZURE.stream().noneMatch(byHand::contains);
  }
}
