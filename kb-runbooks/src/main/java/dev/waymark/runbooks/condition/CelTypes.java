package dev.waymark.runbooks.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Scope} as CEL's types. Known columns, parameters and remembered values are fields of
 * structures, so that CEL refuses an unknown one; the values behind them are maps.
 */
final class CelTypes implements CelTypeProvider {
  private static final String ROW_TYPE = "answer.Row";
  private static final String PARAMS_TYPE = "entry.Params";
  private static final String REMEMBERED_TYPE = "entry.Remembered";

  private final CelType row;
  private final StructType params;
  private final StructType remembered;
  private final ImmutableList<CelType> structures;

  CelTypes(Scope scope) {
    this.row =
        scope
            .columns()
            .<CelType>map(columns -> structure(ROW_TYPE, columnTypes(columns)))
            .orElse(MapType.create(SimpleType.STRING, SimpleType.DYN));
    Map<String, CelType> parameterTypes = new HashMap<>();
    scope.params().forEach((name, type) -> parameterTypes.put(name, of(type)));
    this.params = structure(PARAMS_TYPE, parameterTypes);
    Map<String, CelType> rememberedTypes = new HashMap<>();
    scope.remembered().forEach((name, type) -> rememberedTypes.put(name, of(type)));
    this.remembered = structure(REMEMBERED_TYPE, rememberedTypes);
    this.structures =
        row instanceof StructType
            ? ImmutableList.of(row, params, remembered)
            : ImmutableList.of(params, remembered);
  }

  CelType rows() {
    return ListType.create(row);
  }

  CelType row() {
    return row;
  }

  CelType params() {
    return params;
  }

  CelType remembered() {
    return remembered;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return structures;
  }

  @Override
  public Optional<CelType> findType(String name) {
    return structures.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  private static Map<String, CelType> columnTypes(List<Column> columns) {
    Map<String, CelType> types = new HashMap<>();
    columns.forEach(column -> types.putIfAbsent(column.name(), of(column.type())));
    return types;
  }

  private static StructType structure(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    return StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
  }

  private static CelType of(ParameterType type) {
    return of(type.columnType());
  }

  private static CelType of(ColumnType type) {
    return switch (type) {
      case BOOL -> SimpleType.BOOL;
      case INT, LONG -> SimpleType.INT;
      case REAL, DECIMAL -> SimpleType.DOUBLE;
      case STRING, GUID -> SimpleType.STRING;
      case DATETIME -> SimpleType.TIMESTAMP;
      case TIMESPAN -> SimpleType.DURATION;
      case DYNAMIC -> SimpleType.DYN;
    };
  }

  /** The column type of what an expression gives. */
  static ColumnType columnType(CelType type) {
    return switch (type.kind()) {
      case BOOL -> ColumnType.BOOL;
      case INT, UINT -> ColumnType.LONG;
      case DOUBLE -> ColumnType.REAL;
      case STRING -> ColumnType.STRING;
      case TIMESTAMP -> ColumnType.DATETIME;
      case DURATION -> ColumnType.TIMESPAN;
      default -> ColumnType.DYNAMIC;
    };
  }
}
