package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.LessonState;
import dev.waymark.server.account.Role;
import dev.waymark.server.lesson.FollowUps;
import dev.waymark.server.lesson.Lessons;
import dev.waymark.server.review.Reviews;
import dev.waymark.server.web.Moment;
import dev.waymark.server.web.Moments;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** What was learned, and what still waits: reviews to write, lessons to propose. */
@Path("/lessons")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class LessonsPageResource {
  private final Lessons lessons;
  private final Reviews reviews;
  private final FollowUps followUps;
  private final Moments moments;

  LessonsPageResource(Lessons lessons, Reviews reviews, FollowUps followUps, Moments moments) {
    this.lessons = lessons;
    this.reviews = reviews;
    this.followUps = followUps;
    this.moments = moments;
  }

  /**
   * What the page shows.
   *
   * @param state label of the state that is shown; empty for all
   * @param overdue how many follow-ups should have been done by now
   */
  record View(
      String state,
      List<String> states,
      List<LessonLine> lessons,
      List<WaitingView> waiting,
      long overdue) {}

  /** A review that waits for its people. */
  record WaitingView(long number, String title, String severity, boolean recorded, Moment since) {}

  @GET
  public TemplateInstance list(@RestQuery @DefaultValue("") String state) {
    return Templates.lessons(
        new View(
            state,
            Arrays.stream(LessonState.values()).map(LessonState::label).toList(),
            lessons.list(LessonState.ofLabel(state)).stream()
                .map(lesson -> LessonLine.of(lesson, moments.of(lesson.createdAt())))
                .toList(),
            reviews.waiting().stream().map(this::waiting).toList(),
            followUps.overdue()));
  }

  private WaitingView waiting(Reviews.Waiting waiting) {
    return new WaitingView(
        waiting.incident().number(),
        waiting.incident().title(),
        waiting.incident().severity().label(),
        waiting.incident().scenario().isPresent(),
        moments.of(waiting.review().openedAt()));
  }

  @CheckedTemplate(basePath = "lesson")
  static class Templates {
    private Templates() {}

    static native TemplateInstance lessons(View view);
  }
}
