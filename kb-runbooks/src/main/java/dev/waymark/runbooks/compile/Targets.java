package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.LinkTarget;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.StageResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pass 1: what an entry's links may lead to, and where each leads. */
final class Targets {
  /** What a node of the entry is. */
  enum Kind {
    STEP("a step"),
    CAUSE("a root cause"),
    ACTION("an action"),
    ESCALATION("the escalation section"),
    PREVENTION("the prevention section");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Where an edge may lead. */
  record Allowed(Set<Kind> kinds, boolean otherEntries) {
    static final Allowed FROM_STEP =
        new Allowed(Set.of(Kind.STEP, Kind.CAUSE, Kind.ACTION, Kind.ESCALATION), true);
    static final Allowed RESOLUTION = new Allowed(Set.of(Kind.ACTION), false);
    static final Allowed VERIFIED = new Allowed(Set.of(Kind.PREVENTION), false);
  }

  private final Entry entry;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  Targets(Entry entry) {
    this.entry = entry;
    entry.steps().forEach(step -> kinds.put(step.heading().slug(), Kind.STEP));
    entry.causes().forEach(cause -> kinds.put(cause.heading().slug(), Kind.CAUSE));
    entry.actions().forEach(action -> kinds.put(action.heading().slug(), Kind.ACTION));
    kinds.put(entry.escalationSection().heading().slug(), Kind.ESCALATION);
    kinds.put(entry.preventionSection().heading().slug(), Kind.PREVENTION);
  }

  Optional<Kind> kind(String id) {
    return Optional.ofNullable(kinds.get(id));
  }

  /** The ids of all nodes, in the order of the file. */
  Set<String> ids() {
    return kinds.keySet();
  }

  /** Where a link leads, or the issue that it leads nowhere or isn't allowed. */
  StageResult<Destination> resolve(Link link, Allowed allowed) {
    LinkTarget to = link.to();
    if (to.isHere()) {
      return inThisEntry(link, to.fragment().orElseThrow(), allowed);
    }
    Optional<String> id = to.entryId();
    if (id.isEmpty()) {
      return refused(
          LinkIssue.WRONG_TARGET,
          link,
          "This link can't lead to `" + link.target() + "`",
          "Link to a heading of this entry, such as `#escalation`, or to another entry's"
              + " `.md` file.");
    }
    if (!allowed.otherEntries()) {
      return refused(
          LinkIssue.WRONG_TARGET,
          link,
          "This link can't lead into another entry",
          "Link to " + oneOf(allowed) + " of this entry.");
    }
    return StageResult.of(new Destination.OtherEntry(id.get(), to.fragment()), List.of());
  }

  private StageResult<Destination> inThisEntry(Link link, String slug, Allowed allowed) {
    Kind kind = kinds.get(slug);
    if (kind == null) {
      return refused(
          LinkIssue.UNKNOWN_TARGET,
          link,
          "No step, cause or action is called `#" + slug + "`",
          Nearest.to(slug, kinds.keySet())
              .map(near -> "Did you mean `#" + near + "`?")
              .orElse("Add a `###` heading of that name, or link to one that is there."));
    }
    if (!allowed.kinds().contains(kind)) {
      return refused(
          LinkIssue.WRONG_TARGET,
          link,
          "This link can't lead to `#" + slug + "`, which is " + kind,
          "Link to " + oneOf(allowed) + ".");
    }
    return StageResult.of(new Destination.Node(slug), List.of());
  }

  private StageResult<Destination> refused(LinkIssue code, Link link, String message, String hint) {
    return StageResult.failed(List.of(new Issue(code, entry.source(), link.span(), message, hint)));
  }

  private static String oneOf(Allowed allowed) {
    return allowed.kinds().stream()
        .sorted()
        .map(Kind::toString)
        .collect(Collectors.joining(" or "));
  }
}
