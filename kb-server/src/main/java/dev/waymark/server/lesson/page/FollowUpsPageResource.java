package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.FollowUpState;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.FollowUps;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The follow-ups of all incidents, those that are due first first. */
@Path("/follow-ups")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class FollowUpsPageResource {
  private final FollowUps followUps;
  private final CurrentUser user;

  FollowUpsPageResource(FollowUps followUps, CurrentUser user) {
    this.followUps = followUps;
    this.user = user;
  }

  /**
   * What the page shows.
   *
   * @param owner whose they are; empty for everybody's
   */
  record View(
      String state,
      String owner,
      List<String> states,
      List<FollowUpLine> followUps,
      String today,
      Optional<Problem> problem) {

    /** Keeps the owner in the address of another state. */
    public String ownerQuery() {
      return owner.isEmpty() ? "" : "&owner=" + URLEncoder.encode(owner, StandardCharsets.UTF_8);
    }
  }

  @GET
  public TemplateInstance list(
      @RestQuery @DefaultValue("open") String state, @RestQuery @DefaultValue("") String owner) {
    return page(
        FollowUpState.ofLabel(state).orElse(FollowUpState.OPEN), owner.strip(), Optional.empty());
  }

  /**
   * Says that it is done.
   *
   * @param back number of the incident whose review it was said in
   */
  @POST
  @Path("{id: \\d{1,18}}/done")
  @RolesAllowed(Role.RESPOND)
  public Response done(
      long id, @RestForm @DefaultValue("") String link, @RestForm @DefaultValue("") String back) {
    return answer(followUps.done(id, link, user.actor()), back);
  }

  @POST
  @Path("{id: \\d{1,18}}/drop")
  @RolesAllowed(Role.RESPOND)
  public Response drop(
      long id, @RestForm @DefaultValue("") String reason, @RestForm @DefaultValue("") String back) {
    return answer(followUps.drop(id, reason, user.actor()), back);
  }

  @POST
  @Path("{id: \\d{1,18}}/change")
  @RolesAllowed(Role.RESPOND)
  public Response change(
      long id,
      @RestForm @DefaultValue("") String owner,
      @RestForm @DefaultValue("") String due,
      @RestForm @DefaultValue("") String back) {
    try {
      return answer(followUps.change(id, owner, LocalDate.parse(due.strip())), back);
    } catch (DateTimeParseException e) {
      return refused(
          Problem.invalid("“" + due + "” isn't a day.", "Write it as 2026-12-01, or choose it."));
    }
  }

  @POST
  @Path("{id: \\d{1,18}}/reopen")
  @RolesAllowed(Role.RESPOND)
  public Response reopen(long id, @RestForm @DefaultValue("") String back) {
    return answer(followUps.reopen(id), back);
  }

  private Response answer(Result<FollowUp> result, String back) {
    if (result instanceof Result.Refused<FollowUp> refused) {
      return refused(refused.problem());
    }
    String to = back.matches("\\d{1,18}") ? "/incidents/" + back + "/review" : "/follow-ups";
    return Response.seeOther(SafeReturn.to(Optional.of(to))).build();
  }

  private Response refused(Problem problem) {
    return Response.status(problem.kind().status())
        .entity(page(FollowUpState.OPEN, "", Optional.of(problem)))
        .build();
  }

  private TemplateInstance page(FollowUpState state, String owner, Optional<Problem> problem) {
    LocalDate today = followUps.today();
    List<FollowUp> found = owner.isEmpty() ? followUps.in(state) : followUps.in(state, owner);
    return Templates.followUps(
        new View(
            state.label(),
            owner,
            Arrays.stream(FollowUpState.values()).map(FollowUpState::label).toList(),
            found.stream().map(one -> FollowUpLine.of(one, today)).toList(),
            today.toString(),
            problem));
  }

  @CheckedTemplate(basePath = "lesson")
  static class Templates {
    private Templates() {}

    static native TemplateInstance followUps(View view);
  }
}
