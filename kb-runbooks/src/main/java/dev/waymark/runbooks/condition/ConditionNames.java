package dev.waymark.runbooks.condition;

import dev.waymark.model.entry.Verification;
import java.util.List;

/** What conditions may name. */
final class ConditionNames {
  static final String ROWS = "rows";
  static final String ROW = "row";
  static final String PARAMS = "params";
  static final String REMEMBERED = "remembered";
  static final String ALERT = "alert";
  static final String SINCE = Verification.SINCE;

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
          "charAt",
          "contains",
          "distinct",
          "double",
          "duration",
          "endsWith",
          "exists",
          "exists_one",
          "filter",
          "getDate",
          "getDayOfWeek",
          "getFullYear",
          "getHours",
          "getMinutes",
          "getMonth",
          "getSeconds",
          "has",
          "indexOf",
          "int",
          "join",
          "lastIndexOf",
          "lower",
          "map",
          "matches",
          "max",
          "milliseconds",
          "min",
          "percent",
          "replace",
          "size",
          "sort",
          "split",
          "startsWith",
          "string",
          "substring",
          "sum",
          "timestamp",
          "trim",
          "upper");

  /** Functions that stand behind a text. */
  static final List<String> OF_TEXT =
      List.of(
          "charAt",
          "indexOf",
          "lastIndexOf",
          "lower",
          "lowerAscii",
          "replace",
          "split",
          "substring",
          "trim",
          "upper",
          "upperAscii");

  private ConditionNames() {}
}
