package dev.waymark.server.lesson.api;

import dev.waymark.model.incident.LessonKind;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.NewLesson;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was learned in an incident. */
@Path(Api.BASE + "/incidents/{number: \\d{1,18}}/lessons")
@Tag(name = "Lessons")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class IncidentLessonResource {
  private final Lessons lessons;
  private final CurrentUser user;

  IncidentLessonResource(Lessons lessons, CurrentUser user) {
    this.lessons = lessons;
    this.user = user;
  }

  /** What is needed to write a lesson down. */
  record NewLessonBody(
      @Schema(description = "Ordinal of the run; 1 where left out") @Nullable Integer run,
      @Schema(description = "Number of the visit", required = true) @Nullable Integer visit,
      @Schema(description = "Such as missing-branch", required = true) @Nullable String kind,
      @Schema(description = "Index of the row it is about, from 0") @Nullable Integer branch,
      @Schema(description = "What the next person should know", required = true)
          @Nullable String text) {}

  @GET
  @Operation(summary = "What was learned in an incident")
  public List<LessonJson> ofIncident(long number) {
    return lessons.ofIncident(number).stream().map(LessonJson::of).toList();
  }

  @POST
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Write a lesson down at the step where it was learned")
  public Response add(long number, NewLessonBody body, @HeaderParam(Api.KEY) @Nullable String key) {
    String kind = RequestValues.required("kind", body.kind());
    LessonJson lesson =
        LessonJson.of(
            lessons
                .add(
                    number,
                    new NewLesson(
                        Optional.ofNullable(body.run()).orElse(1),
                        RequestValues.required("visit", body.visit()),
                        LessonKind.ofLabel(kind).orElseThrow(() -> unknownKind(kind)),
                        Optional.ofNullable(body.branch()),
                        RequestValues.required("text", body.text())),
                    user.actor(),
                    Optional.ofNullable(key))
                .orThrow());
    return Response.created(URI.create(Api.BASE + "/lessons/" + lesson.id()))
        .entity(lesson)
        .build();
  }

  private static ProblemException unknownKind(String kind) {
    return new ProblemException(
        Problem.invalid(
            "There is no kind of lesson “" + kind + "”.",
            "Send one such as missing-branch, wrong-condition or dead-end."));
  }
}
