package dev.waymark.server.review.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.Review;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.FollowUps;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.lesson.NewFollowUp;
import dev.waymark.server.lesson.NewLesson;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.problem.Result;
import dev.waymark.server.review.ReviewedIncident;
import dev.waymark.server.review.Reviews;
import dev.waymark.server.review.page.ReviewPages.Begun;
import dev.waymark.server.review.page.ReviewView.NewFollowUpView;
import dev.waymark.server.review.page.ReviewView.NewLessonView;
import dev.waymark.server.web.SafeReturn;
import dev.waymark.server.web.Saved;
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
public class ReviewPageResource {
  private static final Problem UNREADABLE =
      Problem.invalid(
          "The time at which it began can't be read.", "Write it as 2026-11-01T02:14, in UTC.");

  private static final Problem TAKEN =
      Problem.conflict("Nothing is saved yet.", "Compare the rest, and save.");

  private final Reviews reviews;
  private final Lessons lessons;
  private final FollowUps followUps;
  private final ReviewPages pages;
  private final CurrentUser user;

  ReviewPageResource(
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
        pages.page(reviewed, Begun.lesson(new NewLessonView(at, kind, "")), Optional.empty()));
  }

  @POST
  @RolesAllowed(Role.RESPOND)
  public Response write(long number, @BeanParam ReviewForm form) {
    if (form.isByItself()) {
      Review.Text text = form.text().orElseThrow(() -> new ProblemException(UNREADABLE));
      return Saved.reply(
          reviews
              .write(number, text, form.revision(), user.actor())
              .map(written -> written.review().revision()));
    }
    return notSaved(number, form).orElseGet(() -> to("/incidents/" + number + "/review"));
  }

  /** Saves what is written, and closes the review; a review that can't be closed is saved, too. */
  @POST
  @Path("close")
  @RolesAllowed(Role.RESPOND)
  public Response close(long number, @BeanParam ReviewForm form) {
    return notSaved(number, form)
        .orElseGet(() -> answer(number, reviews.close(number, user.actor()), "", Begun.NOTHING));
  }

  /** Saves what is written; the page that says why not, if it can't be. */
  private Optional<Response> notSaved(long number, ReviewForm form) {
    Optional<Review.Text> text = form.text();
    if (text.isEmpty()) {
      return Optional.of(refused(number, UNREADABLE, Begun.text(form.with(Optional.empty()))));
    }
    if (form.takes()) {
      Review.Text saved = reviews.of(number).orThrow().review().text();
      return Optional.of(
          refused(number, TAKEN, Begun.text(form.taking(text.orElseThrow(), saved))));
    }
    return reviews
        .write(number, text.orElseThrow(), form.revision(), user.actor())
        .refusal()
        .map(problem -> refused(number, problem, Begun.text(text.orElseThrow())));
  }

  @POST
  @Path("reopen")
  @RolesAllowed(Role.RESPOND)
  public Response reopen(long number) {
    return answer(number, reviews.reopen(number, user.actor()), "", Begun.NOTHING);
  }

  /**
   * Writes a lesson down.
   *
   * @param at ordinal of the run and number of the visit, such as {@code 1.4}
   * @param key idempotency key
   */
  @POST
  @Path("lessons")
  @RolesAllowed(Role.RESPOND)
  public Response addLesson(
      long number,
      @RestForm @DefaultValue("") String at,
      @RestForm @DefaultValue("") String kind,
      @RestForm @DefaultValue("") String text,
      @RestForm @DefaultValue("") String key) {
    String written = text.replace("\r\n", "\n");
    Begun begun = Begun.lesson(new NewLessonView(at, kind, written));
    String[] place = at.split("\\.", 2);
    Optional<LessonKind> chosen = LessonKind.ofLabel(kind);
    if (chosen.isEmpty() || !at.matches("\\d{1,4}\\.\\d{1,6}")) {
      return refused(
          number,
          Problem.invalid(
              "It isn't clear where or what kind of lesson this is.",
              "Choose a step and a kind from the lists."),
          begun);
    }
    Result<Lesson> result =
        lessons.add(
            number,
            new NewLesson(
                Integer.parseInt(place[0]),
                Integer.parseInt(place[1]),
                chosen.orElseThrow(),
                Optional.empty(),
                written),
            user.actor(),
            given(key));
    return answer(number, result, "#at:lessons", begun);
  }

  /**
   * Writes a follow-up down.
   *
   * @param lesson number of the one that it comes of; 0 if it comes of none
   * @param key idempotency key
   */
  @POST
  @Path("follow-ups")
  @RolesAllowed(Role.RESPOND)
  public Response addFollowUp(
      long number,
      @RestForm @DefaultValue("") String title,
      @RestForm @DefaultValue("") String owner,
      @RestForm @DefaultValue("") String due,
      @RestForm @DefaultValue("0") long lesson,
      @RestForm @DefaultValue("") String key) {
    Begun begun = Begun.followUp(new NewFollowUpView(title, owner, due, lesson, true));
    Optional<LocalDate> day = day(due);
    if (day.isEmpty()) {
      return refused(
          number,
          Problem.invalid("“" + due + "” isn't a day.", "Write it as 2026-12-01, or choose it."),
          begun);
    }
    Optional<Long> source = Optional.of(lesson).filter(id -> id != 0);
    return answer(
        number,
        followUps.add(
            number,
            new NewFollowUp(source, title, owner, day.orElseThrow()),
            user.actor(),
            given(key)),
        "#at:follow-ups",
        begun);
  }

  private static Optional<String> given(String key) {
    return Optional.of(key).filter(text -> !text.isBlank());
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Response answer(long number, Result<?> result, String anchor, Begun begun) {
    return result instanceof Result.Refused<?> refused
        ? refused(number, refused.problem(), begun)
        : to("/incidents/" + number + "/review" + anchor);
  }

  /** What was written stays on the page. */
  private Response refused(long number, Problem problem, Begun begun) {
    return Response.status(problem.kind().status())
        .entity(
            Templates.review(pages.page(reviews.of(number).orThrow(), begun, Optional.of(problem))))
        .build();
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
