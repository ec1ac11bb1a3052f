package dev.waymark.kql.syntax;

import java.util.Set;
import java.util.TreeSet;

/** The names under which operators are known. */
public final class OperatorNames {
  public static final Set<String> ALL =
      new TreeSet<>(
          Set.of(
              "as",
              "consume",
              "count",
              "distinct",
              "evaluate",
              "extend",
              "facet",
              "filter",
              "find",
              "fork",
              "getschema",
              "graph-mark-components",
              "graph-match",
              "graph-shortest-paths",
              "graph-to-table",
              "invoke",
              "join",
              "limit",
              "lookup",
              "make-graph",
              "make-series",
              "mv-apply",
              "mv-expand",
              "order",
              "parse",
              "parse-kv",
              "parse-where",
              "partition",
              "print",
              "project",
              "project-away",
              "project-by-names",
              "project-keep",
              "project-rename",
              "project-reorder",
              "range",
              "reduce",
              "render",
              "sample",
              "sample-distinct",
              "scan",
              "search",
              "serialize",
              "sort",
              "summarize",
              "take",
              "top",
              "top-hitters",
              "top-nested",
              "union",
              "where"));

  private OperatorNames() {}
}
