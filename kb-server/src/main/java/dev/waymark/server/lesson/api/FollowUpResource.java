package dev.waymark.server.lesson.api;

import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.FollowUpState;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.lesson.FollowUps;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is to be done lest incidents come back. */
@Path(Api.BASE + "/follow-ups")
@Tag(name = "Reviews")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class FollowUpResource {
  private final FollowUps followUps;

  FollowUpResource(FollowUps followUps) {
    this.followUps = followUps;
  }

  /** A follow-up. */
  record FollowUpJson(
      long id,
      long incident,
      Optional<Long> lesson,
      String title,
      String owner,
      LocalDate due,
      String state,
      boolean overdue,
      Optional<String> link,
      Optional<String> reason) {
    static FollowUpJson of(FollowUp one, LocalDate today) {
      return new FollowUpJson(
          one.id(),
          one.incident(),
          one.lesson(),
          one.title(),
          one.owner(),
          one.due(),
          one.state().label(),
          one.isOverdue(today),
          one.link(),
          one.reason());
    }
  }

  @GET
  @Operation(summary = "Follow-ups, those that are due first first, at most 500")
  public List<FollowUpJson> followUps(
      @Parameter(description = "open, done or dropped; open where left out") @QueryParam("state")
          @Nullable String state) {
    FollowUpState wanted =
        RequestValues.optional(state)
            .map(
                label ->
                    FollowUpState.ofLabel(label)
                        .orElseThrow(
                            () -> RequestValues.choice("state", label, FollowUpState.values())))
            .orElse(FollowUpState.OPEN);
    LocalDate today = followUps.today();
    return followUps.in(wanted).stream().map(one -> FollowUpJson.of(one, today)).toList();
  }
}
