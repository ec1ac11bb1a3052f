package dev.waymark.server.search.page;

import dev.waymark.server.search.TextPart;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * The page of a search.
 *
 * @param filter what the form holds
 * @param shareable whether an address holds it all; else the form does, and links send it
 * @param incident the one whose number was asked for
 * @param kinds to choose from, with their counts
 * @param groups results by kind, in the order of the best of each
 * @param corrections what was taken for mistyped
 * @param notice how the text was understood, if that isn't plain; empty otherwise
 * @param corrects whether mistyped words are corrected here
 * @param older address of the next page; empty on the last
 * @param newer address of the page before; empty on the first
 */
record SearchView(
    Filter filter,
    boolean shareable,
    Optional<Numbered> incident,
    List<KindLink> kinds,
    List<Group> groups,
    List<CorrectionView> corrections,
    String notice,
    boolean corrects,
    List<Choice> entries,
    List<String> services,
    String older,
    String newer) {
  SearchView {
    kinds = List.copyOf(kinds);
    groups = List.copyOf(groups);
    corrections = List.copyOf(corrections);
    entries = List.copyOf(entries);
    services = List.copyOf(services);
  }

  public boolean isSearched() {
    return !filter.q().isBlank();
  }

  /** An incident found by its number. */
  record Numbered(long number, String title) {}

  /** What the form holds; empty texts filter nothing. */
  record Filter(
      String q,
      String kind,
      String entry,
      String service,
      String severity,
      String state,
      String within,
      String data) {
    public boolean isNarrow() {
      return !(entry + service + severity + state + within + data).isEmpty();
    }
  }

  /** A kind to narrow to, or all of them. */
  record KindLink(String label, String count, String address, boolean chosen) {}

  /** Results of one kind. */
  record Group(String title, List<Hit> hits) {
    Group {
      hits = List.copyOf(hits);
    }
  }

  /** A result. */
  record Hit(
      String url,
      List<TextPart> title,
      List<TextPart> excerpt,
      String context,
      String severity,
      String state,
      boolean isIncident,
      boolean recorded,
      Moment at) {
    Hit {
      title = List.copyOf(title);
      excerpt = List.copyOf(excerpt);
    }
  }

  /** A mistyped word. */
  record CorrectionView(String typed, String meant) {}

  /** One thing to choose. */
  record Choice(String id, String title) {}
}
