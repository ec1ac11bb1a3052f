package dev.waymark.sources.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.QueryResponse;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.azure.resourcemanager.resourcegraph.models.ResultTruncated;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.query.QueryBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Resource Graph, page by page until the row cap is reached. */
public final class GraphQuery implements AzureQuery {
  private static final int MOST_ON_A_PAGE = 1_000;
  private static final int MOST_PAGES = 100;

  @Override
  public FenceKind kind() {
    return ResourceGraphFence.KIND;
  }

  @Override
  public String service() {
    return "Resource Graph";
  }

  @Override
  public String target(BoundQuery query) {
    return "Resource Graph";
  }

  @Override
  public ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    GraphRows rows = new GraphRows();
    String token = null;
    boolean truncated = false;
    long total = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      QueryResponse reply = deadline.await(page(connection, query, bounds, token));
      rows.add(reply.data());
      truncated = reply.resultTruncated() == ResultTruncated.TRUE;
      total = reply.totalRecords();
      token = reply.skipToken();
      if (token == null || token.isEmpty() || rows.size() > bounds.rows()) {
        break;
      }
    }
    Table table = rows.table();
    boolean more = token != null && !token.isEmpty();
    Optional<String> incomplete =
        truncated || more
            ? Optional.of(
                "Resource Graph has %d rows and gave %d".formatted(total, table.rows().size()))
            : Optional.empty();
    return new ServiceResult(
        table, incomplete, Optional.empty(), Map.of("rows in all", "" + total));
  }

  private static Mono<QueryResponse> page(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, @Nullable String token) {
    QueryRequestOptions options =
        new QueryRequestOptions()
            .withResultFormat(ResultFormat.TABLE)
            .withTop(Math.min(MOST_ON_A_PAGE, bounds.rows() + 1));
    if (token != null) {
      options.withSkipToken(token);
    }
    QueryRequest request = new QueryRequest().withQuery(query.text()).withOptions(options);
    List<String> subscriptions = connection.configuration().subscriptions();
    if (!subscriptions.isEmpty()) {
      request.withSubscriptions(subscriptions);
    }
    return Mono.fromCallable(
            () ->
                connection
                    .graph()
                    .resourceProviders()
                    .resourcesWithResponse(request, Context.NONE)
                    .getValue())
        .subscribeOn(Schedulers.boundedElastic());
  }
}
