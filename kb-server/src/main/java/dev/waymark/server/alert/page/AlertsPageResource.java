package dev.waymark.server.alert.page;

import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.StoredAlert;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.alert.Alerts;
import dev.waymark.server.alert.UnstartedAlerts;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.MeasurementText;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What monitoring systems have told, and what came of it. */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class AlertsPageResource {
  private static final Set<String> UNOPENED = Set.of("none", "unstarted");

  private final Alerts alerts;
  private final UnstartedAlerts unstarted;
  private final CurrentUser user;
  private final Moments moments;

  AlertsPageResource(Alerts alerts, UnstartedAlerts unstarted, CurrentUser user, Moments moments) {
    this.alerts = alerts;
    this.unstarted = unstarted;
    this.user = user;
    this.moments = moments;
  }

  /**
   * The list.
   *
   * @param entry {@code none} for those that opened nothing, {@code unstarted} for those of them
   *     whose entry couldn't be started
   */
  @GET
  public TemplateInstance list(
      @RestQuery @DefaultValue("") String state,
      @RestQuery @DefaultValue("") String rule,
      @RestQuery @DefaultValue("") String source,
      @RestQuery @DefaultValue("") String incident,
      @RestQuery @DefaultValue("") String entry) {
    return page(
        new AlertsView.Filter(
            AlertState.ofLabel(state).map(AlertState::label).orElse(""),
            rule.strip(),
            source.strip(),
            number(incident).map(String::valueOf).orElse(""),
            UNOPENED.contains(entry) ? entry : ""),
        Optional.empty());
  }

  /** Puts an alert to an incident by hand. */
  @POST
  @Path("{id: \\d{1,18}}/incident")
  @RolesAllowed(Role.RESPOND)
  public Response join(long id, @RestForm @DefaultValue("") String incident) {
    Result<StoredAlert> joining =
        number(incident)
            .map(wanted -> alerts.join(id, wanted, user.actor()))
            .orElseGet(
                () ->
                    Result.refused(
                        Problem.invalid(
                            "“" + incident + "” isn't a number of an incident.",
                            "Give the number that stands beside the incident’s title.")));
    if (joining instanceof Result.Refused<StoredAlert> refused) {
      return Response.status(refused.problem().kind().status())
          .entity(page(new AlertsView.Filter("", "", "", "", ""), Optional.of(refused.problem())))
          .build();
    }
    return Response.seeOther(
            SafeReturn.to(joining.orThrow().incident().map(number -> "/incidents/" + number)))
        .build();
  }

  private TemplateInstance page(AlertsView.Filter filter, Optional<Problem> problem) {
    List<StoredAlert> found =
        alerts.list(
            new Alerts.Wanted(
                AlertState.ofLabel(filter.state()),
                given(filter.source()),
                given(filter.rule()),
                number(filter.incident()),
                filter.entry().equals("none"),
                filter.entry().equals("unstarted")));
    return Templates.alerts(
        new AlertsView(
            filter,
            found.stream().map(this::line).toList(),
            found.size() == Alerts.MOST_LISTED,
            unstarted.count(),
            problem));
  }

  private AlertsView.Line line(StoredAlert kept) {
    Alert alert = kept.alert();
    return new AlertsView.Line(
        kept.id(),
        alert.rule(),
        alert.source(),
        alert.severity().map(level -> level.label()),
        alert.state() == AlertState.FIRING,
        alert.description(),
        alert.targets().stream()
            .map(
                target ->
                    new AlertsView.Target(target.substring(target.lastIndexOf('/') + 1), target))
            .toList(),
        alert.labels().entrySet().stream()
            .map(label -> new AlertsView.Label(label.getKey(), label.getValue()))
            .toList(),
        moments.of(alert.firedAt()),
        alert.resolvedAt().map(moments::of),
        kept.endedBefore().map(moments::of),
        kept.times(),
        alert.annotations().entrySet().stream()
            .map(text -> new AlertsView.Label(text.getKey(), text.getValue()))
            .toList(),
        alert.measurements().stream().map(MeasurementText::of).toList(),
        alert.links(),
        kept.entry(),
        kept.incident(),
        kept.obstacle());
  }

  private static Optional<Long> number(String text) {
    return given(text).filter(digits -> digits.matches("\\d{1,18}")).map(Long::valueOf);
  }

  /** Without what the store can't compare with. */
  private static Optional<String> given(String text) {
    return Optional.of(text.strip()).filter(t -> !t.isEmpty() && t.indexOf('\0') < 0);
  }

  @CheckedTemplate(basePath = "alert")
  static class Templates {
    private Templates() {}

    static native TemplateInstance alerts(AlertsView view);
  }
}
