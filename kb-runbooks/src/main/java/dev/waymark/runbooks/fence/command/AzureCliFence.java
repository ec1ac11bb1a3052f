package dev.waymark.runbooks.fence.command;

import dev.waymark.model.entry.FenceKind;
import java.util.List;

/** A command of the Azure CLI. */
public final class AzureCliFence extends CommandFence {
  public static final FenceKind KIND = new FenceKind("azurecli");

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Azure CLI";
  }

  @Override
  public List<String> otherLabels() {
    return List.of("azcli", "az");
  }
}
