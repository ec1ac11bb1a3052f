package dev.waymark.runbooks.parse;

import dev.waymark.runbooks.markdown.Block;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks under the heading of a step, cause or verification, told apart.
 *
 * @param prose what is only shown
 * @param fence the one that runs
 */
record NodeParts(
    List<Block> prose, Optional<Block.FenceBlock> fence, Map<TableKind, Block.TableBlock> tables) {

  Optional<Block.TableBlock> table(TableKind kind) {
    return Optional.ofNullable(tables.get(kind));
  }

  static NodeParts of(List<Block> blocks, String owner, IssueCollector issues) {
    return new Sorter(owner, issues).sort(blocks);
  }

  private static final class Sorter {
    private final String owner;
    private final IssueCollector issues;
    private final Fences fences;
    private final List<Block> prose = new ArrayList<>();
    private final Map<TableKind, Block.TableBlock> tables = new EnumMap<>(TableKind.class);
    private Optional<Block.FenceBlock> running = Optional.empty();

    Sorter(String owner, IssueCollector issues) {
      this.owner = owner;
      this.issues = issues;
      this.fences = new Fences(issues);
    }

    NodeParts sort(List<Block> blocks) {
      for (Block block : blocks) {
        switch (block) {
          case Block.FenceBlock fence -> sortFence(fence);
          case Block.TableBlock table -> sortTable(table);
          case Block.Paragraph _, Block.ItemList _, Block.InnerHeading _, Block.Other _ -> {
            InnerFences.warn(block, issues);
            BrokenTables.report(block, issues);
            prose.add(block);
          }
        }
      }
      return new NodeParts(prose, running, tables);
    }

    private void sortFence(Block.FenceBlock fence) {
      if (!Fences.runs(fence)) {
        fences.checkShown(fence);
        prose.add(fence);
      } else if (running.isEmpty()) {
        running = Optional.of(fence);
      } else {
        issues.add(
            StructureIssue.SECOND_FENCE,
            fence.info().span(),
            "%s has a second fence that runs".formatted(owner),
            "Give it a step of its own: a step asks one question.");
      }
    }

    private void sortTable(Block.TableBlock table) {
      Optional<TableKind> kind = TableKind.of(table);
      if (kind.isEmpty()) {
        kind = StepTableReader.meant(table, issues);
      }
      if (kind.isEmpty()) {
        prose.add(table);
      } else if (kind.get() == TableKind.ESCALATION) {
        issues.add(
            StructureIssue.WRONG_TABLE,
            table.header().span(),
            "%s has an escalation table".formatted(owner),
            "Move it under ## Escalation.");
      } else if (tables.putIfAbsent(kind.get(), table) != null) {
        issues.add(
            StructureIssue.SECOND_TABLE,
            table.header().span(),
            "%s has a second table %s".formatted(owner, kind.get().header()),
            "Put all rows into one table, or make a second step.");
      }
    }
  }
}
