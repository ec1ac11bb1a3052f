package dev.waymark.kql.function;

import dev.waymark.model.table.ColumnType;
import java.util.Optional;

/** What a function takes at a place. */
public enum FunctionParameter {
  BOOL(ColumnType.BOOL),
  INT(ColumnType.INT),
  LONG(ColumnType.LONG),
  REAL(ColumnType.REAL),
  DECIMAL(ColumnType.DECIMAL),
  STRING(ColumnType.STRING),
  DATETIME(ColumnType.DATETIME),
  TIMESPAN(ColumnType.TIMESPAN),
  GUID(ColumnType.GUID),
  DYNAMIC(ColumnType.DYNAMIC),
  /** Whatever comes, as it is. */
  ANY(),
  /** Anything that all arguments of this kind have in common. */
  T(),
  /** Any number; all arguments of this kind become the widest of their types. */
  N();

  private final Optional<ColumnType> type;

  FunctionParameter() {
    this.type = Optional.empty();
  }

  FunctionParameter(ColumnType type) {
    this.type = Optional.of(type);
  }

  public Optional<ColumnType> type() {
    return type;
  }

  /** How far an argument is from what's asked for; negative if it doesn't fit. */
  public int distance(ColumnType argument) {
    return switch (this) {
      case ANY, T -> 2;
      case N -> isNumber(argument) ? 1 : -1;
      case INT -> argument == ColumnType.INT ? 0 : -1;
      case LONG -> argument == ColumnType.LONG ? 0 : argument == ColumnType.INT ? 1 : -1;
      case REAL -> argument == ColumnType.REAL ? 0 : isNumber(argument) ? 3 : -1;
      case DECIMAL -> argument == ColumnType.DECIMAL ? 0 : isNumber(argument) ? 4 : -1;
      case STRING -> argument == ColumnType.STRING ? 0 : argument == ColumnType.DYNAMIC ? 5 : -1;
      case BOOL -> argument == ColumnType.BOOL ? 0 : -1;
      case DATETIME -> argument == ColumnType.DATETIME ? 0 : -1;
      case TIMESPAN -> argument == ColumnType.TIMESPAN ? 0 : -1;
      case GUID -> argument == ColumnType.GUID ? 0 : -1;
      case DYNAMIC -> argument == ColumnType.DYNAMIC ? 0 : -1;
    };
  }

  public static boolean isNumber(ColumnType type) {
    return switch (type) {
      case INT, LONG, REAL, DECIMAL -> true;
      case BOOL, STRING, DATETIME, TIMESPAN, GUID, DYNAMIC -> false;
    };
  }

  /** Whether both types are numbers, so that values of one may be given for the other. */
  public static boolean areNumbers(ColumnType from, ColumnType to) {
    return isNumber(from) && isNumber(to);
  }
}
