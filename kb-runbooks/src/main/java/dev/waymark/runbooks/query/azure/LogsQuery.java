package dev.waymark.runbooks.query.azure;

import com.azure.core.http.rest.Response;
import com.azure.core.models.ResponseError;
import com.azure.core.util.BinaryData;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.LogsQueryResult;
import com.azure.monitor.query.models.LogsTable;
import com.azure.monitor.query.models.LogsTableCell;
import com.azure.monitor.query.models.LogsTableRow;
import com.azure.monitor.query.models.QueryTimeInterval;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.query.QueryBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * KQL over a workspace, several workspaces, or the logs of a resource. The time that a query looks
 * at stands in its text.
 */
final class LogsQuery implements AzureQuery {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  public String service() {
    return "Log Analytics";
  }

  @Override
  public String target(BoundQuery query) {
    return Optional.ofNullable(query.options().get("resource"))
        .or(() -> Optional.ofNullable(query.options().get("workspace")))
        .orElse("");
  }

  @Override
  public Found ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, Deadline deadline)
      throws InterruptedException, TimeoutException {
    List<String> targets =
        Arrays.stream(target(query).split(","))
            .map(String::strip)
            .filter(target -> !target.isEmpty())
            .toList();
    if (targets.isEmpty()) {
      throw new WrongBody(
          "The query has no workspace to ask",
          "Give the run a `workspace`: a customer id or a resource id.");
    }
    LogsQueryOptions options =
        new LogsQueryOptions()
            .setServerTimeout(serverTimeout(deadline.left()))
            .setIncludeStatistics(true)
            .setAllowPartialErrors(true);
    if (targets.size() > 1) {
      options.setAdditionalWorkspaces(targets.subList(1, targets.size()));
    }
    LogsQueryResult result =
        deadline.await(call(connection, query, targets.get(0), options)).getValue();
    if (result == null || result.getAllTables() == null || result.getAllTables().isEmpty()) {
      throw new GarbledReply("holds no table");
    }
    return new Found(
        table(result.getAllTables().get(0)),
        Optional.ofNullable(result.getError()).map(LogsQuery::reason),
        Optional.empty(),
        statistics(result.getStatistics()));
  }

  private static Mono<Response<LogsQueryResult>> call(
      AzureConnection connection, BoundQuery query, String target, LogsQueryOptions options) {
    boolean resource = target.startsWith("/");
    return resource
        ? connection
            .logs()
            .queryResourceWithResponse(target, query.text(), QueryTimeInterval.ALL, options)
        : connection
            .logs()
            .queryWorkspaceWithResponse(target, query.text(), QueryTimeInterval.ALL, options);
  }

  /** A little less than we wait ourselves, so that the service's own word comes in time. */
  private static Duration serverTimeout(Duration left) {
    long seconds = Math.max(1, left.minusMillis(500).toSeconds());
    return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
  }

  private static Table table(LogsTable table) {
    if (table.getColumns() == null || table.getColumns().isEmpty() || table.getRows() == null) {
      throw new GarbledReply("holds a table without columns");
    }
    List<Column> columns =
        table.getColumns().stream()
            .map(column -> column(column.getColumnName(), String.valueOf(column.getColumnType())))
            .toList();
    return new Table(columns, table.getRows().stream().map(row -> row(columns, row)).toList());
  }

  private static Column column(@Nullable String name, String type) {
    if (name == null) {
      throw new GarbledReply("holds a column without a name");
    }
    return new Column(
        name,
        ColumnType.ofKustoName(type)
            .orElseThrow(() -> new GarbledReply("holds a column of an unknown type: " + type)));
  }

  private static Row row(List<Column> columns, LogsTableRow row) {
    List<LogsTableCell> cells = row.getRow();
    if (cells == null || cells.size() != columns.size()) {
      throw new GarbledReply("holds a row that doesn't fit its columns");
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      values.add(Cells.value(column.name(), column.type(), cells.get(i).getValueAsString()));
    }
    return new Row(values);
  }

  private static String reason(ResponseError error) {
    return ErrorBody.sentence(error.getCode(), error.getMessage(), details(error));
  }

  private static List<String> details(ResponseError error) {
    return com.azure.core.util.BinaryData.fromObject(error).toString().isEmpty()
        ? List.of()
        : ErrorBody.messages(BinaryData.fromObject(error).toString());
  }

  private static Map<String, String> statistics(@Nullable BinaryData statistics) {
    return statistics == null ? Map.of() : Statistics.of(statistics.toString());
  }
}
