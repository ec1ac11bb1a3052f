package dev.waymark.sources.azure;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.query.QueryBounds;
import java.util.concurrent.TimeoutException;

/** One kind of fence at one of Azure's services. */
interface AzureQuery {
  /** The service in words for people. */
  String service();

  /** What of the service a query asks. */
  String target(BoundQuery query);

  /** Asks once. Whatever goes wrong is thrown, for {@link Failures} to put into words. */
  ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException;
}
