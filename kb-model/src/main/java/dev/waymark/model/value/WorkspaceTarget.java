package dev.waymark.model.value;

import java.util.ArrayList;
import java.util.List;

/**
 * The Log Analytics workspaces that a query asks, each by its customer id or its resource id: the
 * first is asked, with the others beside it.
 */
public record WorkspaceTarget(List<Workspace> workspaces) {
  /** One of them. */
  public sealed interface Workspace {}

  /** By its GUID. */
  public record CustomerId(String guid) implements Workspace {
    @Override
    public String toString() {
      return guid;
    }
  }

  /** By its place in the resource manager. */
  public record ByResource(ResourceId id) implements Workspace {
    @Override
    public String toString() {
      return id.toString();
    }
  }

  public WorkspaceTarget {
    workspaces = List.copyOf(workspaces);
    if (workspaces.isEmpty()) {
      throw new IllegalArgumentException("no workspace");
    }
  }

  /** Reads one or several, with commas between. */
  public static ValueReading<WorkspaceTarget> read(String text) {
    List<Workspace> workspaces = new ArrayList<>();
    int at = 0;
    for (String part : text.split(",", -1)) {
      String written = part.strip();
      int from = at + part.indexOf(written);
      ValueReading<Workspace> one = one(written);
      if (one instanceof ValueReading.Invalid<Workspace> invalid) {
        return new ValueReading.Invalid<>(invalid.problem(), from + invalid.at());
      }
      one.value().ifPresent(workspaces::add);
      at += part.length() + 1;
    }
    return new ValueReading.Valid<>(new WorkspaceTarget(workspaces));
  }

  private static ValueReading<Workspace> one(String text) {
    if (text.startsWith("/")) {
      return ResourceId.readResource(text).map(ByResource::new);
    }
    return ResourceId.isSubscription(text)
        ? new ValueReading.Valid<>(new CustomerId(text))
        : new ValueReading.Invalid<>(
            ValueExcerpt.of(text) + " is neither a GUID nor a resource id", 0);
  }
}
