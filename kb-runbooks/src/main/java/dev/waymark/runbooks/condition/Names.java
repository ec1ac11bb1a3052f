package dev.waymark.runbooks.condition;

import java.util.List;

/** What conditions may name. */
final class Names {
  static final String ROWS = "rows";
  static final String ROW = "row";
  static final String PARAMS = "params";
  static final String REMEMBERED = "remembered";
  static final String ALERT = "alert";

  /** What an alert says. */
  static final List<String> ALERT_FIELDS =
      List.of(
          "source",
          "rule",
          "severity",
          "state",
          "description",
          "targets",
          "labels",
          "annotations",
          "value",
          "threshold",
          "operator",
          "values",
          "firedAt",
          "link");

  static final List<String> FUNCTIONS =
      List.of(
          "all",
          "contains",
          "double",
          "duration",
          "endsWith",
          "exists",
          "exists_one",
          "filter",
          "getDayOfWeek",
          "getFullYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "has",
          "int",
          "map",
          "matches",
          "size",
          "startsWith",
          "string",
          "timestamp");

  private Names() {}
}
