package dev.waymark.server.web.review;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.Review;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.FollowUps;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.NewLesson;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.review.Reviews;
import dev.waymark.server.web.shell.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Looking back on an incident. */
@Path("/incidents/{number}/review")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class ReviewResource {
  private static final ReviewView.Chosen NOTHING = new ReviewView.Chosen("", "");

  private final Reviews reviews;
  private final Lessons lessons;
  private final FollowUps followUps;
  private final ReviewPages pages;
  private final CurrentUser user;

  ReviewResource(
      Reviews reviews, Lessons lessons, FollowUps followUps, ReviewPages pages, CurrentUser user) {
    this.reviews = reviews;
    this.lessons = lessons;
    this.followUps = followUps;
    this.pages = pages;
    this.user = user;
  }

  @GET
  public TemplateInstance review(
      long number,
      @RestQuery @DefaultValue("") String at,
      @RestQuery @DefaultValue("") String kind) {
    ReviewedIncident reviewed = reviews.of(number).orThrow();
    return Templates.review(
        pages.page(
            reviewed, reviewed.review().text(), new ReviewView.Chosen(at, kind), Optional.empty()));
  }

  @POST
  @RolesAllowed(Role.RESPOND)
  public Response write(long number, @BeanParam ReviewForm form) {
    Optional<Review.Text> text = form.text();
    if (text.isEmpty()) {
      return refused(
          number,
          Problem.invalid(
              "The time at which it began can't be read.", "Write it as 2026-11-01T02:14, in UTC."),
          form.with(Optional.empty()));
    }
    Result<ReviewedIncident> result =
        reviews.write(number, text.orElseThrow(), form.revision(), user.actor());
    return result instanceof Result.Refused<ReviewedIncident> refused
        ? refused(number, refused.problem(), text.orElseThrow())
        : back(number);
  }

  @POST
  @Path("close")
  @RolesAllowed(Role.RESPOND)
  public Response close(long number) {
    return answer(number, reviews.close(number, user.actor()), "");
  }

  @POST
  @Path("reopen")
  @RolesAllowed(Role.RESPOND)
  public Response reopen(long number) {
    return answer(number, reviews.reopen(number, user.actor()), "");
  }

  /**
   * Writes a lesson down.
   *
   * @param at ordinal of the run and number of the visit, such as {@code 1.4}
   */
  @POST
  @Path("lessons")
  @RolesAllowed(Role.RESPOND)
  public Response addLesson(
      long number,
      @RestForm @DefaultValue("") String at,
      @RestForm @DefaultValue("") String kind,
      @RestForm @DefaultValue("") String text) {
    String[] place = at.split("\\.", 2);
    Optional<LessonKind> chosen = LessonKind.ofLabel(kind);
    if (chosen.isEmpty() || !at.matches("\\d{1,4}\\.\\d{1,6}")) {
      return refused(
          number,
          Problem.invalid(
              "It isn't clear where or what kind of lesson this is.",
              "Choose a step and a kind from the lists."));
    }
    Result<Lesson> result =
        lessons.add(
            number,
            new NewLesson(
                Integer.parseInt(place[0]),
                Integer.parseInt(place[1]),
                chosen.orElseThrow(),
                Optional.empty(),
                text.replace("\r\n", "\n")),
            user.actor());
    return answer(number, result, "#at:lessons");
  }

  @POST
  @Path("follow-ups")
  @RolesAllowed(Role.RESPOND)
  public Response addFollowUp(
      long number,
      @RestForm @DefaultValue("") String title,
      @RestForm @DefaultValue("") String owner,
      @RestForm @DefaultValue("") String due) {
    Optional<LocalDate> day = day(due);
    if (day.isEmpty()) {
      return refused(
          number,
          Problem.invalid("“" + due + "” is no day.", "Write it as 2026-12-01, or choose it."));
    }
    return answer(
        number,
        followUps.add(number, Optional.empty(), title, owner, day.orElseThrow(), user.actor()),
        "#at:follow-ups");
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Response answer(long number, Result<?> result, String anchor) {
    return result instanceof Result.Refused<?> refused
        ? refused(number, refused.problem())
        : to("/incidents/" + number + "/review" + anchor);
  }

  private Response refused(long number, Problem problem) {
    ReviewedIncident reviewed = reviews.of(number).orThrow();
    return page(reviewed, reviewed.review().text(), problem);
  }

  /** What was written stays on the page. */
  private Response refused(long number, Problem problem, Review.Text written) {
    return page(reviews.of(number).orThrow(), written, problem);
  }

  private Response page(ReviewedIncident reviewed, Review.Text text, Problem problem) {
    return Response.status(problem.kind().status())
        .entity(Templates.review(pages.page(reviewed, text, NOTHING, Optional.of(problem))))
        .build();
  }

  private static Response back(long number) {
    return to("/incidents/" + number + "/review");
  }

  private static Response to(String path) {
    return Response.seeOther(SafeReturn.to(Optional.of(path))).build();
  }

  @CheckedTemplate(basePath = "review")
  static class Templates {
    private Templates() {}

    static native TemplateInstance review(ReviewView view);
  }
}
