package dev.waymark.sources.azure;

import com.azure.core.http.rest.Response;
import com.azure.monitor.query.models.LogsQueryOptions;
import com.azure.monitor.query.models.LogsQueryResult;
import com.azure.monitor.query.models.QueryTimeInterval;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.value.ResourceId;
import dev.waymark.model.value.ValueReading;
import dev.waymark.model.value.WorkspaceTarget;
import dev.waymark.model.value.WorkspaceTarget.ByResource;
import dev.waymark.model.value.WorkspaceTarget.Workspace;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.query.QueryBounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * KQL over a workspace, several workspaces, or the logs of a resource. The time that a query looks
 * at stands in its text.
 */
public final class LogsQuery implements AzureQuery {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Override
  public FenceKind kind() {
    return KqlFence.KIND;
  }

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
  public ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    List<Workspace> targets = targets(query);
    LogsQueryOptions options =
        new LogsQueryOptions()
            .setServerTimeout(serverTimeout(deadline.left()))
            .setIncludeStatistics(true)
            .setAllowPartialErrors(true);
    if (targets.size() > 1) {
      options.setAdditionalWorkspaces(targets.stream().skip(1).map(Workspace::toString).toList());
    }
    RawBody raw = new RawBody();
    deadline.await(raw.of(call(connection, query, targets.get(0), options)));
    return LogsReply.of(raw.get());
  }

  private static List<Workspace> targets(BoundQuery query) {
    String resource = query.options().get("resource");
    if (resource != null) {
      return List.of(new ByResource(asked("resource", resource, ResourceId.read(resource))));
    }
    String workspace = query.options().getOrDefault("workspace", "");
    if (workspace.isBlank()) {
      throw new FenceBodyException(
          "The query has no workspace to ask",
          "Give the run a `workspace`: a customer id or a resource id.");
    }
    return asked("workspace", workspace, WorkspaceTarget.read(workspace)).workspaces();
  }

  private static <T> T asked(String option, String text, ValueReading<T> read) {
    return read.value()
        .orElseThrow(
            () ->
                new FenceBodyException(
                    "“" + text + "” isn't a " + option + ": " + read.fault().orElse(""),
                    "Start again with another value, or take a branch by hand and say why."));
  }

  /** Asks at the target's own URL: the client puts the id of a resource into it as it is. */
  private static Mono<Response<LogsQueryResult>> call(
      AzureConnection connection, BoundQuery query, Workspace target, LogsQueryOptions options) {
    return target instanceof ByResource resource
        ? connection
            .logs()
            .queryResourceWithResponse(
                resource.id().path(), query.text(), QueryTimeInterval.ALL, options)
        : connection
            .logs()
            .queryWorkspaceWithResponse(
                target.toString(), query.text(), QueryTimeInterval.ALL, options);
  }

  /** A little less than we wait ourselves, so that the service's own word comes in time. */
  private static Duration serverTimeout(Duration left) {
    long seconds = Math.max(1, left.minusMillis(500).toSeconds());
    return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
  }
}
