package dev.waymark.server.lesson.api;

import dev.waymark.model.incident.LessonState;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.Proposals;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lessons: what incidents taught, on its way into the entries. */
@Path(Api.BASE + "/lessons")
@Tag(name = "Lessons")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class LessonResource {
  private static final String PATCH = "text/x-patch;charset=UTF-8";

  private final Lessons lessons;
  private final Proposals proposals;

  LessonResource(Lessons lessons, Proposals proposals) {
    this.lessons = lessons;
    this.proposals = proposals;
  }

  @GET
  @Operation(summary = "Lessons, newest first, at most 500")
  public List<LessonJson> list(
      @Parameter(description = "open, proposed, merged or rejected") @QueryParam("state")
          @Nullable String state) {
    Optional<LessonState> wanted =
        RequestValues.optional(state)
            .map(
                label ->
                    LessonState.ofLabel(label)
                        .orElseThrow(
                            () -> RequestValues.choice("state", label, LessonState.values())));
    return lessons.list(wanted).stream().map(LessonJson::of).toList();
  }

  @GET
  @Path("{id: \\d{1,18}}")
  @Operation(summary = "A lesson")
  public LessonJson lesson(long id) {
    return LessonJson.of(proposals.settled(lessons.find(id).orThrow()));
  }

  @GET
  @Path("{id: \\d{1,18}}/patch")
  @Produces(PATCH)
  @Operation(summary = "What a proposed lesson changes, for git am and git apply")
  public String patch(long id) {
    return proposals.patch(lessons.find(id).orThrow()).orThrow();
  }
}
