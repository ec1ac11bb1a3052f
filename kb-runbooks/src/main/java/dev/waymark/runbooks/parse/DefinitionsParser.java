package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.Fence;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.KqlDialect;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the fences of {@code ## Definitions}; what they hold is the compiler's to read. */
final class DefinitionsParser {
  private final IssueCollector issues;
  private final Fences fences;

  DefinitionsParser(IssueCollector issues) {
    this.issues = issues;
    this.fences = new Fences(issues);
  }

  List<Fence> fences(DocumentSection section) {
    List<Fence> found = new ArrayList<>();
    for (Block block : section.blocks()) {
      if (block instanceof Block.FenceBlock fence) {
        fence(fence).ifPresent(found::add);
      } else {
        InnerFences.warn(block, issues);
      }
    }
    if (found.isEmpty() && !section.blocks().isEmpty()) {
      issues.add(
          StructureIssue.EMPTY_SECTION,
          section.heading().span(),
          "## Definitions has no `kql` fence",
          SectionKind.DEFINITIONS.instruction());
    }
    return found;
  }

  private Optional<Fence> fence(Block.FenceBlock block) {
    if (!Fences.runs(block)) {
      fences.checkShown(block);
      return Optional.empty();
    }
    Fence fence = fences.running(block);
    if (!FenceTypes.of(fence.kind()).dialect().map(KqlDialect::takesDefinitions).orElse(false)) {
      issues.add(
          StructureIssue.NOT_IN_A_NODE,
          block.info().span(),
          "A `%s` fence can't define anything".formatted(fence.kind().label()),
          "Write a `kql` fence of `let` statements, or move this fence to a step.");
      return Optional.empty();
    }
    if (!fence.options().isEmpty()) {
      issues.add(
          StructureIssue.FENCE_OPTION,
          block.info().span(),
          "Definitions take no options",
          "Write the options after the fences of the queries that use them.");
    }
    return Optional.of(fence);
  }
}
