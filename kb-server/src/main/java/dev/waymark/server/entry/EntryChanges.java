package dev.waymark.server.entry;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two states of the knowledge base. What was not compiled again is the same
 * object, which is quicker to see than the same text.
 *
 * @param gone entries that aren't there any more, or not as they were
 * @param come entries that are new or changed
 */
record EntryChanges(List<CompiledEntry> gone, List<CompiledEntry> come) {
  EntryChanges {
    gone = List.copyOf(gone);
    come = List.copyOf(come);
  }

  /** Goes through both in the order of their paths, which both are in. */
  static EntryChanges between(KnowledgeBase before, KnowledgeBase after) {
    List<CompiledEntry> olds = before.entries();
    List<CompiledEntry> news = after.entries();
    List<CompiledEntry> gone = new ArrayList<>();
    List<CompiledEntry> come = new ArrayList<>();
    int old = 0;
    int now = 0;
    while (old < olds.size() || now < news.size()) {
      int order = order(olds, old, news, now);
      if (order != 0 || !isSame(olds.get(old), news.get(now))) {
        if (order <= 0) {
          gone.add(olds.get(old));
        }
        if (order >= 0) {
          come.add(news.get(now));
        }
      }
      old += order <= 0 ? 1 : 0;
      now += order >= 0 ? 1 : 0;
    }
    return new EntryChanges(gone, come);
  }

  /** Which of two entries comes first by its path; what is left on one side comes first. */
  private static int order(List<CompiledEntry> olds, int old, List<CompiledEntry> news, int now) {
    if (old == olds.size() || now == news.size()) {
      return old == olds.size() ? 1 : -1;
    }
    return isSame(olds.get(old), news.get(now))
        ? 0
        : olds.get(old).source().path().compareTo(news.get(now).source().path());
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(CompiledEntry one, CompiledEntry other) {
    return one == other;
  }
}
