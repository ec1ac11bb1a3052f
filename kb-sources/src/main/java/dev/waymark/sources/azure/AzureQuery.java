package dev.waymark.sources.azure;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.query.QueryBounds;
import java.util.concurrent.TimeoutException;

/**
 * How one kind of fence is asked at one of Azure's services. A query is registered by a line with
 * its class's name in {@code META-INF/services/dev.waymark.sources.azure.AzureQuery}; {@link
 * AzureSources} finds it there.
 */
public interface AzureQuery {
  /** The kind that it asks. */
  FenceKind kind();

  /** The service in words for people. */
  String service();

  /** What of the service a query asks. */
  String target(BoundQuery query);

  /** Asks once. Whatever goes wrong is thrown, for {@link Failures} to put into words. */
  ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException;
}
