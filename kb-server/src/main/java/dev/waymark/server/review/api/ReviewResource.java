package dev.waymark.server.review.api;

import dev.waymark.model.incident.Review;
import dev.waymark.runbooks.record.Diagnosis;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.review.Reviews;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The review of an incident. */
@Path(Api.BASE + "/incidents/{number: \\d{1,18}}/review")
@Tag(name = "Reviews")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class ReviewResource {
  private final Reviews reviews;
  private final CurrentUser user;

  ReviewResource(Reviews reviews, CurrentUser user) {
    this.reviews = reviews;
    this.user = user;
  }

  /** A review with what the record of its incident says. */
  record ReviewJson(
      long incident,
      int revision,
      boolean drafted,
      Optional<Instant> closedAt,
      Optional<String> closedBy,
      Optional<Instant> beganAt,
      String summary,
      String impact,
      String wentWell,
      String wentBadly,
      String noLessonReason,
      Optional<Instant> acknowledged,
      Optional<Instant> diagnosed,
      Optional<Instant> mitigated,
      Optional<Instant> ended,
      List<String> findings) {
    static ReviewJson of(ReviewedIncident reviewed) {
      Review review = reviewed.review();
      IncidentFacts facts = reviewed.facts();
      return new ReviewJson(
          review.incident(),
          review.revision(),
          reviewed.drafted(),
          review.closed().map(Review.Closed::at),
          review.closed().map(Review.Closed::by),
          review.text().beganAt(),
          review.text().summary(),
          review.text().impact(),
          review.text().wentWell(),
          review.text().wentBadly(),
          review.text().noLessonReason(),
          facts.acknowledged(),
          facts.diagnosis().map(Diagnosis::when),
          facts.mitigated(),
          reviewed.incident().endedAt(),
          facts.sentences());
    }
  }

  /** What people write; the revision is the one that they have seen. */
  record ReviewBody(
      @Schema(required = true) @Nullable Integer revision,
      @Nullable Instant beganAt,
      @Nullable String summary,
      @Nullable String impact,
      @Nullable String wentWell,
      @Nullable String wentBadly,
      @Nullable String noLessonReason) {}

  @GET
  @Operation(summary = "The review of an incident that has ended")
  public ReviewJson review(long number) {
    return ReviewJson.of(reviews.of(number).orThrow());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Write the review, on the revision that was seen")
  public ReviewJson write(long number, ReviewBody body) {
    Review.Text text =
        new Review.Text(
            Optional.ofNullable(body.beganAt()),
            RequestValues.optional(body.summary()).orElse(""),
            RequestValues.optional(body.impact()).orElse(""),
            RequestValues.optional(body.wentWell()).orElse(""),
            RequestValues.optional(body.wentBadly()).orElse(""),
            RequestValues.optional(body.noLessonReason()).orElse(""));
    int revision = RequestValues.required("revision", body.revision());
    return ReviewJson.of(reviews.write(number, text, revision, user.actor()).orThrow());
  }

  @POST
  @Path("close")
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Close the review; it takes a lesson, or a reason why there is none")
  public ReviewJson close(long number) {
    return ReviewJson.of(reviews.close(number, user.actor()).orThrow());
  }
}
