package dev.waymark.server.alert.api;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import dev.waymark.model.incident.StoredAlert;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.alert.AlertHook;
import dev.waymark.server.alert.Alerts;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.webhook.Webhook;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Alerts of monitoring systems, and the incidents that they open. */
@Path(Api.BASE + "/alerts")
@Tag(name = "Alerts")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class AlertResource {
  private final Alerts alerts;
  private final AlertHook hook;
  private final CurrentUser user;

  AlertResource(Alerts alerts, AlertHook hook, CurrentUser user) {
    this.alerts = alerts;
    this.hook = hook;
    this.user = user;
  }

  /** An alert as it is kept. */
  record AlertJson(
      long id,
      String source,
      String rule,
      Optional<String> severity,
      String state,
      String description,
      List<String> targets,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<Measurement> measurements,
      Optional<String> link,
      List<AlertLink> links,
      Instant firedAt,
      Optional<Instant> resolvedAt,
      Optional<Instant> endedBefore,
      Instant lastSeenAt,
      int times,
      Optional<String> entry,
      Optional<Long> incident,
      Optional<String> obstacle) {
    static AlertJson of(StoredAlert kept) {
      return new AlertJson(
          kept.id(),
          kept.alert().source(),
          kept.alert().rule(),
          kept.alert().severity().map(level -> level.label()),
          kept.alert().state().label(),
          kept.alert().description(),
          kept.alert().targets(),
          kept.alert().labels(),
          kept.alert().annotations(),
          kept.alert().measurements(),
          kept.alert().links().stream().findFirst().map(AlertLink::address),
          kept.alert().links(),
          kept.alert().firedAt(),
          kept.alert().resolvedAt(),
          kept.endedBefore(),
          kept.lastSeenAt(),
          kept.times(),
          kept.entry(),
          kept.incident(),
          kept.obstacle());
    }
  }

  /** The incident that an alert belongs to. */
  record JoinBody(@Nullable Long incident) {}

  @GET
  @Operation(summary = "Alerts, newest first, at most 200")
  public List<AlertJson> list(
      @Parameter(description = "firing or resolved") @QueryParam("state") @Nullable String state,
      @QueryParam("source") @Nullable String source,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("incident") @Nullable String incident,
      @Parameter(
              description =
                  "none: only those that opened nothing; unstarted: of those only the ones whose"
                      + " entry couldn't be started")
          @QueryParam("entry")
          @Nullable String entry) {
    return alerts
        .list(
            new Alerts.Wanted(
                RequestValues.optional(state)
                    .map(
                        label ->
                            AlertState.ofLabel(label)
                                .orElseThrow(
                                    () ->
                                        RequestValues.choice("state", label, AlertState.values()))),
                RequestValues.optional(source),
                RequestValues.optional(rule),
                RequestValues.optional(incident).map(RequestValues::incident),
                "none".equals(entry),
                "unstarted".equals(entry)))
        .stream()
        .map(AlertJson::of)
        .toList();
  }

  @POST
  @RolesAllowed(Role.RESPOND)
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Take in alerts; those that open an entry open an incident, or join one",
      description =
          "Azure's common alert schema, Alertmanager's and Grafana's webhook, or an object with a"
              + " rule: see docs/alerts.md.")
  public Response receive(byte @Nullable [] body) {
    return accepted(body, user.actor());
  }

  @POST
  @Path("/hook")
  @PermitAll
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "The same, for systems that can't send a token",
      description =
          "Proven by the secret as `?secret=`, as a bearer token or as a password: see"
              + " docs/alerts.md.")
  public Response hook(
      @QueryParam("secret") @Nullable String secret,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      byte @Nullable [] body) {
    Webhook.Proof proof =
        new Webhook.Proof(
            Optional.empty(), Optional.ofNullable(secret), Optional.ofNullable(authorization));
    if (!hook.isGenuine(proof, body == null ? new byte[0] : body)) {
      throw new ProblemException(
          new Problem(
              Problem.Kind.FORBIDDEN,
              "The secret is wrong or missing, or this server has none.",
              "Give the monitoring system the secret of the file that WAYMARK_ALERTS_SECRET_FILE"
                  + " names."));
    }
    return accepted(body, Actor.ENGINE);
  }

  @POST
  @Path("/{id}/incident")
  @RolesAllowed(Role.RESPOND)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Put an alert to an incident by hand")
  public AlertJson join(@RestPath String id, JoinBody body) {
    JoinBody wanted = RequestValues.required("body", body);
    return AlertJson.of(
        alerts
            .join(
                RequestValues.number("id", id, 1),
                RequestValues.required("incident", wanted.incident()),
                user.actor())
            .orThrow());
  }

  private Response accepted(byte @Nullable [] body, Actor actor) {
    List<AlertJson> taken =
        alerts.receive(body == null ? new byte[0] : body, actor).orThrow().stream()
            .map(AlertJson::of)
            .toList();
    return Response.accepted(taken).build();
  }
}
