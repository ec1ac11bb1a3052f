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
              "invoke",
              "join",
              "limit",
              "lookup",
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

  /** Operators of Kusto that are known by name, and refused. */
  public static final Set<String> NAMED_ONLY =
      new TreeSet<>(
          Set.of(
              "assert-schema",
              "execute-and-cache",
              "graph-mark-components",
              "graph-match",
              "graph-merge",
              "graph-shortest-paths",
              "graph-to-table",
              "macro-expand",
              "make-graph",
              "project-smart",
              "where-graph"));

  private OperatorNames() {}
}
