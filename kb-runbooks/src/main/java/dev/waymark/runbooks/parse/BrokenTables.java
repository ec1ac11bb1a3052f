package dev.waymark.runbooks.parse;

import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;

/** Paragraphs that were meant as tables. */
final class BrokenTables {
  private BrokenTables() {}

  static void report(Block block, IssueCollector issues) {
    if (block instanceof Block.Paragraph paragraph && paragraph.text().plain().startsWith("|")) {
      int start = block.span().start();
      issues.add(
          StructureIssue.ALMOST_A_TABLE,
          new SourceSpan(start, start + 1),
          "This looks like a table, but GitHub shows it as text",
          "Write a row of dashes (|---|---|) under the header, and a blank line before it.");
    }
  }
}
