package dev.waymark.runbooks.fence.command;

import dev.waymark.model.entry.FenceKind;
import java.util.List;

/** Any other command of a shell. */
public final class BashFence extends CommandFence {
  public static final FenceKind KIND = new FenceKind("bash");

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Shell";
  }

  @Override
  public List<String> otherLabels() {
    return List.of("sh", "shell", "console");
  }
}
